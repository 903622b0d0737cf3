import { features, type Model } from '@gradlab/models';
import * as tf from '@tensorflow/tfjs-core';
import type { FeatureMaps, Recognition } from '../worker/contract.ts';

/**
 * What a network makes of one digit: its logits, their softmax, and what each convolution gives.
 *
 * @param model of 28×28 digits
 * @param input 784 values from 0 to 1
 */
export async function recognise(model: Model, input: Float32Array): Promise<Recognition> {
  const x = tf.tensor4d(input, [1, 28, 28, 1]);
  const logits = model.apply(x);
  const probabilities = tf.softmax(logits);
  const maps = features(model, x, /^conv/);
  try {
    // All are asked for before any is waited for: meanwhile a training may change the weights, but not these.
    const [values, shares, ...layers] = await Promise.all([
      logits.data(),
      probabilities.data(),
      ...Object.entries(maps).map(([layer, map]) => readMaps(layer, map)),
    ]);
    return { logits: [...values], probabilities: [...shares], maps: layers };
  } finally {
    tf.dispose([x, logits, probabilities, maps]);
  }
}

async function readMaps(layer: string, map: tf.Tensor): Promise<FeatureMaps> {
  const [, height = 0, width = 0, channels = 0] = map.shape;
  return { layer, height, width, channels, values: Float32Array.from(await map.data()) };
}
