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

/** Holds a copy of the best weights so far. */
export class BestWeights {
  readonly #model: Trainable;
  readonly #rule: KeepBest;
  #best: { epoch: number; value: number; copies: Record<string, tf.Tensor> } | undefined;

  constructor(model: Trainable, rule: KeepBest) {
    this.#model = model;
    this.#rule = rule;
  }

  /** Copies the weights if this epoch is the first or better than the best; a tie stays with the earlier epoch. */
  consider(record: EpochRecord): void {
    const value = this.#valueOf(record);
    const sign = this.#rule.mode === 'max' ? 1 : -1;
    if (this.#best !== undefined && !(sign * value > sign * this.#best.value)) return;
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

  #valueOf(record: EpochRecord): number {
    const { set, metric } = this.#rule;
    const value = record.evaluations[set]?.[metric];
    if (typeof value === 'number') return value;
    throw new RangeError(
      `fit: keepBest must name a number among the evaluations, got ${set}.${metric}: ${String(value)}`,
    );
  }
}
