import * as tf from '@tensorflow/tfjs-core';
import { type Case, float } from './case.ts';

function batchNorm(): Case[] {
  const shapes = [
    [4, 3],
    [2, 3, 4, 5],
    [2, 5, 3],
  ];
  return shapes.map((shape) => {
    const channels = [shape.at(-1) ?? 1];
    return {
      name: `batchNorm [${shape}]`,
      inputs: [float(shape), float(channels), float(channels, 'positive'), float(channels), float(channels)],
      run: (x, mean, variance, offset, scale) =>
        tf.batchNorm(
          x,
          mean as tf.Tensor1D,
          variance as tf.Tensor1D,
          offset as tf.Tensor1D,
          scale as tf.Tensor1D,
          1e-3,
        ),
    };
  });
}

type Norm = (x: tf.Tensor, mean: tf.Tensor, variance: tf.Tensor, others: tf.Tensor[]) => tf.Tensor;

const normOf: Norm = (x, mean, variance, [offset, scale]) =>
  tf.batchNorm(x, mean as tf.Tensor1D, variance as tf.Tensor1D, offset as tf.Tensor1D, scale as tf.Tensor1D, 1e-2);

/** Without a scale tfjs-core has no gradient. Parts left out, statistics of the batch itself as in training, a mean for each value, and a variance that makes no sense. */
function batchNormOf(): Case[] {
  const c = [9];
  const parts = [float([4, 3, 9]), float(c), float(c, 'positive')];
  return [
    {
      name: 'batchNorm with offset alone',
      inputs: [...parts, float(c)],
      run: (x, m, v, o) => normOf(x, m, v, [o as tf.Tensor]),
      forwardOnly: true,
    },
    {
      name: 'batchNorm of nothing',
      inputs: [float([0, 3, 9]), float(c), float(c, 'positive'), float(c), float(c)],
      run: (x, m, v, ...others) => normOf(x, m, v, others),
      forwardOnly: true,
    },
    {
      name: 'batchNorm by the moments of the batch',
      inputs: [float([4, 3, 5, 9]), float(c), float(c)],
      run: (x, ...others) => {
        const { mean, variance } = tf.moments(x as tf.Tensor, [0, 1, 2]);
        return normOf(x as tf.Tensor, mean, variance, others);
      },
    },
    {
      name: 'batchNorm with a mean for each value',
      inputs: [float([2, 4, 4, 3]), float([2, 4, 4, 3]), float([2, 4, 4, 3], 'positive')],
      run: (x, m, v) => tf.batchNorm(x as tf.Tensor4D, m as tf.Tensor4D, v as tf.Tensor4D),
      forwardOnly: true,
    },
    {
      name: 'batchNorm of special values',
      inputs: [float([7, 9], 'special'), float(c, 'special'), float(c, 'special'), float(c), float(c)],
      run: (x, m, v, ...others) => normOf(x, m, v, others),
      forwardOnly: true,
    },
  ] as Case[];
}

function softmaxes(): Case[] {
  return (['normal', 'large', 'tied'] as const).flatMap((kind) => [
    { name: `softmax ${kind}`, inputs: [float([6, 10], kind)], run: (x: tf.Tensor) => tf.softmax(x) },
    { name: `logSoftmax ${kind}`, inputs: [float([6, 10], kind)], run: (x: tf.Tensor) => tf.logSoftmax(x) },
    { name: `logSoftmax of rank 3 ${kind}`, inputs: [float([2, 3, 7], kind)], run: (x: tf.Tensor) => tf.logSoftmax(x) },
    {
      name: `softmaxCrossEntropy ${kind}`,
      inputs: [float([6, 10], kind)],
      run: (x: tf.Tensor) => {
        const classes = tf.tensor1d([0, 3, 9, 1, 1, 5], 'int32');
        return tf.losses.softmaxCrossEntropy(tf.oneHot(classes, 10), x);
      },
    },
    {
      name: `sigmoidCrossEntropy ${kind}`,
      inputs: [float([6, 3], kind)],
      run: (x: tf.Tensor) => tf.losses.sigmoidCrossEntropy(tf.eye(6, 3), x),
    },
  ]);
}

/** Losses and normalisations, which are made of many kernels each. */
export const lossCases: readonly Case[] = [
  ...batchNorm(),
  ...batchNormOf(),
  ...softmaxes(),
  { name: 'meanSquaredError', inputs: [float([5, 4]), float([5, 4])], run: (a, b) => tf.losses.meanSquaredError(a, b) },
  { name: 'huberLoss', inputs: [float([5, 4], 'large'), float([5, 4])], run: (a, b) => tf.losses.huberLoss(a, b) },
  {
    name: 'absoluteDifference',
    inputs: [float([5, 4]), float([5, 4])],
    run: (a, b) => tf.losses.absoluteDifference(a, b),
  },
  { name: 'hingeLoss', inputs: [float([5, 4], 'boolean'), float([5, 4])], run: (a, b) => tf.losses.hingeLoss(a, b) },
  { name: 'cosineDistance', inputs: [float([5, 4]), float([5, 4])], run: (a, b) => tf.losses.cosineDistance(a, b, 1) },
  {
    name: 'localResponseNormalization',
    inputs: [float([2, 3, 3, 7])],
    run: (x) => tf.localResponseNormalization(x as tf.Tensor4D, 2, 1, 0.7, 0.6),
  },
  { name: 'L2 of weights', inputs: [float([30, 20])], run: (w) => tf.sum(tf.square(w)) },
  {
    name: 'softmax of special values',
    inputs: [float([8, 5], 'special')],
    run: (x) => tf.softmax(x),
    forwardOnly: true,
  },
];
