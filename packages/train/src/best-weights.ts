import { requireOneOf } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import type { Trainable } from './contracts.ts';
import type { EpochRecord } from './history.ts';

/** Which epoch's weights to keep. */
export interface KeepBest {
  /** Name of the evaluation set. */
  readonly set: string;
  /** Name of its metric; its values must be numbers. */
  readonly metric: string;
  /** Whether a greater or a smaller value is better. */
  readonly mode: 'max' | 'min';
}

/**
 * Checks a rule before any time is spent on training.
 *
 * @throws RangeError if it names no set, no metric or no mode
 */
export function requireKeepBest(
  rule: KeepBest | undefined,
  evaluations: Readonly<Record<string, { readonly metrics: Readonly<Record<string, unknown>> }>>,
): void {
  if (rule === undefined) return;
  requireOneOf('fit', 'keepBest.mode', rule.mode, ['max', 'min']);
  requireOneOf('fit', 'keepBest.set', rule.set, Object.keys(evaluations));
  requireOneOf('fit', 'keepBest.metric', rule.metric, Object.keys(evaluations[rule.set]?.metrics ?? {}));
}

/** Holds a copy of the best weights so far. */
export class BestWeights {
  readonly #model: Trainable;
  readonly #rule: KeepBest;
  #best: { epoch: number; value: number; copies: Record<string, tf.Tensor> } | undefined;

  constructor(model: Trainable, rule: KeepBest) {
    this.#model = model;
    this.#rule = rule;
  }

  /** Copies the weights if this epoch is the first or better than the best; a tie stays with the earlier epoch, NaN loses. */
  consider(record: EpochRecord): void {
    const value = this.#valueOf(record);
    if (this.#best !== undefined && !this.#isBetter(value, this.#best.value)) return;
    this.dispose();
    const copies = Object.fromEntries(
      Object.entries(this.#model.parameters).map(([name, variable]) => [name, tf.clone(variable)]),
    );
    this.#best = { epoch: record.epoch, value, copies };
  }

  /** Puts the best weights back and answers their epoch. */
  restore(): number | undefined {
    for (const [name, copy] of Object.entries(this.#best?.copies ?? {})) {
      this.#model.parameters[name]?.assign(copy);
    }
    return this.#best?.epoch;
  }

  dispose(): void {
    tf.dispose(this.#best?.copies ?? {});
    this.#best = undefined;
  }

  #isBetter(value: number, best: number): boolean {
    if (Number.isNaN(best)) return !Number.isNaN(value);
    return this.#rule.mode === 'max' ? value > best : value < best;
  }

  #valueOf(record: EpochRecord): number {
    const { set, metric } = this.#rule;
    const value = record.evaluations[set]?.[metric];
    if (typeof value === 'number') return value;
    throw new RangeError(
      `fit: keepBest must name a number among the evaluations, got ${set}.${metric}: ${String(value)}`,
    );
  }
}
