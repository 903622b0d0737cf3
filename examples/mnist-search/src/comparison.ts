import type { Comparison } from '@gradlab-examples/harness';
import type { Results, SearchFound } from './results.ts';
import type { TrainingRecord } from './run-training.ts';
import { bestOf, firstAtLargestRate, HIGH_ACCURACY, reaching } from './search-summary.ts';
import { PUBLISHED_PLANS, type Published } from './training-plan.ts';

/** Of the solution report's grid. */
const PUBLISHED_GRID = {
  epochs: 15,
  best: 0.9842,
  reaching: 17,
  /** In the order of the grid, at the largest rate: batch 16, then 32. */
  first: [0.976, 0.9834, 0.9835, 0.9821, 0.9792, 0.9842, 0.9821, 0.981, 0.9826, 0.9814],
} as const;
/** Of team Équipe de l'humour's random search. */
const PUBLISHED_RANDOM_TEST = 0.9734;

/** Every figure that has, or could have, a published counterpart; those are for the published settings on MNIST alone. */
export function compare(results: Results): Comparison[] {
  const { isComparable, sizes, publishedBest, searches, perceptrons } = results;
  const comparisons = [
    ...[...sizes, ...publishedBest].flatMap(compareTraining),
    ...searches.flatMap(compareSearch),
    ...perceptrons.map((record) => testAccuracy(record, null)),
  ];
  return isComparable ? comparisons : comparisons.map((comparison) => ({ ...comparison, published: null }));
}

function compareTraining(record: TrainingRecord): Comparison[] {
  const published = PUBLISHED_PLANS.find(({ id }) => id === record.id)?.published ?? [];
  return published.flatMap(({ measure, value, epochs = record.epochs }) => {
    const ours = OURS[measure](record);
    if (ours === undefined) return [];
    return [{ what: record.label, measure, ours, published: epochs === record.epochs ? value : null }];
  });
}

const OURS: Readonly<Record<Published['measure'], (record: TrainingRecord) => number | undefined>> = {
  'training accuracy': ({ train }) => train.accuracy,
  'validation accuracy': ({ validation }) => validation.accuracy,
  'test accuracy': ({ test }) => test.accuracy,
  'validation accuracy after 10 epochs': ({ history }) =>
    history.find(({ epoch }) => epoch === 10)?.validation.accuracy,
};

function compareSearch(found: SearchFound): Comparison[] {
  const { search, retrained } = found;
  const isGrid = search.id.startsWith('s-');
  const isPublishedLength = search.rounds === PUBLISHED_GRID.epochs * search.roundsPerEpoch;
  const best = bestOf(search)?.score;
  return [
    ...(best === undefined
      ? []
      : [
          {
            what: `${search.label}, best`,
            measure: 'validation accuracy in the search',
            ours: best,
            published: isGrid && isPublishedLength ? PUBLISHED_GRID.best : null,
          },
        ]),
    ...(retrained ? [testAccuracy(retrained, isGrid ? null : PUBLISHED_RANDOM_TEST)] : []),
    ...(search.id === 's-grid' ? compareGrid(found, isPublishedLength) : []),
  ];
}

function compareGrid({ search }: SearchFound, isPublishedLength: boolean): Comparison[] {
  const { first } = PUBLISHED_GRID;
  return [
    {
      what: search.label,
      measure: `networks that reach ${100 * HIGH_ACCURACY} %`,
      ours: reaching(search, HIGH_ACCURACY),
      published: isPublishedLength ? PUBLISHED_GRID.reaching : null,
    },
    ...firstAtLargestRate(search, first.length).flatMap(({ name, trial }, i): Comparison[] => {
      if (trial.score === undefined) return [];
      const published = isPublishedLength ? (first[i] ?? null) : null;
      return [{ what: `S ${name}`, measure: 'validation accuracy', ours: trial.score, published }];
    }),
  ];
}

const testAccuracy = ({ label, test }: TrainingRecord, published: number | null): Comparison => ({
  what: label,
  measure: 'test accuracy',
  ours: test.accuracy,
  published,
});
