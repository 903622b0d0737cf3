import * as tf from '@tensorflow/tfjs-core';

/** Values do not change the time of a matrix product; they only must not grow, or be zero or subnormal. */
const values = (shape) => tf.tidy(() => tf.add(tf.mul(tf.randomUniform(shape, -1, 1, 'float32', 1), 0.05), 0.001));

const labels = (batch) =>
  tf.oneHot(
    tf.tensor1d(
      Array.from({ length: batch }, (_, i) => i % 10),
      'int32',
    ),
    10,
  );

function product(m, k, n, transposeA, transposeB) {
  const a = values(transposeA ? [k, m] : [m, k]);
  const b = values(transposeB ? [n, k] : [k, n]);
  return () => tf.matMul(a, b, transposeA, transposeB).dispose();
}

function perceptron(sizes, batch) {
  const weights = sizes.slice(1).map((to, i) => tf.variable(values([sizes[i], to])));
  const biases = sizes.slice(1).map((to) => tf.variable(values([to])));
  const x = values([batch, sizes[0]]);
  const y = labels(batch);
  const optimizer = tf.train.sgd(1e-4);
  const loss = () => {
    const last = weights.length - 1;
    const logits = weights.reduce((h, w, i) => {
      const z = tf.add(tf.matMul(h, w), biases[i]);
      return i === last ? z : tf.relu(z);
    }, x);
    return tf.losses.softmaxCrossEntropy(y, logits);
  };
  return () => optimizer.minimize(loss);
}

function convolutional(batch) {
  const filters = [tf.variable(values([3, 3, 1, 16])), tf.variable(values([3, 3, 16, 32]))];
  const dense = tf.variable(values([7 * 7 * 32, 10]));
  const x = values([batch, 28, 28, 1]);
  const y = labels(batch);
  const optimizer = tf.train.sgd(1e-4);
  const loss = () => {
    const pooled = filters.reduce((h, w) => tf.maxPool(tf.relu(tf.conv2d(h, w, 1, 'same')), 2, 2, 'valid'), x);
    return tf.losses.softmaxCrossEntropy(y, tf.matMul(tf.reshape(pooled, [batch, -1]), dense));
  };
  return () => optimizer.minimize(loss);
}

const WORK = {
  'matMul 64×784×500': () => product(64, 784, 500, false, false),
  'matMul 64×500×784, b transposed': () => product(64, 500, 784, false, true),
  'matMul 784×64×500, a transposed': () => product(784, 64, 500, true, false),
  'matMul 16×784×500': () => product(16, 784, 500, false, false),
  'matMul 500×500×500': () => product(500, 500, 500, false, false),
  'SGD step 784-500-400-10, batch 64': () => perceptron([784, 500, 400, 10], 64),
  'SGD step 784-500-400-10, batch 16': () => perceptron([784, 500, 400, 10], 16),
  'SGD step of a small CNN, batch 16': () => convolutional(16),
};

export const workNames = Object.keys(WORK);

/** Prepares the tensors of one piece of work and returns what runs it once. */
export const makeWork = (name) => WORK[name]();
