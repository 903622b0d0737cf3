import * as tf from '@tensorflow/tfjs-core';
import type { Predictions } from './contracts.ts';

/** The tensor itself, or that of each head. */
export function tensorsOf(predictions: Predictions): readonly tf.Tensor[] {
  return predictions instanceof tf.Tensor ? [predictions] : Object.values(predictions);
}
