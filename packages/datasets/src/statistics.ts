import { describeShape, describeValue } from '@gradlab-internal/checks';
import { checkDataset } from './create-dataset.ts';
import { type Dataset, type Field, isField, mapTargets, type Targets } from './dataset.ts';

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
 * In double precision, in two passes. Take them from the training part alone, and use them for the others.
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
  const first = sumsOf(chosen);
  const { scale = 1 } = chosen;
  const count = chosen.data.length / channelsOf(chosen.shape);
  const mean = first.sum.map((sum) => sum / count);
  const variance = squaresAbout(chosen, mean).map((squares) => squares / count);
  // A negative scale exchanges the smallest and the largest.
  const [min, max] = scale < 0 ? [first.max, first.min] : [first.min, first.max];
  const inUnits = (values: Float64Array): number[] => Array.from(values, (value) => value * scale);
  return {
    mean: inUnits(mean),
    standardDeviation: Array.from(variance, (value) => Math.sqrt(value) * Math.abs(scale)),
    min: inUnits(min),
    max: inUnits(max),
  };
}

/** Of the stored values of each channel. */
function sumsOf({ data, shape }: Field): { sum: Float64Array; min: Float64Array; max: Float64Array } {
  const channels = channelsOf(shape);
  const sum = new Float64Array(channels);
  const min = new Float64Array(channels).fill(Number.POSITIVE_INFINITY);
  const max = new Float64Array(channels).fill(Number.NEGATIVE_INFINITY);
  for (let from = 0; from < data.length; from += channels) {
    for (let c = 0; c < channels; c++) {
      const value = data[from + c] as number;
      sum[c] = (sum[c] as number) + value;
      min[c] = Math.min(min[c] as number, value);
      max[c] = Math.max(max[c] as number, value);
    }
  }
  return { sum, min, max };
}

function squaresAbout({ data, shape }: Field, mean: Float64Array): Float64Array {
  const channels = channelsOf(shape);
  const squares = new Float64Array(channels);
  for (let from = 0; from < data.length; from += channels) {
    for (let c = 0; c < channels; c++) {
      squares[c] = (squares[c] as number) + ((data[from + c] as number) - (mean[c] as number)) ** 2;
    }
  }
  return squares;
}

/**
 * (value − mean) / standard deviation, channel by channel. A channel that does not vary becomes 0.
 *
 * @param dataset what to scale; it is not changed
 * @param of statistics of the training part
 * @param options `field`
 * @returns a data set with that field in float32
 * @throws RangeError if the statistics have another number of channels, or there is no such field
 */
export function standardise<Y extends Targets>(
  dataset: Dataset<Y>,
  of: Statistics,
  options: FieldOptions = {},
): Dataset<Y> {
  return rescale('standardise', dataset, of.mean, of.standardDeviation, options);
}

/**
 * (value − min) / (max − min), channel by channel: the training part comes to lie in [0, 1], others nearby. A channel that does not
 * vary becomes 0.
 *
 * @param dataset what to scale; it is not changed
 * @param of statistics of the training part
 * @param options `field`
 * @returns a data set with that field in float32
 * @throws RangeError if the statistics have another number of channels, or there is no such field
 */
export function scaleToUnit<Y extends Targets>(
  dataset: Dataset<Y>,
  of: Statistics,
  options: FieldOptions = {},
): Dataset<Y> {
  const range = of.max.map((max, c) => max - (of.min[c] ?? Number.NaN));
  return rescale('scaleToUnit', dataset, of.min, range, options);
}

function rescale<Y extends Targets>(
  caller: string,
  dataset: Dataset<Y>,
  offsets: readonly number[],
  divisors: readonly number[],
  { field = 'x' }: FieldOptions,
): Dataset<Y> {
  checkDataset(caller, dataset);
  const chosen = requireField(caller, dataset, field);
  const channels = channelsOf(chosen.shape);
  if (offsets.length !== channels || divisors.length !== channels) {
    const shape = describeShape(chosen.shape);
    throw new RangeError(
      `${caller}: statistics must be of ${channels} channels, as ${field} ${shape} has, got ${offsets.length}`,
    );
  }
  const scale = chosen.scale ?? 1;
  const data = Float32Array.from(chosen.data, (value, k) => {
    const divisor = divisors[k % channels] as number;
    return divisor === 0 ? 0 : (value * scale - (offsets[k % channels] as number)) / divisor;
  });
  const scaled: Field = { data, shape: chosen.shape };
  const replace = (other: Field): Field => (other === chosen ? scaled : other);
  return { ...dataset, x: replace(dataset.x), y: mapTargets(dataset.y, replace) };
}

function channelsOf(shape: readonly number[]): number {
  return shape.at(-1) ?? 1;
}

function requireField(caller: string, { x, y }: Dataset, field: string): Field {
  const targets: Readonly<Record<string, Field>> = isField(y) ? { y } : y;
  const found = field === 'x' ? x : Object.hasOwn(targets, field) ? targets[field] : undefined;
  if (found !== undefined) return found;
  const names = ['x', ...Object.keys(targets)].join(', ');
  throw new RangeError(`${caller}: field must be one of ${names}, got ${describeValue(field)}`);
}
