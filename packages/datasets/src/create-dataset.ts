import { describeShape, describeValue, requireInteger, requireNumber, requireShape } from '@gradlab-internal/checks';
import { type Dataset, elementsOf, type Field, isField, type Targets } from './dataset.ts';

/**
 * A data set of your own arrays, checked: every field holds `size` values of its shape, and class labels lie below the
 * number of class names. The arrays are kept, not copied.
 *
 * @param dataset name, size (examples), inputs `x`, and one target `y` or several by name
 * @returns the same, typed by its targets
 * @throws TypeError if a part is of the wrong kind; RangeError if a field has the wrong length or a label no class
 * @example
 * ```ts
 * import { createDataset } from '@gradlab/datasets';
 *
 * const xor = createDataset({
 *   name: 'xor',
 *   size: 4,
 *   x: { data: Float32Array.of(0, 0, 0, 1, 1, 0, 1, 1), shape: [2] },
 *   y: { data: Uint8Array.of(0, 1, 1, 0), shape: [], classNames: ['equal', 'different'] },
 * });
 * if (xor.size !== 4) throw new Error('four rows');
 * ```
 */
export function createDataset<const Y extends Targets>(dataset: Dataset<Y>): Dataset<Y> {
  checkDataset('createDataset', dataset);
  checkLabels('createDataset', dataset);
  const { name, size, x, y } = dataset;
  return { name, size, x, y };
}

/** The checks that cost nothing per example, for every function that takes a data set. */
export function checkDataset(caller: string, dataset: Dataset): void {
  if (typeof dataset !== 'object' || dataset === null) {
    throw new TypeError(`${caller}: dataset must be a data set, got ${describeValue(dataset)}`);
  }
  if (typeof dataset.name !== 'string') {
    throw new TypeError(`${caller}: dataset.name must be a string, got ${describeValue(dataset.name)}`);
  }
  const size = requireInteger(caller, 'dataset.size', dataset.size, { min: 0 });
  for (const [name, field] of namedFields(caller, dataset)) checkField(caller, name, field, size);
}

function namedFields(caller: string, { x, y }: Dataset): [string, Field][] {
  if (typeof y !== 'object' || y === null) {
    throw new TypeError(`${caller}: dataset.y must be a field or a record of fields, got ${describeValue(y)}`);
  }
  if (isField(y)) return Object.entries({ x, y });
  return [['x', x], ...Object.entries(y).map(([name, field]): [string, Field] => [`y.${name}`, field])];
}

function checkField(caller: string, name: string, field: Field, size: number): void {
  const { data, shape, scale, range } = field ?? {};
  if (!(data instanceof Uint8Array || data instanceof Int32Array || data instanceof Float32Array)) {
    throw new TypeError(
      `${caller}: ${name}.data must be a Uint8Array, Int32Array or Float32Array, got ${describeValue(data)}`,
    );
  }
  const expected = size * elementsOf(requireShape(caller, `${name}.shape`, shape));
  if (data.length !== expected) {
    throw new RangeError(
      `${caller}: ${name}.data must hold ${size} x ${describeShape(shape)} = ${expected} values, got ${data.length}`,
    );
  }
  if (scale !== undefined) requireNumber(caller, `${name}.scale`, scale);
  if (range !== undefined) requireRange(caller, name, range);
}

function requireRange(caller: string, name: string, range: unknown): void {
  const [low, high] = Array.isArray(range) && range.length === 2 ? range : [];
  if (Number.isFinite(low) && Number.isFinite(high) && low < high) return;
  throw new RangeError(`${caller}: ${name}.range must be [low, high], got ${describeValue(range)}`);
}

function checkLabels(caller: string, dataset: Dataset): void {
  for (const [name, { data, classNames }] of namedFields(caller, dataset)) {
    if (classNames === undefined) continue;
    const wrong = data.findIndex((label) => !(Number.isInteger(label) && label >= 0 && label < classNames.length));
    if (wrong >= 0) {
      throw new RangeError(
        `${caller}: ${name} must hold classes 0 to ${classNames.length - 1}, got ${data[wrong]} at ${wrong}`,
      );
    }
  }
}
