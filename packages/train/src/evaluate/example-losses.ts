import { describeShape } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import type { Batch, Predictions, Predictor, Targets } from '../contracts.ts';
import { eventLoopBreather } from '../fit/breathe.ts';

/**
 * The loss of each example by itself: which ones are hard.
 *
 * @param model what to evaluate
 * @param data batches; each is disposed by whoever yields it
 * @param loss of each example, `[batch]`: one of this package's with `reduction: 'none'`, for one
 * @param options `signal` to stop it
 * @returns a number for each example, in the order of the data
 * @throws RangeError if the loss has another shape; the signal's reason when it is aborted
 * @example
 * ```ts
 * import { mlp } from '@gradlab/models';
 * import { exampleLosses, meanSquaredError } from '@gradlab/train';
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 *
 * async function* data() {
 *   yield { x: tf.tensor2d([[1], [2]]), y: tf.tensor1d([1, 2]) };
 * }
 * const model = mlp({ inputShape: [1], hidden: [], outputs: 1, seed: 1 });
 * const losses = await exampleLosses(model, data(), (y, p) => meanSquaredError(y, p, { reduction: 'none' }));
 * console.log(losses.length); // 2
 * model.dispose();
 * ```
 */
export async function exampleLosses<Y extends Targets = tf.Tensor, P extends Predictions = tf.Tensor>(
  model: Predictor<P>,
  data: AsyncIterable<Batch<Y>>,
  loss: (targets: NoInfer<Y>, predictions: NoInfer<P>) => tf.Tensor,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<Float64Array> {
  const breathe = eventLoopBreather();
  const losses: number[] = [];
  signal?.throwIfAborted();
  for await (const { x, y } of data) {
    const values = tf.tidy(() => {
      const each = loss(y, model.apply(x, { training: false }));
      if (each.rank === 1 && each.shape[0] === x.shape[0]) return each.dataSync();
      const got = describeShape(each.shape);
      throw new RangeError(`exampleLosses: loss must give a number for each example, [${x.shape[0]}], got ${got}`);
    });
    // One by one: a call takes only so many arguments.
    for (const value of values) losses.push(value);
    await breathe();
    signal?.throwIfAborted();
  }
  return Float64Array.from(losses);
}
