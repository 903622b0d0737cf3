import { describeValue, requireInteger } from '@gradlab-internal/checks';
import { checkDataset } from './create-dataset.ts';
import {
  type Dataset,
  elementsOf,
  type Field,
  type FieldData,
  mapTargets,
  storageOf,
  type Targets,
} from './dataset.ts';

/** Positions of examples. */
export type Indices = readonly number[] | Uint32Array | Int32Array;

/**
 * The examples at `indices`, in that order; an index may come twice.
 *
 * Consecutive rows share the memory of `dataset`; any other choice is copied.
 *
 * @param dataset where to take them from
 * @param indices integers in [0, size)
 * @throws TypeError if `indices` is no list; RangeError if an index is out of range
 * @example
 * ```ts
 * import { select, syntheticDigits } from '@gradlab/datasets';
 *
 * const digits = syntheticDigits({ size: 20, seed: 1 });
 * console.log(select(digits, [3, 1, 3]).y.data.length); // 3
 * ```
 */
export function select<Y extends Targets>(dataset: Dataset<Y>, indices: Indices): Dataset<Y> {
  checkDataset('select', dataset);
  if (!(Array.isArray(indices) || indices instanceof Uint32Array || indices instanceof Int32Array)) {
    throw new TypeError(`select: indices must be a list of integers, got ${describeValue(indices)}`);
  }
  for (const index of indices) requireInteger('select', 'index', index, { min: 0, below: dataset.size });
  return gather(dataset, indices);
}

/**
 * The first `count` examples, sharing the memory of `dataset`.
 *
 * @param dataset where to take them from
 * @param count integer in [0, size]
 * @throws RangeError if there are fewer
 * @example
 * ```ts
 * import { syntheticDigits, take } from '@gradlab/datasets';
 *
 * console.log(take(syntheticDigits({ size: 20, seed: 1 }), 5).size); // 5
 * ```
 */
export function take<Y extends Targets>(dataset: Dataset<Y>, count: number): Dataset<Y> {
  checkDataset('take', dataset);
  requireInteger('take', 'count', count, { min: 0, max: dataset.size });
  return gather(
    dataset,
    Uint32Array.from({ length: count }, (_, i) => i),
  );
}

/** `select` of indices that are known to be right. */
export function gather<Y extends Targets>(dataset: Dataset<Y>, indices: Indices): Dataset<Y> {
  const rows = isRun(indices) ? shareRows : copyRows;
  const choose = (field: Field): Field => ({ ...field, data: rows(field, indices) });
  return { name: dataset.name, size: indices.length, x: choose(dataset.x), y: mapTargets(dataset.y, choose) };
}

function isRun(indices: Indices): boolean {
  const first = indices[0] ?? 0;
  return indices.every((index: number, i: number) => index === first + i);
}

function shareRows({ data, shape }: Field, indices: Indices): FieldData {
  const width = elementsOf(shape);
  const from = (indices[0] ?? 0) * width;
  return data.subarray(from, from + indices.length * width);
}

function copyRows({ data, shape }: Field, indices: Indices): FieldData {
  const width = elementsOf(shape);
  const rows = new (storageOf(data))(indices.length * width);
  indices.forEach((index: number, i: number) => {
    rows.set(data.subarray(index * width, (index + 1) * width), i * width);
  });
  return rows;
}
