import type { ResultRow } from '@gradlab-examples/harness';
import { lastOf } from './curves.ts';
import { smallestDifference } from './findings.ts';
import { publishedHumourAccuracy, publishedSmallestDifference, publishedSolutionLoss } from './published.ts';
import type { Results } from './results.ts';
import type { Training } from './run-training.ts';

/** A figure of ours beside the published one. */
export interface Comparison {
  readonly what: string;
  readonly measure: string;
  readonly ours: number;
  /** `null` where nothing was published. */
  readonly published: number | null;
}

/** Every figure that has, or could have, a published counterpart. */
export function compare({ trainings, gradientValidation }: Results): Comparison[] {
  const smallest = gradientValidation && smallestDifference(gradientValidation.points);
  return [
    ...trainings.flatMap((training) =>
      training.plan.setting.id === 'A1-S' ? compareSolution(training) : compareHumour(training),
    ),
    ...(smallest
      ? [
          {
            what: 'A3',
            measure: `smallest max difference (at N = ${smallest.n})`,
            ours: smallest.maxAbsDifference,
            published: publishedSmallestDifference,
          },
        ]
      : []),
  ];
}

function compareSolution(training: Training): Comparison[] {
  const { label, initialisation, setting } = training.plan;
  // A run of another length has no published end to stand beside.
  const published = training.epochs === setting.epochs ? publishedSolutionLoss[initialisation].at(-1) : undefined;
  const loss = (measure: string, score: 'loss' | 'clippedLoss'): Comparison => ({
    what: label,
    measure,
    ours: lastOf(training, 'train', score),
    published: published ?? null,
  });
  const accuracy = { what: label, measure: 'test accuracy', ours: training.test.accuracy, published: null };
  const raw = loss('mean training loss', 'loss');
  if (initialisation !== 'normal') return [raw, accuracy];
  return [{ ...raw, published: null }, loss('mean training loss, clipped at 1e-6', 'clippedLoss'), accuracy];
}

function compareHumour(training: Training): Comparison[] {
  const { label, initialisation, setting } = training.plan;
  const published = training.epochs === setting.epochs ? publishedHumourAccuracy[initialisation] : null;
  return [{ what: label, measure: 'test accuracy', ours: training.test.accuracy, published }];
}

/** The same for a terminal. */
export function toRows(comparisons: readonly Comparison[]): ResultRow[] {
  const show = (value: number): string =>
    value !== 0 && Math.abs(value) < 1e-3 ? value.toExponential(2) : value.toFixed(4);
  return comparisons.map(({ what, measure, ours, published }) => ({
    what,
    measure,
    ours: measure.includes('loss') ? ours.toFixed(6) : show(ours),
    published: published === null ? '–' : String(published),
  }));
}
