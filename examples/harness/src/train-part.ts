import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Model, Outputs } from '@gradlab/models';
import type { CheckpointOptions } from '@gradlab/train';
import { checkpointFolder } from '@gradlab/train/checkpoint';
import type * as tf from '@tensorflow/tfjs-core';
import type { ExperimentContext } from './experiment.ts';
import type { Part } from './part-store.ts';
import { saveWeights, type WeightsDescription } from './weights.ts';

/** The weights of a trained network, in the folder of its part. */
export const WEIGHTS_FILE = 'weights.safetensors';

/** One training of an experiment. */
export interface PartTraining<T, Output extends Outputs = tf.Tensor> {
  /** `b-k`: the name of its files. */
  readonly id: string;
  /** Everything beside data, seed and backend on which its outcome depends. */
  readonly settings: object;
  /** What its file of weights says of itself; one that says nothing holds the weights alone, and `predict` refuses it. */
  readonly description?: WeightsDescription;
  /** The network with its first weights. */
  build(): Model<Output>;
  /**
   * Trains and measures it.
   *
   * @param checkpoint for `fit`
   * @returns plain data
   */
  train(model: Model<Output>, checkpoint: CheckpointOptions): Promise<T>;
}

/**
 * Trains a network as a part of a run: cut short, it goes on from its last epoch. Its weights are put among the run's results.
 *
 * @returns what `train` answered, and the folder that holds the weights
 */
export async function trainPart<T, Output extends Outputs = tf.Tensor>(
  { parts, folder }: Pick<ExperimentContext, 'parts' | 'folder'>,
  { id, settings, description, build, train }: PartTraining<T, Output>,
): Promise<Part<T>> {
  const part = await parts.once(id, settings, async (directory) => {
    const checkpoints = join(directory, 'checkpoints');
    const model = build();
    try {
      const result = await train(model, { store: checkpointFolder(checkpoints, { keep: 2 }) });
      const file = join(directory, WEIGHTS_FILE);
      await (description === undefined ? model.save(file) : saveWeights(model, file, description));
      // With the optimiser's state they are several times as large as the weights, and no longer needed.
      await rm(checkpoints, { recursive: true, force: true });
      return result;
    } finally {
      model.dispose();
    }
  });
  await folder.save(`weights-${id}.safetensors`, (file) => copyFile(join(part.folder, WEIGHTS_FILE), file));
  return part;
}
