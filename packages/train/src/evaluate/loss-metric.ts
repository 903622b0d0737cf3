import { requireNumber } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import type { Loss, Metric, Predictions, Targets } from '../contracts.ts';
import { tensorsOf } from '../tensors-of.ts';

/** What a {@link LossMetric} has summed up. */
export interface LossMetricState {
  readonly weighted: number;
  readonly examples: number;
}

/**
 * The mean of a loss over all examples, batches weighted by their size: to follow a validation loss.
 *
 * @example
 * ```ts
 * import { LossMetric, meanSquaredError } from '@gradlab/train';
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 *
 * const metric = new LossMetric(meanSquaredError);
 * metric.update({ labels: tf.tensor1d([1, 2]), predictions: tf.tensor1d([1, 4]) });
 * metric.update({ labels: tf.tensor1d([0]), predictions: tf.tensor1d([4]) });
 * console.log(metric.compute()); // (0 + 4 + 16) / 3
 * ```
 */
export class LossMetric<Y extends Targets = tf.Tensor, P extends Predictions = tf.Tensor>
  implements Metric<Y, number, P>
{
  readonly #loss: Loss<Y, P>;
  #weighted = 0;
  #examples = 0;

  /** @param loss mean loss of a batch */
  constructor(loss: Loss<Y, P>) {
    this.#loss = loss;
  }

  /** @throws whatever the loss throws */
  update({ labels, predictions }: { readonly labels: Y; readonly predictions: P }): void {
    const mean = tf.tidy(() => this.#loss(labels, predictions).dataSync()[0] ?? Number.NaN);
    const size = tensorsOf(predictions)[0]?.shape[0] ?? 0;
    this.#weighted += mean * size;
    this.#examples += size;
  }

  /** NaN before the first example. */
  compute(): number {
    return this.#weighted / this.#examples;
  }

  reset(): void {
    this.#weighted = 0;
    this.#examples = 0;
  }

  toJSON(): LossMetricState {
    return { weighted: this.#weighted, examples: this.#examples };
  }

  /** Takes over what `toJSON` gave. */
  load({ weighted, examples }: LossMetricState): void {
    this.#examples = requireNumber('LossMetric', 'examples', examples, { min: 0 });
    this.#weighted = weighted;
  }
}
