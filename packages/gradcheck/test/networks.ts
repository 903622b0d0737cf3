import { foldIn, normal } from '@gradlab/random';
import * as tf from '@tensorflow/tfjs-core';

/** Normal draws of a shape, scaled. */
export function draws(seed: number, name: string, shape: number[], scale = 1): tf.Tensor {
  const values = normal(foldIn(seed, name), tf.util.sizeFromShape(shape));
  return tf.tensor(
    Float32Array.from(values, (z) => scale * z),
    shape,
    'float32',
  );
}

/** Mean cross-entropy of class scores `[batch, classes]` against one-hot labels. */
export function crossEntropy(labels: tf.Tensor, logits: tf.Tensor): tf.Scalar {
  return tf.neg(tf.mean(tf.sum(tf.mul(tf.logSoftmax(logits), labels), 1)) as tf.Scalar);
}

/** A network as a function of its parameters. */
export interface Network {
  readonly parameters: Readonly<Record<string, tf.Tensor>>;
  readonly loss: (parameters: Readonly<Record<string, tf.Tensor>>) => tf.Scalar;
  readonly dispose: () => void;
}

/** 20-64-64-5 with ReLU, He-scaled, on 32 samples. */
export function reluMlp(seed: number): Network {
  const sizes = [20, 64, 64, 5];
  const parameters: Record<string, tf.Tensor> = {};
  for (let layer = 0; layer < 3; layer++) {
    const [inputs, units] = [sizes[layer] as number, sizes[layer + 1] as number];
    parameters[`dense${layer + 1}.weight`] = draws(seed, `w${layer}`, [inputs, units], Math.sqrt(2 / inputs));
    parameters[`dense${layer + 1}.bias`] = draws(seed, `b${layer}`, [units], 0.1);
  }
  const x = draws(seed, 'x', [32, 20]);
  const labels = tf.tidy(() => tf.oneHot(tf.cast(tf.mod(tf.range(0, 32), 5), 'int32'), 5));
  const affine = (p: Readonly<Record<string, tf.Tensor>>, layer: number, h: tf.Tensor): tf.Tensor =>
    tf.add(tf.matMul(h as tf.Tensor2D, p[`dense${layer}.weight`] as tf.Tensor2D), p[`dense${layer}.bias`] as tf.Tensor);
  return {
    parameters,
    loss: (p) => crossEntropy(labels, affine(p, 3, tf.relu(affine(p, 2, tf.relu(affine(p, 1, x)))))),
    dispose: () => tf.dispose([parameters, x, labels] as tf.TensorContainer),
  };
}

/** Convolution with bias, batch norm over the batch, tanh, 2 × 2 max pooling, dense layer, cross-entropy. */
export function convolutionalNetwork(seed: number): Network {
  const parameters = {
    'conv.weight': draws(seed, 'conv', [3, 3, 2, 5], 0.3),
    'conv.bias': draws(seed, 'conv bias', [5], 0.1),
    'norm.scale': tf.tidy(() => tf.add(1, draws(seed, 'scale', [5], 0.1))),
    'norm.offset': draws(seed, 'offset', [5], 0.1),
    'dense.weight': draws(seed, 'dense', [80, 3], 0.2),
    'dense.bias': draws(seed, 'dense bias', [3], 0.1),
  };
  const x = draws(seed, 'x', [4, 8, 8, 2]);
  const labels = tf.tidy(() => tf.oneHot(tf.tensor1d([0, 1, 2, 1], 'int32'), 3));
  const loss: Network['loss'] = (p) => {
    const named = p as typeof parameters;
    const conv = tf.add(
      tf.conv2d(x as tf.Tensor4D, named['conv.weight'] as tf.Tensor4D, 1, 'same'),
      named['conv.bias'],
    );
    const { mean, variance } = tf.moments(conv, [0, 1, 2]);
    const normal = tf.batchNorm(
      conv as tf.Tensor4D,
      mean as tf.Tensor1D,
      variance as tf.Tensor1D,
      named['norm.offset'] as tf.Tensor1D,
      named['norm.scale'] as tf.Tensor1D,
      1e-3,
    );
    const pooled = tf.maxPool(tf.tanh(normal) as tf.Tensor4D, 2, 2, 'valid');
    const logits = tf.matMul(tf.reshape(pooled, [4, 80]), named['dense.weight'] as tf.Tensor2D);
    return crossEntropy(labels, tf.add(logits, named['dense.bias']));
  };
  return { parameters, loss, dispose: () => tf.dispose([parameters, x, labels] as tf.TensorContainer) };
}
