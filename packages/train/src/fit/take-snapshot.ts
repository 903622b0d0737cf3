import type * as tf from '@tensorflow/tfjs-core';
import type { Snapshot } from '../checkpoint/snapshot.ts';
import { stateToJson } from '../checkpoint/state-json.ts';
import type { Predictions, Targets } from '../contracts.ts';
import { saveMetrics } from './metric-state.ts';
import type { Training } from './training.ts';
import { variablesOf } from './variables.ts';
import { watchedRules } from './watched.ts';

/** Of the state's form. Another number is refused. */
export const SNAPSHOT_VERSION = 1;

/** The whole state of a training between two updates. */
export async function takeSnapshot<Y extends Targets, P extends Predictions>(
  training: Training<Y, P>,
): Promise<Snapshot> {
  const { optimizer, metrics = {} } = training.options;
  const [best, average] = [training.best?.save(), training.average?.save()];
  const remembered = optimizer.save?.() ?? { tensors: {}, counts: {} };
  const tensors = {
    ...(await valuesOf('weights', variablesOf(training.model))),
    ...(await valuesOf('optimizer', remembered.tensors)),
    ...(await valuesOf('average', average?.tensors ?? {})),
    ...(await valuesOf('best', best?.tensors ?? {})),
  };
  const tally = training.tally.save();
  const state = stateToJson({
    version: SNAPSHOT_VERSION,
    epoch: training.epoch,
    // Between epochs there is nothing of one under way; its clock starts when it does.
    tally: tally.batches === 0 ? null : tally,
    metrics: tally.batches === 0 ? null : saveMetrics(metrics),
    updates: training.updates,
    records: training.records,
    stoppedEarly: training.stoppedEarly,
    counts: remembered.counts,
    rules: watchedRules(training.options),
    rate: training.rate.save(),
    patience: training.patience?.save() ?? null,
    average: average?.state ?? null,
    best: best?.state ?? null,
  });
  return { tensors, state };
}

async function valuesOf(
  part: string,
  tensors: Readonly<Record<string, tf.Tensor>>,
): Promise<Record<string, { shape: number[]; data: Float32Array }>> {
  const values: Record<string, { shape: number[]; data: Float32Array }> = {};
  for (const [name, tensor] of Object.entries(tensors)) {
    if (tensor.dtype !== 'float32') {
      throw new TypeError(`fit: ${name} must be float32 for a checkpoint, got ${tensor.dtype}`);
    }
    values[`${part}/${name}`] = { shape: tensor.shape, data: Float32Array.from(await tensor.data()) };
  }
  return values;
}
