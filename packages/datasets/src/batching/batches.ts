import { key, type Seed } from '@gradlab/random';
import { describeValue, requireInteger } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import { checkDataset } from '../create-dataset.ts';
import { type Dataset, type Field, isField, type Targets } from '../dataset.ts';
import { assembleInputs, assembleTargets, assembleTransformed } from './assemble.ts';
import { exampleOrder } from './example-order.ts';
import type { ExampleTransform } from './example-transform.ts';

/** Inputs and targets of some examples, as tensors whose first dimension is the batch. */
export interface Batch<Y extends Targets = Targets> {
  /** float32 `[batch, ...x.shape]`, or as the transform shapes it. */
  readonly x: tf.Tensor;
  /** int32 or float32 `[batch, ...y.shape]`; a record of such if the data set has several targets. */
  readonly y: BatchTargets<Y>;
}

/** Part `index` of `count`. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** One tensor for one target, one under each name for several. */
export type BatchTargets<Y extends Targets> = Y extends Field ? tf.Tensor : { [K in keyof Y]: tf.Tensor };

export interface BatchOptions {
  /** Examples per batch; the last one may be smaller. */
  readonly batchSize: number;
  /** Shuffles by (seed, epoch). Without it the stored order is kept, and a transform draws from seed 0. */
  readonly seed?: Seed;
  /** Which pass over the data this is. Default 0. */
  readonly epoch?: number;
  /** Leaves out a last batch that is smaller. Default false. */
  readonly dropLast?: boolean;
  /** Gives only every `count`-th example of the pass, from the `index`-th on: the shards of a pass are disjoint and together complete. */
  readonly shard?: Shard;
  /** How many batches to leave out at the start: a pass that was broken off after n batches goes on with `start: n`. Default 0. */
  readonly start?: number;
  /** Changes each input by (seed, epoch, index), such as those of `@gradlab/augment`. */
  readonly transform?: ExampleTransform;
}

/**
 * One pass over a data set in batches. With a seed the order is a full permutation of all examples, drawn from
 * (seed, epoch): the same whatever ran before, another in every epoch.
 *
 * The loop owns each batch: its tensors are disposed when the next is asked for and when the loop ends, by `break` or
 * an error too. Use `tf.clone` or `tf.keep` a result of yours to have it longer.
 *
 * @param dataset what to pass over
 * @param options see {@link BatchOptions}
 * @returns batches of float32 inputs `[batch, ...shape]` (stored value × scale) and of targets: int32 if stored as
 *   integers without a scale, else float32. It may be looped over again.
 * @throws TypeError or RangeError, at the call, if an argument is wrong; while looping, if a transform gives examples
 *   of several shapes
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
  const { batchSize, seed, epoch = 0, dropLast = false, transform, start = 0, shard = WHOLE } = options;
  requireInteger('batches', 'batchSize', batchSize, { min: 1 });
  requireInteger('batches', 'epoch', epoch, { min: 0 });
  requireInteger('batches', 'start', start, { min: 0 });
  const { index, count } = requireShard(shard);
  if (transform !== undefined && typeof transform?.apply !== 'function') {
    throw new TypeError(`batches: transform must have a function apply, got ${describeValue(transform)}`);
  }
  const draw = { seed: key(seed ?? 0), epoch };
  const inputs = (indices: Uint32Array): tf.Tensor =>
    transform === undefined
      ? assembleInputs(dataset.x, indices)
      : assembleTransformed(dataset.x, indices, transform, draw);
  const order = (): Uint32Array => exampleOrder(dataset.size, seed, 'shuffle', epoch);
  return {
    async *[Symbol.asyncIterator]() {
      const mine = count === 1 ? order() : order().filter((_, position) => position % count === index);
      for (const indices of cut(mine, batchSize, dropLast, start)) {
        // A tidy, so that inputs made before a target fails do not stay behind.
        const batch = tf.tidy(() => ({ x: inputs(indices), y: targets(dataset.y, indices) }));
        try {
          yield batch;
        } finally {
          tf.dispose([batch.x, batch.y]);
        }
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

const WHOLE: Shard = { index: 0, count: 1 };

function requireShard(shard: Shard): Shard {
  if (typeof shard !== 'object' || shard === null) {
    throw new TypeError(`batches: shard must be { index, count }, got ${describeValue(shard)}`);
  }
  const count = requireInteger('batches', 'shard.count', shard.count, { min: 1 });
  return { index: requireInteger('batches', 'shard.index', shard.index, { min: 0, below: count }), count };
}

function* cut(order: Uint32Array, batchSize: number, dropLast: boolean, start: number): Generator<Uint32Array> {
  for (let from = start * batchSize; from < order.length; from += batchSize) {
    const indices = order.subarray(from, from + batchSize);
    if (indices.length === batchSize || !dropLast) yield indices;
  }
}
