import { batches, blobs } from '@gradlab/datasets';
import { Accuracy } from '@gradlab/metrics';
import { adamW, cosine, fit, LossMetric, softmaxCrossEntropy } from '@gradlab/train';
import { noisyModel } from '../noisy-model.mjs';

/** Eleven batches an epoch, the last one smaller; 3 batches to an update and 2 over. */
const points = blobs({ size: 85, seed: 3, standardDeviation: 4 });
const inOrder = () => batches(points, { batchSize: 50 });

/**
 * A training with everything that a checkpoint has to carry.
 *
 * @param {object} changes options of `fit` to add or replace
 * @returns the history without wall times, and every weight, as one JSON text
 */
export async function fullTraining(changes = {}) {
  const model = noisyModel();
  const optimizer = adamW({ learningRate: 0.05 });
  try {
    const history = await fit(model, {
      data: (epoch, start) => batches(points, { batchSize: 8, seed: 1, epoch, start }),
      epochs: 5,
      loss: softmaxCrossEntropy,
      optimizer,
      schedule: cosine({ rate: 0.05, length: 20 }),
      scheduleBy: 'update',
      reduceOnPlateau: { metric: 'loss', mode: 'min', patience: 0, threshold: 0.1 },
      l2: 1e-3,
      clip: { norm: 0.5 },
      accumulate: 3,
      average: { decay: 0.8 },
      seed: 9,
      metrics: { accuracy: new Accuracy(), loss: new LossMetric(softmaxCrossEntropy) },
      evaluations: { all: { data: inOrder, metrics: { loss: new LossMetric(softmaxCrossEntropy) } } },
      earlyStopping: { set: 'all', metric: 'loss', mode: 'min', patience: 3 },
      ...changes,
    });
    const epochs = history.epochs.map(({ seconds, ...epoch }) => epoch);
    const weights = Object.entries({ ...model.parameters, ...model.state }).map(([name, variable]) => [
      name,
      Buffer.from(variable.dataSync().slice().buffer).toString('hex'),
    ]);
    return JSON.stringify({ ...history, epochs, weights });
  } finally {
    optimizer.dispose();
    model.dispose();
  }
}
