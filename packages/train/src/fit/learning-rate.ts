import { describeValue, requireNumber } from '@gradlab-internal/checks';
import type { Optimizer } from '../optimizers/optimizer.ts';
import { Plateau, type PlateauOptions, type PlateauState } from '../schedules/plateau.ts';
import type { Schedule } from '../schedules/schedule.ts';
import type { EpochRecord } from './history.ts';
import { type Watched, watchedValue } from './watched.ts';

/** Lowers the learning rate where a watched number no longer improves, as PyTorch's `ReduceLROnPlateau` does. */
export type ReduceOnPlateau = Watched & PlateauOptions;

interface RateOptions {
  readonly optimizer: Optimizer;
  readonly schedule?: Schedule;
  readonly scheduleBy?: 'epoch' | 'update';
  readonly reduceOnPlateau?: ReduceOnPlateau;
}

/** What a checkpoint carries of it. */
export interface RateState {
  /** The optimiser's own rate, before any reduction. */
  readonly base: number | null;
  /** That of the last update. */
  readonly current: number | null;
  readonly plateau: PlateauState | null;
}

/** Sets the optimiser's learning rate before each update: the schedule's, after the reductions on a plateau. */
export class LearningRate {
  readonly #options: RateOptions;
  readonly #plateau: Plateau | undefined;
  #base: number | undefined;

  constructor(options: RateOptions) {
    const { optimizer, schedule, reduceOnPlateau } = options;
    this.#options = options;
    this.#plateau = reduceOnPlateau && new Plateau(reduceOnPlateau);
    this.#base = optimizer.learningRate;
    if ((schedule ?? reduceOnPlateau) !== undefined && this.#base === undefined) {
      const got = describeValue(this.#base);
      throw new TypeError(`fit: optimizer must have a learningRate where a schedule is to set it, got ${got}`);
    }
  }

  /** @param at number of the epoch from 1, and of the updates before this one */
  set(at: { readonly epoch: number; readonly updates: number }): void {
    const { optimizer, schedule, scheduleBy = 'epoch' } = this.#options;
    if (this.#base === undefined || (schedule === undefined && this.#plateau === undefined)) return;
    const rate = schedule?.(scheduleBy === 'epoch' ? at.epoch - 1 : at.updates) ?? this.#base;
    requireNumber('fit', 'what schedule gives', rate, { min: 0 });
    optimizer.learningRate = this.#plateau?.reduce(rate) ?? rate;
  }

  /** Takes an epoch in. */
  observe(record: EpochRecord): void {
    const { reduceOnPlateau } = this.#options;
    if (reduceOnPlateau === undefined) return;
    this.#plateau?.observe(watchedValue('reduceOnPlateau', reduceOnPlateau, record));
  }

  save(): RateState {
    const base = this.#base ?? null;
    return { base, current: this.#options.optimizer.learningRate ?? null, plateau: this.#plateau?.save() ?? null };
  }

  load({ base, current, plateau }: RateState): void {
    // Without schedule and plateau the rate is the caller's business, and may be another one after a break.
    if (this.#options.schedule === undefined && this.#plateau === undefined) return;
    this.#base = base ?? undefined;
    if (current !== null) this.#options.optimizer.learningRate = current;
    if (plateau !== null) this.#plateau?.load(plateau);
  }
}
