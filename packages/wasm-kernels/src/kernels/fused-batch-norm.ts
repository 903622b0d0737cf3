import * as tf from '@tensorflow/tfjs-core';
import { defineKernel, type TrainingKernel } from '../training-kernel.ts';

const FLOAT_BYTES = 4;

interface Inputs {
  readonly x: tf.TensorInfo;
  readonly mean: tf.TensorInfo;
  readonly variance: tf.TensorInfo;
  readonly offset?: tf.TensorInfo;
  readonly scale?: tf.TensorInfo;
}

/** `(x − mean) · scale / √(variance + ε) + offset` with one of each for a channel; other shapes are the stock kernel's. */
export const fusedBatchNorm: TrainingKernel = defineKernel<Inputs, tf.FusedBatchNormAttrs>(
  tf.FusedBatchNorm,
  (host, inputs, attrs, stock) => {
    const { x, mean, variance, offset, scale } = inputs;
    const channels = x.shape.at(-1) ?? 1;
    const isPerChannel = [mean, variance, offset, scale].every(
      (tensor) => tensor == null || (tensor.dtype === 'float32' && String(tensor.shape) === String([channels])),
    );
    if (x.dtype !== 'float32' || !isPerChannel || channels === 0) return stock(inputs, attrs);
    const out = host.output(x.shape);
    const address = (tensor: tf.TensorInfo | undefined): number => (tensor == null ? 0 : host.address(tensor));
    host.withScratch(2 * FLOAT_BYTES * channels, (factors) => {
      const offsets = factors + FLOAT_BYTES * channels;
      const numbers = [address(variance), address(scale), address(offset), attrs.varianceEpsilon ?? 0.001];
      host.dispatch('batchNormFactors', [...numbers, factors, offsets], channels);
      const rows = tf.util.sizeFromShape(x.shape) / channels;
      host.dispatch('batchNorm', [address(x), address(mean), factors, offsets, address(out), channels], rows);
    });
    return out;
  },
);
