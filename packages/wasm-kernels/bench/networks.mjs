// The networks that are measured, as plain data: each side builds them in its own library's way.

const conv = (filters, kernel = 3, padding = 'same') => ({
  type: 'conv',
  filters,
  kernel,
  padding,
  activation: 'relu',
});
const dense = (units, activation = 'none') => ({ type: 'dense', units, activation });
const pool = { type: 'pool' };

/** Dense layers with one activation between them. */
function perceptron(sizes, activation = 'relu') {
  const [input, ...units] = sizes;
  return { input: [input], layers: units.map((n, i) => dense(n, i === units.length - 1 ? 'none' : activation)) };
}

export const networks = {
  'MLP 784-500-400-10': perceptron([784, 500, 400, 10]),
  'MLP 784-512-512-10': perceptron([784, 512, 512, 10]),
  'MLP 784-600-400-10': perceptron([784, 600, 400, 10]),
  'MLP 784-228-213-10, tanh': perceptron([784, 228, 213, 10], 'tanh'),
  'CNN of 1,650': { input: [28, 28, 1], layers: [conv(4), pool, conv(8), pool, conv(8), pool, dense(10)] },
  'CNN of 159,882': { input: [28, 28, 1], layers: [conv(16), conv(32), conv(64), pool, conv(128), pool, dense(10)] },
  'CNN of 206,500': {
    input: [28, 28, 1],
    layers: [
      conv(20, 5, 'valid'),
      pool,
      conv(30, 4, 'valid'),
      conv(40, 3, 'valid'),
      pool,
      dense(500, 'relu'),
      dense(10),
    ],
  },
  'CNN of 570,436': {
    input: [28, 28, 1],
    layers: [conv(18), pool, conv(36), pool, conv(72), conv(72), pool, dense(750, 'relu'), dense(10)],
  },
  'CIFAR-10 CNN of 1,191,170': {
    input: [32, 32, 3],
    layers: [conv(32, 5), pool, conv(64, 5), pool, conv(64, 5), pool, dense(1000, 'relu'), dense(10)],
  },
  'photo CNN of 3,282,190': { input: [64, 64, 3], layers: [conv(16), conv(32), pool, dense(100, 'relu'), dense(2)] },
  'VGG block': { input: [64, 64, 3], layers: [conv(64), conv(64), pool, dense(10)] },
  'VGG with dense 4096, 4096': {
    input: [64, 64, 3],
    layers: [
      conv(64),
      pool,
      conv(64),
      pool,
      conv(128),
      pool,
      conv(128),
      pool,
      dense(4096, 'relu'),
      dense(4096, 'relu'),
      dense(2),
    ],
  },
  'toy MLP 2-100-150-1': { ...perceptron([2, 100, 150, 1]), loss: 'sigmoidCrossEntropy' },
  'digits CNN of 10 and 20 channels': {
    input: [28, 28, 1],
    layers: [conv(10), pool, conv(20), pool, conv(20), pool, dense(10)],
  },
  'regression MLP 8-20-20-1, tanh': { ...perceptron([8, 20, 20, 1], 'tanh'), loss: 'meanSquaredError' },
};
