import type { ClassifiedExample, EpochRecord } from '@gradlab/train';
import type { LayerRow, Scores } from '@gradlab-examples/harness';
import type { Changes, Descent, Row } from './plan.ts';

/** A finished training, as plain data. */
export interface Training {
  readonly id: Row;
  readonly label: string;
  /** The row that it changes one thing of; none for the first. */
  readonly before: Row | null;
  readonly network: {
    readonly name: string;
    readonly description: string;
    readonly design: string;
    readonly parameterCount: number;
  };
  readonly settings: Changes & Descent & { readonly epochs: number };
  readonly layers: readonly LayerRow[];
  /** Evaluated after each epoch: some training pictures, not augmented, and the validation pictures. */
  readonly history: readonly EpochRecord[];
  /** The epoch whose weights were tested: the best on the validation pictures. */
  readonly keptEpoch: number;
  /** Of the weights kept, on the same training pictures as after each epoch. */
  readonly train: Scores;
  readonly validation: Scores;
  readonly test: Scores;
  /** The class that each test picture is taken for: a digit for each, in their order. */
  readonly predictions: string;
  /** The test pictures of the largest loss, the largest first. */
  readonly hardest: readonly ClassifiedExample[];
  /** Wall time of the training part alone. */
  readonly seconds: number;
}

/** What a run found. */
export interface Results {
  /** True class of each test picture, as {@link Training.predictions}. */
  readonly labels: string;
  readonly trainings: readonly Training[];
  /** Whether the published figures are for such a run: all of CIFAR-10, all epochs. */
  readonly isPublishedRun: boolean;
}

/** The training of a row, if it was run. */
export function trainingOf({ trainings }: Results, row: Row | null): Training | undefined {
  return trainings.find(({ id }) => id === row);
}

/** What was evaluated after each epoch. */
export function course({ history }: Training, set: 'train' | 'validation'): (Scores & { readonly epoch: number })[] {
  return history.map(({ epoch, evaluations }) => {
    const { loss, accuracy } = evaluations[set] ?? {};
    if (typeof loss !== 'number' || typeof accuracy !== 'number') {
      throw new TypeError(`course: ${set} must have a loss and an accuracy after epoch ${epoch}`);
    }
    return { epoch, loss, accuracy };
  });
}

/** By how much training pictures are classified better than validation pictures after the last epoch: a measure of overfitting. */
export function lastGap(training: Training): number {
  const last = (set: 'train' | 'validation'): number => course(training, set).at(-1)?.accuracy ?? Number.NaN;
  return last('train') - last('validation');
}

/** The epoch of the lowest validation loss. */
export function leastLoss(training: Training): Scores & { readonly epoch: number } {
  const nothing = { epoch: 0, loss: Number.NaN, accuracy: Number.NaN };
  const scores = course(training, 'validation');
  // A loss that is no number is less than none.
  return scores.reduce(
    (least, score) => (score.loss < least.loss || Number.isNaN(least.loss) ? score : least),
    nothing,
  );
}
