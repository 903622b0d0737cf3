import { describeValue } from '@gradlab-internal/checks';
import { checkDataset } from './create-dataset.ts';
import { type Dataset, type Field, isField } from './dataset.ts';

/** Of each channel of a field, in the units of a batch (stored value × scale). */
export interface Statistics {
  readonly mean: readonly number[];
  /** Of the population: divided by the number of values, not by one less. */
  readonly standardDeviation: readonly number[];
  readonly min: readonly number[];
  readonly max: readonly number[];
}

export interface FieldOptions {
  /** Which field: `'x'` (default), `'y'`, or the name of one of several targets. */
  readonly field?: string;
}

/**
 * Mean, standard deviation and range of each channel, the last axis of a field: of a colour image's three, of each column of a table.
 * In double precision, in two passes. NaN is a missing value and left out. Take them from the training part alone, and use them for the others.
 *
 * @param dataset at least one example
 * @param options `field`
 * @returns a list for each statistic, as long as there are channels; of a scalar field, one
 * @throws RangeError if there is no example or no such field
 * @example
 * ```ts
 * import { blobs, split, standardise, statistics } from '@gradlab/datasets';
 *
 * const { train, test } = split(blobs({ size: 100, seed: 1 }), { train: 0.8, test: 0.2 });
 * const ofTraining = statistics(train);
 * const [scaledTrain, scaledTest] = [standardise(train, ofTraining), standardise(test, ofTraining)];
 * console.log(Math.abs(statistics(scaledTrain).mean[0] ?? 1) < 1e-6, scaledTest.size); // true 20
 * ```
 */
export function statistics(dataset: Dataset, { field = 'x' }: FieldOptions = {}): Statistics {
  checkDataset('statistics', dataset);
  const chosen = requireField('statistics', dataset, field);
  if (chosen.data.length === 0) {
    throw new RangeError(`statistics: dataset must have at least one value of ${field}, got none`);
  }
  const { scale = 1 } = chosen;
  const channels = Array.from({ length: channelsOf(chosen.shape) }, (_, c) => momentsOf(chosen, c));
  // A negative scale exchanges the smallest and the largest.
  const ends = channels.map(({ min, max }) => [min * scale, max * scale].sort((a, b) => a - b));
  return {
    mean: channels.map(({ mean }) => mean * scale),
    standardDeviation: channels.map(({ variance }) => Math.sqrt(variance) * Math.abs(scale)),
    min: ends.map(([low]) => low as number),
    max: ends.map(([, high]) => high as number),
  };
}

/** Of the stored values of one channel. */
function momentsOf({ data, shape }: Field, channel: number): Record<'mean' | 'variance' | 'min' | 'max', number> {
  const step = channelsOf(shape);
  let [count, sum, min, max] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = channel; i < data.length; i += step) {
    const value = data[i] as number;
    if (Number.isNaN(value)) continue;
    count++;
    sum += value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const mean = sum / count;
  let squares = 0;
  for (let i = channel; i < data.length; i += step) {
    const difference = (data[i] as number) - mean;
    if (!Number.isNaN(difference)) squares += difference * difference;
  }
  return { mean, variance: squares / count, min, max };
}

/** Length of the last axis; 1 for a scalar. */
export function channelsOf(shape: readonly number[]): number {
  return shape.at(-1) ?? 1;
}

/** @throws RangeError if there is no such field */
export function requireField(caller: string, { x, y }: Dataset, field: string): Field {
  const targets: Readonly<Record<string, Field>> = isField(y) ? { y } : y;
  const found = field === 'x' ? x : Object.hasOwn(targets, field) ? targets[field] : undefined;
  if (found !== undefined) return found;
  const names = ['x', ...Object.keys(targets)].join(', ');
  throw new RangeError(`${caller}: field must be one of ${names}, got ${describeValue(field)}`);
}
