import type { Comparison, Scores } from '@gradlab-examples/harness';
import { PLANS, type Published } from './plan.ts';
import type { Training } from './run-training.ts';

/** Every training's test accuracy, and whatever else was published of it. */
export function compare(trainings: readonly Training[]): Comparison[] {
  return trainings.flatMap((training) => {
    const published = PLANS.find(({ id }) => id === training.id)?.published ?? [];
    const accuracy: Comparison = {
      what: nameOf(training),
      measure: 'test accuracy',
      ours: training.test.accuracy,
      published: null,
    };
    const beside = published.map((figure) => besidePublished(training, figure));
    return beside.some(({ measure }) => measure === 'test accuracy') ? beside : [...beside, accuracy];
  });
}

/** A run of another length has no published end to stand beside. */
function besidePublished(training: Training, { measure, value, epochs }: Published): Comparison {
  return {
    what: nameOf(training),
    measure,
    ours: OURS[measure](training),
    published: training.settings.epochs === epochs ? value : null,
  };
}

/** The loss is the lowest of all epochs: weights are kept by accuracy, and reports show the curve. */
const OURS: Readonly<Record<Published['measure'], (training: Training) => number>> = {
  'test accuracy': ({ test }) => test.accuracy,
  'validation accuracy': ({ validation }) => validation.accuracy,
  'validation loss': (training) => lowestLoss(training).loss,
};

/** Experiment and network. */
export const nameOf = ({ label, network }: Training): string =>
  label === network.name ? label : `${label} (${network.name})`;

/** What was evaluated after an epoch. */
export function scoresAfter({ history }: Training, set: 'train' | 'validation'): (Scores & { epoch: number })[] {
  return history.map(({ epoch, evaluations }) => {
    const { loss, accuracy } = evaluations[set] ?? {};
    if (typeof loss !== 'number' || typeof accuracy !== 'number') {
      throw new TypeError(`scoresAfter: ${set} must have a loss and an accuracy after epoch ${epoch}`);
    }
    return { epoch, loss, accuracy };
  });
}

/** The epoch of the lowest validation loss. */
export function lowestLoss(training: Training): Scores & { epoch: number } {
  const scores = scoresAfter(training, 'validation');
  return scores.reduce((least, score) => (score.loss < least.loss ? score : least), scores[0] ?? NOTHING);
}

const NOTHING = { epoch: 0, loss: Number.NaN, accuracy: Number.NaN };
