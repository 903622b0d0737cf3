import type { Block } from '@gradlab/plots';
import { oursOf } from '../comparison.ts';
import type { Difference } from '../differences.ts';
import { recallOf } from '../findings.ts';
import { ROWS, type Row } from '../plan.ts';
import { PUBLISHED, PUBLISHED_WORDS } from '../published.ts';
import { course, lastGap, leastLoss, type Results, type Training, trainingOf } from '../training.ts';

const PERCENT = { format: 'percent', decimals: 1 } as const;
const LOSS = { format: 'fixed', decimals: 3 } as const;
const POINTS = { format: 'fixed', decimals: 1 } as const;

/** How each row was trained and how it ended. */
export function trainingsTable(trainings: readonly Training[]): Block {
  return {
    type: 'table',
    caption: 'The rows, with the weights that were kept.',
    columns: [
      { label: 'row' },
      { label: 'kept epoch' },
      { label: 'training', ...PERCENT },
      { label: 'validation', ...PERCENT },
      { label: 'test', ...PERCENT },
      { label: 's per epoch', ...POINTS },
    ],
    rows: trainings.map((training) => [
      training.label,
      training.keptEpoch,
      training.train.accuracy,
      training.validation.accuracy,
      training.test.accuracy,
      training.seconds / training.history.length,
    ]),
  };
}

/** Where each training stood at its least validation loss and at its end. */
export function coursesTable(trainings: readonly Training[]): Block {
  return {
    type: 'table',
    caption:
      'The least validation loss and its epoch, the loss and the accuracies after the last epoch, and their gap in points, which tells overfitting.',
    columns: [
      { label: 'row' },
      { label: 'least loss', ...LOSS },
      { label: 'epoch' },
      { label: 'last loss', ...LOSS },
      { label: 'training', ...PERCENT },
      { label: 'validation', ...PERCENT },
      { label: 'gap', ...POINTS },
    ],
    rows: trainings.map((training) => {
      const { loss, epoch } = leastLoss(training);
      const [train, validation] = [course(training, 'train').at(-1), course(training, 'validation').at(-1)];
      const accuracies = [train?.accuracy ?? null, validation?.accuracy ?? null];
      return [training.label, loss, epoch, validation?.loss ?? null, ...accuracies, 100 * lastGap(training)];
    }),
  };
}

/** What each change brought, as it came. */
export function differencesTable(differences: readonly Difference[]): Block {
  return {
    type: 'table',
    caption:
      'Gains and losses on the test pictures, each against the row that it changes: test accuracy, the difference in points with its 95 % bootstrap interval, and the p of McNemar’s test.',
    columns: [
      { label: 'change' },
      { label: 'before', ...PERCENT },
      { label: 'after', ...PERCENT },
      { label: 'difference', ...POINTS },
      { label: 'from', ...POINTS },
      { label: 'to', ...POINTS },
      { label: 'p', format: 'general' },
      { label: 'verdict' },
    ],
    rows: differences.map(({ after, before, ...difference }) => [
      after.label,
      before.test.accuracy,
      after.test.accuracy,
      100 * difference.gain,
      100 * difference.lower,
      100 * difference.upper,
      difference.pValue,
      difference.verdict,
    ]),
  };
}

/** Every figure that was printed, with how it is read, and ours. */
export function publishedTable(results: Results): Block {
  const words = ROWS.flatMap((row) => {
    const said = PUBLISHED_WORDS[row];
    const name = trainingOf(results, row)?.label;
    return said === undefined || name === undefined ? [] : [[name, 'in words', null, null, said]];
  });
  const figures = PUBLISHED.flatMap(({ row, measure, value, reading }) => {
    const training = trainingOf(results, row);
    return training === undefined ? [] : [[training.label, measure, oursOf(training, measure), value, reading]];
  });
  return {
    type: 'table',
    caption: 'What was printed, after 50 epochs on the 50,000 training pictures of CIFAR-10, and how it is read here.',
    columns: [
      { label: 'row' },
      { label: 'figure' },
      { label: 'ours', ...PERCENT },
      { label: 'printed', ...PERCENT },
      { label: 'reading' },
    ],
    rows: [...figures, ...words],
  };
}

/** How much of each class is classified rightly. */
export function classesTable(counts: readonly (readonly number[])[], classes: readonly string[], row: string): Block {
  return {
    type: 'table',
    caption: `${row}: test pictures of each class.`,
    columns: [{ label: 'class' }, { label: 'pictures' }, { label: 'right', ...PERCENT }],
    rows: counts.map((predictions, label) => [
      classes[label] ?? String(label),
      predictions.reduce((sum, count) => sum + count, 0),
      recallOf(predictions, label),
    ]),
  };
}

/** Rows that were not asked for, by name. */
export function missingRows({ trainings }: Results): readonly Row[] {
  return ROWS.filter((row) => !trainings.some(({ id }) => id === row));
}
