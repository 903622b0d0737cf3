import { describeShape } from '@gradlab-internal/checks';
import { checkDataset } from './create-dataset.ts';
import { type Dataset, type Field, mapTargets, type Targets } from './dataset.ts';
import { channelsOf, type FieldOptions, requireField, type Statistics } from './statistics.ts';

/**
 * (value − mean) / standard deviation, channel by channel. A channel that does not vary becomes 0.
 *
 * @param dataset what to scale; it is not changed
 * @param of statistics of the training part
 * @param options `field`
 * @returns a data set with that field in float32
 * @throws RangeError if the statistics have another number of channels, or there is no such field
 * @example
 * ```ts
 * import { blobs, standardise, statistics } from '@gradlab/datasets';
 *
 * const points = blobs({ size: 100, seed: 1 });
 * const scaled = standardise(points, statistics(points));
 * console.log(statistics(scaled).standardDeviation.every((deviation) => Math.abs(deviation - 1) < 1e-6)); // true
 * ```
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
 * @example
 * ```ts
 * import { blobs, scaleToUnit, statistics } from '@gradlab/datasets';
 *
 * const points = blobs({ size: 100, seed: 1 });
 * console.log(statistics(scaleToUnit(points, statistics(points))).max); // [ 1, 1 ]
 * ```
 */
export function scaleToUnit<Y extends Targets>(
  dataset: Dataset<Y>,
  of: Statistics,
  options: FieldOptions = {},
): Dataset<Y> {
  const range = of.max.map((max, c) => max - (of.min[c] ?? Number.NaN));
  return rescale('scaleToUnit', dataset, of.min, range, options);
}

/**
 * Puts the mean of a channel where a value is missing (NaN).
 *
 * @param dataset what to fill; it is not changed
 * @param of statistics of the training part
 * @param options `field`
 * @returns a data set with that field in float32
 * @throws RangeError if the statistics have another number of channels, or there is no such field
 * @example
 * ```ts
 * import { fillMissing, loadCsv, statistics } from '@gradlab/datasets';
 *
 * const table = await loadCsv({ text: 'age,y\n1,0\n,1\n3,1\n', target: 'y', missing: 'keep' });
 * console.log(fillMissing(table, statistics(table)).x.data); // Float32Array(3) [ 1, 2, 3 ]
 * ```
 */
export function fillMissing<Y extends Targets>(
  dataset: Dataset<Y>,
  of: Statistics,
  options: FieldOptions = {},
): Dataset<Y> {
  return replaceField('fillMissing', dataset, of.mean.length, options, (value, c) =>
    Number.isNaN(value) ? (of.mean[c] as number) : value,
  );
}

function rescale<Y extends Targets>(
  caller: string,
  dataset: Dataset<Y>,
  offsets: readonly number[],
  divisors: readonly number[],
  options: FieldOptions,
): Dataset<Y> {
  return replaceField(caller, dataset, offsets.length, options, (value, c) => {
    const divisor = divisors[c] as number;
    return divisor === 0 ? 0 : (value - (offsets[c] as number)) / divisor;
  });
}

/** The data set with one field in float32, made of its values in the units of a batch. */
function replaceField<Y extends Targets>(
  caller: string,
  dataset: Dataset<Y>,
  channelsGiven: number,
  { field = 'x' }: FieldOptions,
  make: (value: number, channel: number) => number,
): Dataset<Y> {
  checkDataset(caller, dataset);
  const chosen = requireField(caller, dataset, field);
  const { shape, scale = 1, columnNames } = chosen;
  const channels = channelsOf(shape);
  if (channelsGiven !== channels) {
    const wanted = `of ${channels} channels, as ${field} ${describeShape(shape)} has`;
    throw new RangeError(`${caller}: statistics must be ${wanted}, got ${channelsGiven}`);
  }
  const data = Float32Array.from(chosen.data, (value, k) => make(value * scale, k % channels));
  const made: Field = { data, shape, ...(columnNames === undefined ? {} : { columnNames }) };
  const replace = (other: Field): Field => (other === chosen ? made : other);
  return { ...dataset, x: replace(dataset.x), y: mapTargets(dataset.y, replace) };
}
