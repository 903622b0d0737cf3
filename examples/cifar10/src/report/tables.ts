import type { Block } from '@gradlab/plots';
import { oursOf } from '../comparison.ts';
import type { Difference } from '../differences.ts';
import { recallOf } from '../findings.ts';
import { ROWS, type Row } from '../plan.ts';
import { PUBLISHED, PUBLISHED_WORDS } from '../published.ts';
import { lastGap, type Results, type Training, trainingOf } from '../training.ts';

const PERCENT = { format: 'percent', decimals: 1 } as const;
const POINTS = { format: 'fixed', decimals: 1 } as const;

/** How each row was trained and how it ended. */
export function trainingsTable(trainings: readonly Training[]): Block {
  return {
    type: 'table',
    caption:
      'The rows, with the weights that were kept. The gap is that between training and validation accuracy after the last epoch.',
    columns: [
      { label: 'row' },
      { label: 'parameters' },
      { label: 'kept epoch' },
      { label: 'training', ...PERCENT },
      { label: 'validation', ...PERCENT },
      { label: 'test', ...PERCENT },
      { label: 'test loss', format: 'fixed', decimals: 3 },
      { label: 'gap (points)', ...POINTS },
      { label: 's per epoch', ...POINTS },
    ],
    rows: trainings.map((training) => [
      training.label,
      training.network.parameterCount,
      training.keptEpoch,
      training.train.accuracy,
      training.validation.accuracy,
      training.test.accuracy,
      training.test.loss,
      100 * lastGap(training),
      training.seconds / training.history.length,
    ]),
  };
}

/** What each change brought, as it came. */
export function differencesTable(differences: readonly Difference[]): Block {
  return {
    type: 'table',
    caption:
      'Gains and losses on the test pictures, each against the row that it changes: the difference in points with its 95 % bootstrap interval, the pictures that only one of the two has right, and McNemar’s test.',
    columns: [
      { label: 'change' },
      { label: 'of' },
      { label: 'before', ...PERCENT },
      { label: 'after', ...PERCENT },
      { label: 'difference', ...POINTS },
      { label: 'from', ...POINTS },
      { label: 'to', ...POINTS },
      { label: 'only after right' },
      { label: 'only before right' },
      { label: 'p', format: 'general' },
      { label: 'verdict' },
    ],
    rows: differences.map(({ after, before, ...difference }) => [
      after.label,
      before.label,
      before.test.accuracy,
      after.test.accuracy,
      100 * difference.gain,
      100 * difference.lower,
      100 * difference.upper,
      difference.onlyAfter,
      difference.onlyBefore,
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
