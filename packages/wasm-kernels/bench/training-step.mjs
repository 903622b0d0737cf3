// A training step of a network on tfjs, as a user of tfjs-core would write it.
import * as tf from '@tensorflow/tfjs-core';
import { BIAS_SCALE, uniformValues, weightScale } from './values.mjs';

const ACTIVATE = { relu: tf.relu, tanh: tf.tanh, sigmoid: tf.sigmoid, none: (x) => x };

const LOSS = {
  softmaxCrossEntropy: (y, logits) => tf.losses.softmaxCrossEntropy(y, logits),
  sigmoidCrossEntropy: (y, logits) => tf.losses.sigmoidCrossEntropy(y, logits),
  meanSquaredError: (y, predictions) => tf.losses.meanSquaredError(y, predictions),
};

const OPTIMIZER = {
  sgd: (rate) => tf.train.sgd(rate),
  momentum: (rate) => tf.train.momentum(rate, 0.9),
  adam: (rate) => tf.train.adam(rate),
  rmsprop: (rate) => tf.train.rmsprop(rate),
};

/** A tensor of a shape, by formula. */
export function valuesTensor(shape, seed, scale) {
  return tf.tensor(uniformValues(tf.util.sizeFromShape(shape), seed, scale), shape);
}

const APPLY = {
  conv: (h, { padding, activation }, { weight, bias }) =>
    ACTIVATE[activation](tf.add(tf.conv2d(h, weight, 1, padding), bias)),
  pool: (h) => tf.maxPool(h, 2, 2, 'valid'),
  dense: (h, { activation }, { weight, bias }) =>
    ACTIVATE[activation](tf.add(tf.matMul(h.rank === 2 ? h : tf.reshape(h, [h.shape[0], -1]), weight), bias)),
};

function makeVariables({ weight }, i) {
  if (weight === undefined) return {};
  return {
    weight: tf.variable(valuesTensor(weight, 2 * i + 1, weightScale(weight))),
    bias: tf.variable(valuesTensor([weight.at(-1)], 2 * i + 2, BIAS_SCALE)),
  };
}

/** What the network shall give: classes in turn, or numbers for one output. */
function makeTarget(batch, outputs) {
  if (outputs === 1) return tf.tensor2d(Array.from({ length: batch }, (_, i) => [i % 2]));
  const classes = Array.from({ length: batch }, (_, i) => i % outputs);
  // Not through oneHot: the stock kernel does not give float32 right.
  return tf.tensor2d(classes.map((label) => Array.from({ length: outputs }, (_, c) => Number(c === label))));
}

/**
 * Prepares the tensors of a training step.
 *
 * @param step `{ layers, batch, loss?, optimizer?, rate? }`, layers as `resolveLayers` gives them
 * @returns what runs the step once, and returns the loss before it if asked to
 */
export function makeTrainingStep({ layers, batch, loss = 'softmaxCrossEntropy', optimizer = 'sgd', rate = 1e-3 }) {
  const variables = layers.map(makeVariables);
  const x = valuesTensor([batch, ...layers[0].input], 0, 1);
  const y = makeTarget(batch, layers.at(-1).output[0]);
  const rule = OPTIMIZER[optimizer](rate);
  const cost = () =>
    LOSS[loss](
      y,
      layers.reduce((h, layer, i) => APPLY[layer.type](h, layer, variables[i]), x),
    );
  return (returnLoss = false) => {
    const value = rule.minimize(cost, returnLoss);
    if (!returnLoss) return undefined;
    const [number] = value.dataSync();
    value.dispose();
    return number;
  };
}
