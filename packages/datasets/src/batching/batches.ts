import * as tf from '@tensorflow/tfjs-core';
import { checkDataset } from '../create-dataset.ts';
import { type Dataset, type Field, isField, type Targets } from '../dataset.ts';
import { assembleTargets } from './assemble.ts';
import { batchInputs, requirePacked } from './batch-inputs.ts';
import { type BatchOptions, type CheckedOptions, checkOptions } from './batch-options.ts';
import { exampleOrder } from './example-order.ts';

/** Inputs and targets of some examples, as tensors whose first dimension is the batch. */
export interface Batch<Y extends Targets = Targets> {
  /** float32 `[batch, ...x.shape]`, or as the transform shapes it. */
  readonly x: tf.Tensor;
  /** int32 or float32 `[batch, ...y.shape]`; a record of such if the data set has several targets. */
  readonly y: BatchTargets<Y>;
}

/** One tensor for one target, one under each name for several. */
export type BatchTargets<Y extends Targets> = Y extends Field ? tf.Tensor : { [K in keyof Y]: tf.Tensor };

/**
 * One pass over a data set in batches. With a seed the order is a full permutation of all examples, drawn from
 * (seed, epoch): the same whatever ran before, another in every epoch.
 *
 * The loop owns each batch: its tensors are disposed when the next is asked for and when the loop ends, by `break` or
 * an error too. Use `tf.clone` or `tf.keep` a result of yours to have it longer.
 *
 * With `workers`, a transform that is given by its module works on threads of Node while the loop's body runs: the same
 * batches, to the last bit, for any number of workers and any `prefetch`. The threads are shared by all passes that ask
 * for as many and kept for a while; they do not keep the process alive. Leaving the loop ends what is still at work.
 *
 * @param dataset what to pass over
 * @param options see {@link BatchOptions}
 * @returns batches of float32 inputs `[batch, ...shape]` (stored value × scale) and of targets: int32 if stored as
 *   integers without a scale, else float32. It may be looped over again.
 * @throws TypeError or RangeError, at the call, if an argument is wrong; while looping, {@link TransformError} if the
 *   transform cannot be loaded, fails at an example or gives examples of several shapes, or if a worker ends, and the
 *   signal's reason
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import { batches, syntheticDigits } from '@gradlab/datasets';
 * import * as tf from '@tensorflow/tfjs-core';
 *
 * await tf.setBackend('cpu');
 * const digits = syntheticDigits({ size: 100, seed: 1 });
 * for (let epoch = 0; epoch < 2; epoch++) {
 *   for await (const { x, y } of batches(digits, { batchSize: 32, seed: 7, epoch })) {
 *     console.log(x.shape, y.shape, y.dtype); // [32, 28, 28, 1] [32] int32, and at last 4 of them
 *   }
 * }
 * ```
 */
export function batches<Y extends Targets>(dataset: Dataset<Y>, options: BatchOptions): AsyncIterable<Batch<Y>> {
  checkDataset('batches', dataset);
  const checked = checkOptions(options);
  if (checked.transform !== undefined) requirePacked(dataset.x);
  return {
    async *[Symbol.asyncIterator]() {
      checked.signal?.throwIfAborted();
      for await (const { indices, x } of batchInputs(dataset.x, plan(dataset.size, checked), checked)) {
        // A tidy, so that inputs made before a target fails do not stay behind.
        const batch = tf.tidy(() => ({ x: x(), y: targets(dataset.y, indices) }));
        try {
          yield batch;
        } finally {
          tf.dispose([batch.x, batch.y]);
        }
        checked.signal?.throwIfAborted();
      }
    },
  };
}

function targets<Y extends Targets>(y: Y, indices: Uint32Array): BatchTargets<Y> {
  const made = isField(y)
    ? assembleTargets(y, indices)
    : Object.fromEntries(Object.entries(y).map(([name, field]) => [name, assembleTargets(field, indices)]));
  // The conditional type says just this, but is not resolved inside the function.
  return made as BatchTargets<Y>;
}

/** The examples of each batch in turn. */
function* plan(
  size: number,
  { seed, epoch, shard, batchSize, dropLast, start }: CheckedOptions,
): Generator<Uint32Array> {
  const { index, count } = shard;
  const order = exampleOrder(size, seed, 'shuffle', epoch);
  const mine = count === 1 ? order : order.filter((_, position) => position % count === index);
  for (let from = start * batchSize; from < mine.length; from += batchSize) {
    const indices = mine.subarray(from, from + batchSize);
    if (indices.length === batchSize || !dropLast) yield indices;
  }
}
