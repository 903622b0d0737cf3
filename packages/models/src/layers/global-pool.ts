import * as tf from '@tensorflow/tfjs-core';
import type { Layer } from './layer.ts';
import { requireImage } from './window.ts';

/**
 * The mean of each channel over the whole image: `[height, width, channels]` → `[channels]`, so that an image of any size passes.
 *
 * @param options a name in place of `globalAvgPool1`, …
 * @example
 * ```ts
 * import { blueprint, globalAvgPool } from '@gradlab/models';
 *
 * console.log(blueprint({ inputShape: [9, 7, 16], layers: [globalAvgPool()] }).outputShape); // [16]
 * ```
 */
export function globalAvgPool(options: { readonly name?: string } = {}): Layer {
  return globalPool('globalAvgPool', options, (x) => tf.mean(x, [1, 2]));
}

/**
 * The largest value of each channel over the whole image: `[height, width, channels]` → `[channels]`.
 *
 * @param options a name in place of `globalMaxPool1`, …
 * @example
 * ```ts
 * import { blueprint, globalMaxPool } from '@gradlab/models';
 *
 * console.log(blueprint({ inputShape: [9, 7, 16], layers: [globalMaxPool()] }).outputShape); // [16]
 * ```
 */
export function globalMaxPool(options: { readonly name?: string } = {}): Layer {
  return globalPool('globalMaxPool', options, (x) =>
    // The WASM backend's kernel divides by the size of an empty batch.
    x.shape[0] === 0 ? tf.zeros([0, x.shape[3] ?? 0]) : tf.max(x, [1, 2]),
  );
}

function globalPool(kind: string, { name }: { readonly name?: string }, pool: (x: tf.Tensor) => tf.Tensor): Layer {
  return {
    kind,
    ...(name !== undefined && { name }),
    config: {},
    reach: 'all',
    outputShape: (inputShape, name) => [requireImage(kind, name, inputShape).channels],
    parameters: () => ({}),
    apply: (x) => pool(x),
  };
}
