import type { Block } from '@gradlab/plots';
import { curveOf } from '../curves.ts';
import { publishedSolutionLoss } from '../published.ts';
import type { Training } from '../run-training.ts';
import type { Initialisation } from '../settings.ts';

/** Zero moves in the sixth decimal, Normal by thousands: each has a table that suits it. */
export function lossTables(trainings: readonly Training[]): Block[] {
  const of = (initialisation: Initialisation): readonly Training[] =>
    trainings.filter(({ plan }) => plan.initialisation === initialisation);
  const zero = of('zero').map((training) => ({
    label: training.plan.reading.label,
    values: valuesOf(training, 'loss'),
  }));
  const normal = of('normal').flatMap((training) => [
    { label: 'Normal, raw', values: valuesOf(training, 'loss') },
    { label: 'Normal, clipped', values: valuesOf(training, 'clippedLoss') },
    publishedColumn('normal', 'Normal, published'),
  ]);
  const glorot = of('glorot').flatMap((training) => [
    { label: 'Glorot', values: valuesOf(training, 'loss') },
    publishedColumn('glorot', 'Glorot, published'),
  ]);
  const [first, last] = [publishedSolutionLoss.zero.at(0), publishedSolutionLoss.zero.at(-1)];
  return [
    ...lossTable(`Mean training loss with zero weights (published: from ${first} to ${last}).`, zero, 6),
    ...lossTable('Mean training loss with random weights.', [...normal, ...glorot], 4),
  ];
}

interface LossColumn {
  readonly label: string;
  /** By epoch, from 0. */
  readonly values: readonly (number | null)[];
}

function lossTable(caption: string, columns: readonly LossColumn[], decimals: number): Block[] {
  if (columns.length === 0) return [];
  const epochs = Math.max(...columns.map(({ values }) => values.length));
  return [
    {
      type: 'table',
      caption: `${caption} Epoch 0 is before the first update.`,
      columns: [{ label: 'epoch' }, ...columns.map(({ label }) => ({ label, format: 'fixed', decimals }) as const)],
      rows: Array.from({ length: epochs }, (_, epoch) => [
        epoch,
        ...columns.map(({ values }) => values[epoch] ?? null),
      ]),
    },
  ];
}

function valuesOf(training: Training, score: 'loss' | 'clippedLoss'): number[] {
  return curveOf(training, 'train', score).map(([, value]) => value);
}

function publishedColumn(initialisation: Initialisation, label: string): LossColumn {
  return { label, values: [null, ...publishedSolutionLoss[initialisation]] };
}
