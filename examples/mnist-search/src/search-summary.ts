import type { SearchRecord, TrialRecord } from './run-search.ts';

/** What the solution report counts networks by. */
export const HIGH_ACCURACY = 0.98;

/** The best trial of a search; undefined if all failed. */
export function bestOf({ trials, best }: SearchRecord): TrialRecord | undefined {
  return trials.find(({ trial }) => trial === best);
}

/** How many networks end with at least an accuracy. */
export function reaching({ trials }: SearchRecord, accuracy: number): number {
  return trials.filter(({ score }) => score !== undefined && score >= accuracy).length;
}

/** What to call a trial. */
export function nameOf({ parameters }: TrialRecord): string {
  const { activation, hidden1, hidden2, batchSize, learningRate, lambda } = parameters;
  const words = [
    ...(activation === undefined ? [] : [String(activation)]),
    `${hidden1}-${hidden2}`,
    `batch ${batchSize}`,
    `rate ${Number(learningRate)
      .toPrecision(3)
      .replace(/\.?0+$/, '')}`,
    ...(lambda === undefined ? [] : [`λ ${Number(lambda).toExponential(1)}`]),
  ];
  return words.join(', ');
}

/** The first networks of a grid at its largest learning rate: those that the solution report lists. */
export function firstAtLargestRate(
  { trials }: SearchRecord,
  count: number,
): { readonly name: string; readonly trial: TrialRecord }[] {
  const rateOf = (trial: TrialRecord): number => Number(trial.parameters.learningRate);
  const largest = Math.max(...trials.map(rateOf));
  return trials
    .filter((trial) => rateOf(trial) === largest)
    .slice(0, count)
    .map((trial) => ({ trial, name: nameOf(trial) }));
}

/** What a search cost in epochs. */
export function epochsOf({ trials, roundsPerEpoch }: SearchRecord): number {
  return trials.reduce((sum, { rounds }) => sum + rounds, 0) / roundsPerEpoch;
}

/** What it would have cost to train every network to the end. */
export function wholeEpochsOf({ trials, rounds, roundsPerEpoch }: SearchRecord): number {
  return (trials.length * rounds) / roundsPerEpoch;
}

/** A state of a search: what was spent, and the best accuracy seen so far. */
export type Spending = readonly [epochs: number, accuracy: number];

/** How the best accuracy grows with what is spent: one point for each run that improved it, and the end. */
export function courseOf(search: SearchRecord): Spending[] {
  const { trials, roundsPerEpoch } = search;
  const rungs = [...new Set(trials.map(({ rounds }) => rounds))].sort((a, b) => a - b);
  const course: Spending[] = [];
  let [spent, best] = [0, 0];
  for (const [i, rung] of rungs.entries()) {
    for (const trial of trials.filter(({ rounds }) => rounds >= rung)) {
      spent += (rung - (rungs[i - 1] ?? 0)) / roundsPerEpoch;
      const accuracy = trial.curve[rung - 1] ?? 0;
      if (accuracy <= best) continue;
      // Upright steps: until this run had ended, the best was another.
      if (best > 0) course.push([spent, best]);
      best = accuracy;
      course.push([spent, best]);
    }
  }
  return best === 0 ? [] : [...course, [spent, best]];
}
