import type { Seed } from '@gradlab/random';
import type * as tf from '@tensorflow/tfjs-core';
import { type BranchOptions, branchBlueprint } from './blueprint.ts';
import type { Model } from './model.ts';

/** Options of {@link branches}. */
export interface BranchesOptions<Head extends string> extends BranchOptions<Head> {
  /** Names the stream of the first weights; each draws from its own, by name. */
  readonly seed: Seed;
}

/**
 * A network with several outputs: a trunk, which all share, and a head for each. A backend must be current.
 *
 * @param options input shape, trunk, heads and seed
 * @returns the model, which gives a record of outputs by head; the caller disposes it
 * @throws TypeError or RangeError if shapes do not fit together or there is no head
 * @example
 * ```ts
 * import { activation, branches, conv2d, dense, flatten } from '@gradlab/models';
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 *
 * const model = branches({
 *   inputShape: [8, 8, 3],
 *   trunk: [conv2d({ filters: 4, kernelSize: 3 }), activation('relu'), flatten()],
 *   heads: { digit: [dense({ units: 10 })], colour: [dense({ units: 7 })] },
 *   seed: 1,
 * });
 * const { digit, colour } = model.apply(tf.zeros([2, 8, 8, 3]));
 * console.log(digit.shape, colour.shape, Object.keys(model.parameters)); // conv1.weight, …, digit.dense1.weight, …
 * tf.dispose([digit, colour]);
 * model.dispose();
 * ```
 */
export function branches<Head extends string>({
  seed,
  ...options
}: BranchesOptions<Head>): Model<Readonly<Record<Head, tf.Tensor>>> {
  return branchBlueprint<Head>('branches', options).build({ seed });
}
