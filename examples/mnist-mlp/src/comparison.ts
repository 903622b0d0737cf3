import type { Comparison } from '@gradlab-examples/harness';
import { lastOf, leastAt, plateauAt } from './curves.ts';
import { smallestDifference } from './findings.ts';
import {
  publishedGlorotLast,
  publishedHumourAccuracy,
  publishedNormalPlateau,
  publishedSmallestDifference,
  publishedSolutionLoss,
} from './published.ts';
import type { Results } from './results.ts';
import type { Training } from './run-training.ts';
import type { SettingId } from './settings.ts';

/** Every figure that has, or could have, a published counterpart. */
export function compare({ trainings, gradientValidation }: Results): Comparison[] {
  const smallest = gradientValidation && smallestDifference(gradientValidation.points);
  return [
    ...trainings.flatMap((training) => COMPARE[training.plan.setting.id](training)),
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

/** Of curves that are shown, what the report says of them. */
function compareCurves(training: Training): Comparison[] {
  const { label, initialisation, setting } = training.plan;
  const beside = (published: number): number | null => (training.epochs === setting.epochs ? published : null);
  const accuracy = { what: label, measure: 'test accuracy', ours: training.test.accuracy, published: null };
  if (initialisation === 'normal') {
    const measure = 'epoch from which validation accuracy gains less than a point';
    return [{ what: label, measure, ours: plateauAt(training), published: beside(publishedNormalPlateau) }, accuracy];
  }
  if (initialisation === 'glorot') {
    const measure = 'epoch of the least validation error';
    return [{ what: label, measure, ours: leastAt(training), published: beside(publishedGlorotLast) }, accuracy];
  }
  return [accuracy];
}

const COMPARE: Readonly<Record<SettingId, (training: Training) => Comparison[]>> = {
  'A1-S': compareSolution,
  'A1-H': compareHumour,
  'A1-K': compareCurves,
};
