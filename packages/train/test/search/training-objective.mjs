// An objective that trains: whether a point lies in the unit circle, for `budget` epochs.
import { useBackend } from '@gradlab/backend';
import { Accuracy } from '@gradlab/metrics';
import { mlp } from '@gradlab/models';
import { adam, evaluate, fit, softmaxCrossEntropy } from '@gradlab/train';
import { checkpointFolder } from '@gradlab/train/checkpoint';
import * as tf from '@tensorflow/tfjs-core';

async function* points(steps, seed) {
  for (let step = 0; step < steps; step++) {
    const x = tf.randomUniform([32, 2], -1.5, 1.5, 'float32', seed + step);
    const y = tf.tidy(() => tf.cast(tf.less(tf.sum(tf.square(x), 1), 1), 'int32'));
    yield { x, y };
    tf.dispose([x, y]);
  }
}

export async function train(parameters, context) {
  await useBackend('wasm');
  const before = tf.memory().numTensors;
  const outcome = await trainOnBackend(parameters, context);
  return { ...outcome, leak: tf.memory().numTensors - before };
}

async function trainOnBackend({ rate, hidden }, { budget, seed, directory, signal, report }) {
  const model = mlp({ inputShape: [2], hidden: [hidden], outputs: 2, activation: 'tanh', seed });
  const optimizer = adam({ learningRate: rate });
  const epochs = [];
  const onEpochEnd = ({ epoch, loss }) => {
    epochs.push(epoch);
    report(epoch, -loss);
  };
  try {
    const history = await fit(model, {
      data: (epoch) => points(10, 1000 * epoch),
      epochs: budget,
      loss: softmaxCrossEntropy,
      optimizer,
      signal,
      callbacks: [{ onEpochEnd }],
      ...(directory && { checkpoint: { store: checkpointFolder(directory) } }),
    });
    const { accuracy } = await evaluate(model, points(5, 99_000), { accuracy: new Accuracy() });
    const losses = history.epochs.map(({ loss }) => loss);
    return { score: accuracy, losses, epochs };
  } finally {
    model.dispose();
    optimizer.dispose();
  }
}
