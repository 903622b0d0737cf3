import type { Seed } from '@gradlab/random';
import { type RowOptions, rowBlueprint } from './blueprint.ts';
import type { Model } from './model.ts';

/** Options of {@link sequential}. */
export interface SequentialOptions extends RowOptions {
  /** Names the stream of the first weights; each draws from its own, by name. */
  readonly seed: Seed;
}

/**
 * A network of layers in a row. A backend must be current: the weights are created at once.
 *
 * @param options input shape, layers and seed
 * @returns the model; the caller disposes it
 * @throws TypeError or RangeError if shapes do not fit together or there is no layer
 * @example
 * ```ts
 * import { activation, dense, flatten, sequential } from '@gradlab/models';
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 *
 * const layers = [flatten(), dense({ units: 16 }), activation('tanh'), dense({ units: 10 })];
 * const model = sequential({ inputShape: [8, 8, 1], layers, seed: 7 });
 * const logits = model.apply(tf.zeros([2, 8, 8, 1]));
 * console.log(logits.shape, Object.keys(model.parameters));
 * model.dispose();
 * ```
 */
export function sequential({ seed, ...row }: SequentialOptions): Model {
  return rowBlueprint('sequential', row).build({ seed });
}
