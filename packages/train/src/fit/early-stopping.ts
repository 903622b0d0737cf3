import { requireInteger, requireNumber } from '@gradlab-internal/checks';
import type { EpochRecord } from './history.ts';
import { type Watched, watchedValue } from './watched.ts';

/** When to stop before the last epoch. */
export interface EarlyStopping extends Watched {
  /** Number of epochs without an improvement after which to stop, an integer ≥ 1. */
  readonly patience: number;
  /** What counts as an improvement: a change for the better by more than this, ≥ 0. 0 unless given. */
  readonly minDelta?: number;
}

/** Counts the epochs without an improvement. */
export class PatienceCounter {
  readonly #rule: EarlyStopping;
  #best: number | undefined;
  #waited = 0;

  constructor(rule: EarlyStopping) {
    requireInteger('fit', 'earlyStopping.patience', rule.patience, { min: 1 });
    requireNumber('fit', 'earlyStopping.minDelta', rule.minDelta ?? 0, { min: 0 });
    this.#rule = rule;
  }

  /** Takes an epoch in; true where the patience is at its end. NaN is never an improvement. */
  isOver(record: EpochRecord): boolean {
    const value = watchedValue('earlyStopping', this.#rule, record);
    const { mode, minDelta = 0 } = this.#rule;
    const gain = mode === 'max' ? value - (this.#best ?? -Infinity) : (this.#best ?? Infinity) - value;
    if (gain > minDelta) {
      this.#best = value;
      this.#waited = 0;
    } else {
      this.#waited += 1;
    }
    return this.isAtEnd;
  }

  /** Whether the patience is at its end. */
  get isAtEnd(): boolean {
    return this.#waited >= this.#rule.patience;
  }

  save(): { best: number | null; waited: number } {
    return { best: this.#best ?? null, waited: this.#waited };
  }

  load({ best, waited }: { readonly best: number | null; readonly waited: number }): void {
    this.#best = best ?? undefined;
    this.#waited = waited;
  }
}
