import * as tf from '@tensorflow/tfjs-core';
import type { Predictions, Trainable } from '../contracts.ts';

/** Remembers what `apply` changes by itself, such as running statistics, so that a pass that failed can be undone. No value is copied. */
export class StateGuard {
  readonly #held: readonly { readonly variable: tf.Variable; readonly before: tf.Tensor }[];

  constructor({ state = {} }: Trainable<Predictions>) {
    this.#held = Object.values(state).map((variable) => ({ variable, before: tf.clone(variable) }));
  }

  restore(): void {
    for (const { variable, before } of this.#held) variable.assign(before);
  }

  dispose(): void {
    for (const { before } of this.#held) before.dispose();
  }
}
