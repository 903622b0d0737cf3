import type { Comparison } from '@gradlab-examples/harness';
import { type Measure, PUBLISHED } from './published.ts';
import { course, type Results, type Training } from './training.ts';

/** Every row's test accuracy, and whatever else was published of it. */
export function compare({ trainings, isPublishedRun }: Results): Comparison[] {
  return trainings.flatMap((training) => {
    const printed = PUBLISHED.filter(({ row }) => row === training.id);
    const measures = new Set<Measure>([...printed.map(({ measure }) => measure), 'test accuracy']);
    return [...measures].map((measure): Comparison => {
      const value = printed.find((figure) => figure.measure === measure)?.value;
      return {
        what: training.label,
        measure,
        ours: oursOf(training, measure),
        // A run on fewer pictures or of another length has no published end to stand beside.
        published: isPublishedRun ? (value ?? null) : null,
      };
    });
  });
}

/** Our figure for a measure. */
export function oursOf(training: Training, measure: Measure): number {
  if (measure === 'test accuracy') return training.test.accuracy;
  const scores = course(training, measure.startsWith('training') ? 'train' : 'validation');
  return scores.at(measure.endsWith('first epoch') ? 0 : -1)?.accuracy ?? Number.NaN;
}
