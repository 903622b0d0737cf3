import { foldIn } from '@gradlab/random';
import * as tf from '@tensorflow/tfjs-core';
import type { Batch, Predictions, Targets } from '../contracts.ts';
import { lossAndGradients } from './gradients.ts';
import { nonFiniteLoss } from './non-finite.ts';
import { StateGuard } from './state-guard.ts';
import type { Training } from './training.ts';

/** Forward and backward pass. A loss that is not finite ends the training before it spoils weights or running statistics. */
export async function runBatch<Y extends Targets, P extends Predictions>(
  training: Training<Y, P>,
  batch: Batch<Y>,
): Promise<void> {
  const { model, options, tally, gradients: sum } = training;
  const size = batch.x.shape[0] ?? 0;
  if (size === 0) throw new RangeError('fit: data must yield batches of at least one example, got an empty one');
  // It depends on the epoch and the place of the batch alone, so a training that goes on draws as it would have.
  const seed = foldIn(training.epochKey, tally.batches);
  const guard = new StateGuard(model);
  const { loss, predictions, gradients } = guarded(guard, () => lossAndGradients(model, batch, options.loss, { seed }));
  try {
    const [value = Number.NaN] = await loss.data();
    if (!Number.isFinite(value)) {
      guard.restore();
      throw nonFiniteLoss(model, batch, value, { seed, epoch: training.epoch, step: tally.step });
    }
    tally.addBatch(value, size);
    for (const metric of Object.values(options.metrics ?? {})) metric.update({ labels: batch.y, predictions });
    sum.add(gradients, size);
  } catch (error) {
    tf.dispose(gradients);
    throw error;
  } finally {
    guard.dispose();
    tf.dispose(loss);
    tf.dispose(predictions);
  }
}

/** Undoes what a pass did to the model's state before it failed. */
function guarded<T>(guard: StateGuard, run: () => T): T {
  try {
    return run();
  } catch (error) {
    guard.restore();
    guard.dispose();
    throw error;
  }
}
