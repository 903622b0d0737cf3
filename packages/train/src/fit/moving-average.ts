import { requireNumber } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import type { Predictions, Trainable } from '../contracts.ts';
import { descend } from '../optimizers/descend.ts';
import type { PartState } from './part-state.ts';
import { trainableOf } from './variables.ts';

/** An exponential moving average of the weights. */
export interface Averaging {
  /** d in [0, 1): after each update the average a becomes d a + (1 − d) w. It starts as the weights after the first update. */
  readonly decay: number;
}

/**
 * Holds the average beside the weights. While they are swapped the model computes with the average.
 *
 * @see Polyak and Juditsky (1992), Acceleration of stochastic approximation by averaging
 */
export class MovingAverage {
  readonly #weights: Readonly<Record<string, tf.Variable>>;
  readonly #decay: number;
  #averages: Readonly<Record<string, tf.Variable>> | undefined;

  constructor(model: Trainable<Predictions>, { decay }: Averaging) {
    this.#decay = requireNumber('fit', 'average.decay', decay, { min: 0, below: 1 });
    this.#weights = trainableOf(model);
  }

  /** Takes the weights after an update in. */
  update(): void {
    if (this.#averages === undefined) {
      this.#averages = variablesLike(this.#weights);
      return;
    }
    for (const [name, average] of Object.entries(this.#averages)) {
      tf.tidy(() => descend(average, tf.sub(average, this.#weights[name] as tf.Tensor), 1 - this.#decay));
    }
  }

  /** Runs with the average in the model's variables and the weights back in their place after it. */
  async whileSwapped<T>(run: () => Promise<T>): Promise<T> {
    this.swap();
    try {
      return await run();
    } finally {
      this.swap();
    }
  }

  /** Exchanges weights and average: no value is copied. */
  swap(): void {
    for (const [name, average] of Object.entries(this.#averages ?? {})) {
      const weight = this.#weights[name] as tf.Variable;
      tf.tidy(() => {
        const held = tf.clone(weight);
        weight.assign(tf.clone(average));
        average.assign(held);
      });
    }
  }

  save(): PartState {
    return { tensors: this.#averages ?? {}, state: this.#averages !== undefined };
  }

  load({ tensors, state }: PartState): void {
    this.dispose();
    if (state !== true) return;
    // Other parameters may be frozen than when it was saved: one that trains from now on is averaged from its weights on.
    const entries = Object.entries(this.#weights).map(([name, weight]) => [name, tensors[name] ?? weight] as const);
    this.#averages = variablesLike(Object.fromEntries(entries));
  }

  dispose(): void {
    tf.dispose({ ...this.#averages });
    this.#averages = undefined;
  }
}

function variablesLike(tensors: Readonly<Record<string, tf.Tensor>>): Readonly<Record<string, tf.Variable>> {
  return tf.tidy(() =>
    Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, tf.variable(tf.clone(tensor), false)])),
  );
}
