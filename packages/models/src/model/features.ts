import * as tf from '@tensorflow/tfjs-core';
import type { Model, Outputs } from './model.ts';
import { matchNames, type NamePattern } from './name-pattern.ts';
import { layersOf } from './place-layers.ts';

/**
 * Outputs of layers within a model, as in evaluation: feature maps to look at.
 *
 * @param model to run
 * @param x float32 `[batch, ...inputShape]`
 * @param names of layers: `/^conv/` for every convolution
 * @returns each layer's output by its name, `[batch, ...]`; the caller disposes them
 * @throws RangeError if a name matches no layer, or `x` does not fit
 * @example
 * ```ts
 * import { cnn, features } from '@gradlab/models';
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 *
 * const model = cnn({ inputShape: [8, 8, 1], features: [4, 'pool', 8], outputs: 2, seed: 1 });
 * const maps = features(model, tf.ones([1, 8, 8, 1]), /^conv/);
 * const first = tf.slice(maps.conv1, [0, 0, 0, 0], [1, 8, 8, 1]); // the first feature map
 * tf.dispose([maps, first]);
 * model.dispose();
 * ```
 */
export function features(model: Model<Outputs>, x: tf.Tensor, names: NamePattern): Record<string, tf.Tensor> {
  const all = layersOf(model.blueprint).map(({ name }) => name);
  const chosen = matchNames('features', all, names);
  return tf.tidy(() => {
    const outputs: Record<string, tf.Tensor> = {};
    const keep = (name: string) => (output: tf.Tensor) => {
      outputs[name] = tf.keep(tf.clone(output));
    };
    const taps = Object.fromEntries(chosen.map((name) => [name, keep(name)]));
    try {
      model.apply(x, { taps });
    } catch (error) {
      // What is kept outlives the tidy.
      tf.dispose(outputs);
      throw error;
    }
    return outputs;
  });
}
