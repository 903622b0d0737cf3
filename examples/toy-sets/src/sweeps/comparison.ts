import type { Comparison } from '@gradlab-examples/harness';
import { PUBLISHED, READINGS } from './plan.ts';
import type { SweepResults } from './run-sweeps.ts';
import { bestOf, hasDiverged, ofSweep } from './summary.ts';

/** What the report found beside what is found here, by each reading; a quick run has nothing published beside it. */
export function compare({ trainings, isComparable }: SweepResults): Comparison[] {
  return READINGS.flatMap((reading) => {
    const rates = ofSweep(trainings, 'rate', reading);
    const large = rates.find(({ value }) => value === PUBLISHED.divergingRate);
    const row = (measure: string, ours: number | undefined, published: number): Comparison[] => {
      if (ours === undefined) return [];
      const what = `gradient as the ${reading} over the batch`;
      return [{ what, measure, ours, published: isComparable ? published : null }];
    };
    return [
      ...row('best batch size', bestOf(ofSweep(trainings, 'batch', reading))?.value, PUBLISHED.batch),
      ...row('best learning rate', bestOf(rates)?.value, PUBLISHED.rate),
      ...row(`a rate of ${PUBLISHED.divergingRate} diverges (1: yes)`, large && Number(hasDiverged(large)), 1),
    ];
  });
}
