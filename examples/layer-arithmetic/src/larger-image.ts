import { batches } from '@gradlab/datasets';
import type { Model } from '@gradlab/models';
import { foldIn } from '@gradlab/random';
import { adam, type CheckpointOptions, fit, softmaxCrossEntropy } from '@gradlab/train';
import { consoleProgress } from '@gradlab/train/progress';
import {
  buildNetwork,
  DIGIT_CLASSES,
  type Digits,
  type ExperimentContext,
  scoresOf,
  trainPart,
} from '@gradlab-examples/harness';
import { applyToLarger, type LargerMap } from './apply-to-larger.ts';
import { NETWORK, TRAINING } from './plan.ts';

/** A network that was trained on digits, and what it says of a larger image. */
export interface LargerImage extends LargerMap {
  readonly testAccuracy: number;
  readonly epochs: number;
}

/** Trains the network on digits and applies it to an image with several of them. */
export async function runLargerImage(digits: Digits, context: ExperimentContext): Promise<LargerImage> {
  const epochs = context.epochs ?? (context.profile === 'full' ? TRAINING.fullEpochs : TRAINING.epochs);
  const { result } = await trainPart(context, {
    id: 'larger-image',
    settings: { network: NETWORK, ...TRAINING, epochs },
    description: { experiment: 'layer-arithmetic', network: NETWORK, input: 'digit', classes: DIGIT_CLASSES },
    build: () => buildNetwork(NETWORK, foldIn(context.seed, 'weights')),
    train: (model, checkpoint) => trainAndApply(model, digits, { ...context, epochs }, checkpoint),
  });
  return result;
}

async function trainAndApply(
  model: Model,
  { train, test }: Digits,
  { seed, signal, epochs }: Pick<ExperimentContext, 'seed' | 'signal'> & { readonly epochs: number },
  checkpoint: CheckpointOptions,
): Promise<LargerImage> {
  const { batchSize, learningRate } = TRAINING;
  const optimizer = adam({ learningRate });
  try {
    await fit(model, {
      data: (epoch) => batches(train, { batchSize, seed: foldIn(seed, 'shuffle'), epoch }),
      epochs,
      loss: softmaxCrossEntropy,
      optimizer,
      callbacks: [consoleProgress({ stepsPerEpoch: Math.ceil(train.size / batchSize) })],
      checkpoint,
      signal,
    });
  } finally {
    optimizer.dispose();
  }
  const { accuracy } = await scoresOf(model, test, signal);
  return { testAccuracy: accuracy, epochs, ...applyToLarger(model, test, foldIn(seed, 'places')) };
}
