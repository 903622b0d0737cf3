import * as tf from '@tensorflow/tfjs-core';
import type { Layer } from './layer.ts';

/**
 * Lays each example out as one row, the last axis fastest: `[height, width, channels]` → `[height · width · channels]`.
 *
 * @param options a name in place of `flatten1`, …
 * @example
 * ```ts
 * import { blueprint, flatten } from '@gradlab/models';
 *
 * console.log(blueprint({ inputShape: [4, 4, 3], layers: [flatten()] }).outputShape); // [48]
 * ```
 */
export function flatten({ name }: { readonly name?: string } = {}): Layer {
  return {
    kind: 'flatten',
    ...(name !== undefined && { name }),
    config: {},
    outputShape: (inputShape) => [inputShape.reduce((product, size) => product * size, 1)],
    parameters: () => ({}),
    // The size is spelt out: with an empty batch there is nothing from which to infer a −1.
    apply: (x) => tf.reshape(x, [x.shape[0] ?? 0, x.shape.slice(1).reduce((product, size) => product * size, 1)]),
  };
}
