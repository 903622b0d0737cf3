import * as tf from '@tensorflow/tfjs-core';

/** Values in [-1, 1) that are the same everywhere: a linear congruential generator on integers. */
function values(count: number, seed: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

function weights(shape: readonly number[], seed: number): tf.Variable {
  const size = shape.reduce((product, n) => product * n, 1);
  return tf.tidy(() => tf.variable(tf.mul(tf.tensor(values(size, seed), [...shape]), 0.3)));
}

/**
 * Steps of SGD on a small network with a convolution, a pool and a dense layer, on the current backend.
 *
 * @returns the loss before each step
 */
export function train(steps: number): number[] {
  const filter = weights([3, 3, 1, 4], 1);
  const dense = weights([64, 3], 2);
  const x = tf.tensor4d(values(16 * 64, 3), [16, 8, 8, 1]);
  const labels = tf.tidy(() =>
    tf.oneHot(
      tf.tensor1d(
        Array.from({ length: 16 }, (_, i) => i % 3),
        'int32',
      ),
      3,
    ),
  );
  const optimizer = tf.train.sgd(0.5);
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    const loss = optimizer.minimize(() => {
      const pooled = tf.maxPool(tf.relu(tf.conv2d(x, filter as tf.Tensor4D, 1, 'same')), 2, 2, 'valid');
      const logits = tf.matMul(tf.reshape(pooled, [16, 64]), dense);
      return tf.losses.softmaxCrossEntropy(labels, logits) as tf.Scalar;
    }, true);
    losses.push(loss?.dataSync()[0] ?? Number.NaN);
    loss?.dispose();
  }
  tf.dispose([filter, dense, x, labels]);
  optimizer.dispose();
  return losses;
}
