import type * as tf from '@tensorflow/tfjs-core';
import type { Predictions, Targets, Trainable } from '../contracts.ts';
import { endingTraining } from './callbacks.ts';
import type { FitOptions } from './fit-options.ts';
import type { History } from './history.ts';
import { requireOptions } from './require-options.ts';
import { restoreSnapshot } from './restore-snapshot.ts';
import { runEpoch } from './run-epoch.ts';
import { Training } from './training.ts';

/**
 * Trains a model in place: for each batch, one forward and backward pass and one update.
 *
 * @param model whose parameters are changed
 * @param options data, loss, optimiser and the rest
 * @returns what each epoch gave, as plain data
 * @throws RangeError for a bad option; {@link TrainingError} if the loss is not finite or there is no batch; the signal's
 *   reason when it is aborted
 * @example
 * ```ts
 * import { mlp } from '@gradlab/models';
 * import { fit, sgd, softmaxCrossEntropy } from '@gradlab/train';
 * import { useBackend } from '@gradlab/backend';
 * import * as tf from '@tensorflow/tfjs-core';
 *
 * await useBackend('cpu');
 * const model = mlp({ inputShape: [2], hidden: [8], outputs: 2, activation: 'tanh', seed: 1 });
 * const x = tf.tensor2d([[0, 0], [0, 1], [1, 0], [1, 1]]);
 * const y = tf.tensor1d([0, 1, 1, 0], 'int32'); // exclusive or
 * async function* data() {
 *   for (let step = 0; step < 100; step++) yield { x, y };
 * }
 * const history = await fit(model, { data, epochs: 10, loss: softmaxCrossEntropy, optimizer: sgd({ learningRate: 0.5 }) });
 * console.log(history.epochs.map((epoch) => epoch.loss));
 * tf.dispose([x, y]);
 * model.dispose();
 * ```
 */
export async function fit<Y extends Targets = tf.Tensor, P extends Predictions = tf.Tensor>(
  model: Trainable<P>,
  options: FitOptions<Y, P>,
): Promise<History> {
  requireOptions(options);
  const { callbacks = [], epochs } = options;
  const training = new Training(model, options);
  try {
    return await endingTraining(callbacks, async () => {
      await resume(training);
      const { epoch, updates } = training;
      for (const callback of callbacks) await callback.onTrainBegin?.({ epochs, epoch, updates });
      while (!training.isOver) await runEpoch(training);
      return training.finish();
    });
  } finally {
    training.dispose();
  }
}

/** Goes on from the newest checkpoint, if there is one and it is wanted. */
async function resume<Y extends Targets, P extends Predictions>(training: Training<Y, P>): Promise<void> {
  const { checkpoint } = training.options;
  if (checkpoint === undefined || checkpoint.resume === false) return;
  const snapshot = await checkpoint.store.load();
  if (snapshot !== undefined) restoreSnapshot(training, snapshot);
}
