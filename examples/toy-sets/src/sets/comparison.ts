import type { Comparison } from '@gradlab-examples/harness';
import type { SetName } from '../toy-data.ts';
import { BEST, LADDER, LADDER_LOSSES, type LadderLoss } from './plan.ts';
import type { Results } from './results.ts';
import { accuracyOf, type SetTraining } from './run-ladder.ts';

/** Every published figure beside that of each set; a run of another length or size has none beside it. */
export function compare({ ladder, best, gridBest, isComparable }: Results): Comparison[] {
  const published = new Map([...LADDER, BEST].map(({ id, published }) => [id, published]));
  // One loss is enough here: the report has a table of both.
  return [...ladder.filter(({ setting }) => setting.loss === 'bce'), ...best, ...gridBest].map((training) => ({
    what: `${training.set}: ${training.label}`,
    measure: 'test accuracy',
    ours: accuracyOf(training),
    published: (isComparable ? published.get(training.step) : undefined) ?? null,
  }));
}

/** How far the ladder of a set and a loss is from the published one. */
export interface Likeness {
  readonly set: SetName;
  readonly loss: LadderLoss;
  /** Mean absolute difference of the accuracies, over the steps. */
  readonly distance: number;
}

/** The ladders, the one that is most like the published one first. */
export function likenesses(ladder: readonly SetTraining[]): Likeness[] {
  const sets = [...new Set(ladder.map(({ set }) => set))];
  return sets
    .flatMap((set) => LADDER_LOSSES.map((loss) => ({ set, loss, distance: distanceOf(ladder, set, loss) })))
    .sort((a, b) => a.distance - b.distance);
}

function distanceOf(ladder: readonly SetTraining[], set: SetName, loss: LadderLoss): number {
  const differences = LADDER.map(({ id, published }) => {
    const ours = ladder.find((each) => each.set === set && each.step === id && each.setting.loss === loss);
    return ours === undefined ? Number.NaN : Math.abs(accuracyOf(ours) - published);
  });
  return differences.reduce((sum, difference) => sum + difference, 0) / differences.length;
}
