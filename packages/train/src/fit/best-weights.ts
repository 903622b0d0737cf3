import * as tf from '@tensorflow/tfjs-core';
import type { Predictions, Trainable } from '../contracts.ts';
import type { EpochRecord } from './history.ts';
import type { PartState } from './part-state.ts';
import { variablesOf } from './variables.ts';
import { type Watched, watchedValue } from './watched.ts';

/** Which epoch's weights to keep. */
export type KeepBest = Watched;

interface Best {
  readonly epoch: number;
  readonly value: number;
  readonly copies: Readonly<Record<string, tf.Tensor>>;
}

/** Holds a copy of the best weights so far, and of what else the model learns, such as running statistics. */
export class BestWeights {
  readonly #variables: Readonly<Record<string, tf.Variable>>;
  readonly #rule: Watched;
  readonly #option: string;
  #best: Best | undefined;

  /** @param option the rule's name among the options, for messages */
  constructor(model: Trainable<Predictions>, rule: Watched, option: string) {
    this.#variables = variablesOf(model);
    this.#rule = rule;
    this.#option = option;
  }

  /**
   * Copies the weights if this epoch is the first or better than the best; a tie stays with the earlier epoch, NaN loses.
   *
   * @returns whether it did
   */
  consider(record: EpochRecord): boolean {
    const value = watchedValue(this.#option, this.#rule, record);
    if (this.#best !== undefined && !this.#isBetter(value, this.#best.value)) return false;
    this.dispose();
    const copies = Object.fromEntries(
      Object.entries(this.#variables).map(([name, variable]) => [name, tf.clone(variable)]),
    );
    this.#best = { epoch: record.epoch, value, copies };
    return true;
  }

  /** Puts the best weights back and answers their epoch. */
  restore(): number | undefined {
    for (const [name, copy] of Object.entries(this.#best?.copies ?? {})) this.#variables[name]?.assign(copy);
    return this.#best?.epoch;
  }

  save(): PartState {
    if (this.#best === undefined) return { tensors: {}, state: null };
    const { epoch, value, copies } = this.#best;
    return { tensors: copies, state: { epoch, value } };
  }

  load({ tensors, state }: PartState): void {
    this.dispose();
    if (state === null) return;
    const { epoch, value } = state as { epoch: number; value: number };
    const copies = Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, tf.clone(tensor)]));
    this.#best = { epoch, value, copies };
  }

  dispose(): void {
    tf.dispose({ ...this.#best?.copies });
    this.#best = undefined;
  }

  #isBetter(value: number, best: number): boolean {
    if (Number.isNaN(best)) return !Number.isNaN(value);
    return this.#rule.mode === 'max' ? value > best : value < best;
  }
}
