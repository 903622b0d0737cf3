import { describeShape, describeValue, requireNumber } from '@gradlab-internal/checks';
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
 * @throws TypeError if the statistics are none; RangeError if they have another number of channels or a channel had no
 *   value, or there is no such field
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
  const [mean, deviation] = requireStatistics('standardise', of, ['mean', 'standardDeviation']);
  return rescale('standardise', dataset, mean, deviation, options);
}

/**
 * (value − min) / (max − min), channel by channel: the training part comes to lie in [0, 1], others nearby. A channel that does not
 * vary becomes 0.
 *
 * @param dataset what to scale; it is not changed
 * @param of statistics of the training part
 * @param options `field`
 * @returns a data set with that field in float32
 * @throws TypeError if the statistics are none; RangeError if they have another number of channels or a channel had no
 *   value, or there is no such field
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
  const [low, high] = requireStatistics('scaleToUnit', of, ['min', 'max']);
  const range = high.map((max, c) => max - (low[c] ?? 0));
  return rescale('scaleToUnit', dataset, low, range, options);
}

/**
 * Puts the mean of a channel where a value is missing (NaN).
 *
 * @param dataset what to fill; it is not changed
 * @param of statistics of the training part
 * @param options `field`
 * @returns a data set with that field in float32
 * @throws TypeError if the statistics are none; RangeError if they have another number of channels or a channel had no
 *   value, or there is no such field
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
  const [mean] = requireStatistics('fillMissing', of, ['mean']);
  return replaceField('fillMissing', dataset, mean.length, options, (value, c) =>
    Number.isNaN(value) ? (mean[c] as number) : value,
  );
}

/** A channel without any value has no mean; nothing could be scaled by it or filled with it. */
function requireStatistics<const N extends readonly (keyof Statistics)[]>(
  caller: string,
  of: Statistics,
  names: N,
): { [K in keyof N]: readonly number[] } {
  const lists = names.map((name) => {
    const list: unknown = of?.[name];
    if (!Array.isArray(list)) {
      throw new TypeError(`${caller}: statistics.${name} must be a list of numbers, got ${describeValue(list)}`);
    }
    for (const [c, value] of list.entries()) requireNumber(caller, `statistics.${name}[${c}]`, value);
    return list;
  });
  // One list for each name, in their order.
  return lists as unknown as { [K in keyof N]: readonly number[] };
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
    // What is missing stays missing in a channel that does not vary, too.
    if (divisor === 0 && !Number.isNaN(value)) return 0;
    return (value - (offsets[c] as number)) / divisor;
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
