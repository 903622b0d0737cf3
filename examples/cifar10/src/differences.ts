import { bootstrapInterval, mcnemarTest } from '@gradlab/metrics';
import { type Results, type Training, trainingOf } from './training.ts';

/** What a change brought on the test pictures. */
export interface Difference {
  readonly after: Training;
  readonly before: Training;
  /** Of the accuracies; above zero it is a gain. */
  readonly gain: number;
  /** Ends of its 95 % bootstrap interval, the pictures being drawn again. */
  readonly lower: number;
  readonly upper: number;
  /** Test pictures that only one of the two has right. */
  readonly onlyAfter: number;
  readonly onlyBefore: number;
  /** Of McNemar's test: how probable so large a difference is between networks that are equally good. */
  readonly pValue: number;
  readonly verdict: 'gain' | 'loss' | 'neither';
}

const SEED = 1;
const RESAMPLES = 1000;
const SIGNIFICANT = 0.05;

/** Every row that was run beside the row it changes, if that was run too. */
export function differencesOf(results: Results): Difference[] {
  return results.trainings.flatMap((after) => {
    const before = trainingOf(results, after.before);
    return before === undefined ? [] : [differenceOf(results.labels, before, after)];
  });
}

function differenceOf(labels: string, before: Training, after: Training): Difference {
  const truth = classesIn(labels);
  const [first, second] = [classesIn(after.predictions), classesIn(before.predictions)];
  const { onlyFirst, onlySecond, pValue } = mcnemarTest({ labels: truth, first, second });
  // 1 where only the later one is right, −1 where only the earlier one is.
  const signs = truth.map((label, i) => Number(first[i] === label) - Number(second[i] === label));
  const mean = (indices: Uint32Array): number => indices.reduce((sum, i) => sum + (signs[i] ?? 0), 0) / indices.length;
  const options = { seed: SEED, resamples: RESAMPLES, method: 'percentile' } as const;
  const { estimate: gain, lower, upper } = bootstrapInterval(truth.length, mean, options);
  const verdict = pValue >= SIGNIFICANT || gain === 0 ? 'neither' : gain > 0 ? 'gain' : 'loss';
  return { after, before, gain, lower, upper, onlyAfter: onlyFirst, onlyBefore: onlySecond, pValue, verdict };
}

/** The classes that a string of digits stands for. */
const classesIn = (digits: string): number[] => Array.from(digits, Number);

/** Test pictures by true class and prediction. */
export function confusionOf({ labels }: Results, { predictions }: Training, classes: number): number[][] {
  const matrix = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  const predicted = classesIn(predictions);
  classesIn(labels).forEach((label, i) => {
    const row = matrix[label];
    const column = predicted[i] ?? 0;
    if (row !== undefined) row[column] = (row[column] ?? 0) + 1;
  });
  return matrix;
}
