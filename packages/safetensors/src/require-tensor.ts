import { describeShape, describeValue, requireOneOf, requireShape } from '@gradlab-internal/checks';
import { bytesOf, DTYPES, dtypeNames } from './dtypes.ts';
import { RESERVED_NAMES } from './limits.ts';
import type { SafeDtype, SafeTensor, SafeTensorInfo } from './tensor.ts';
import { hasLoneSurrogate } from './unicode.ts';

/** Checks that text can be stored. */
export function requireText(caller: string, what: string, text: string): void {
  if (hasLoneSurrogate(text)) {
    throw new RangeError(`${caller}: ${what} must be valid Unicode, got ${JSON.stringify(text)}`);
  }
}

function labelOf(name: string): string {
  return `tensor ${JSON.stringify(name)}`;
}

/** Checks a tensor to be written, but for its data. */
export function requireInfo(caller: string, name: string, tensor: unknown): SafeTensorInfo {
  const label = labelOf(name);
  requireText(caller, 'name', name);
  if (RESERVED_NAMES.includes(name)) {
    throw new RangeError(`${caller}: name must not be reserved, got ${JSON.stringify(name)}`);
  }
  if (typeof tensor !== 'object' || tensor === null) {
    throw new TypeError(`${caller}: ${label} must be { dtype, shape, data }, got ${describeValue(tensor)}`);
  }
  const given = tensor as Readonly<Record<string, unknown>>;
  const dtype = requireOneOf(caller, `dtype of ${label}`, given.dtype, dtypeNames);
  const shape = requireShape(caller, `shape of ${label}`, given.shape);
  if (bytesOf(dtype, shape) === undefined) {
    const problem = `a size below 2⁵³ and whole bytes of ${dtype}`;
    throw new RangeError(`${caller}: shape of ${label} must have ${problem}, got ${describeShape(shape)}`);
  }
  return { dtype, shape };
}

/** Checks that data is of the dtype's kind and of the shape's size. */
export function requireData(caller: string, name: string, { dtype, shape }: SafeTensorInfo, data: unknown): SafeTensor {
  const { array: TypedArray } = DTYPES[dtype];
  const label = `data of ${labelOf(name)}`;
  if (!(data instanceof TypedArray)) {
    throw new TypeError(`${caller}: ${label} must be a ${TypedArray.name}, got ${describeValue(data)}`);
  }
  const expected = lengthOf(dtype, shape);
  if (data.length !== expected) {
    const wanted = `${expected} elements for ${dtype} of shape ${describeShape(shape)}`;
    throw new RangeError(`${caller}: ${label} must have ${wanted}, got ${data.length}`);
  }
  return { dtype, shape, data } as SafeTensor;
}

/** Elements of the array that holds a tensor. */
function lengthOf(dtype: SafeDtype, shape: readonly number[]): number {
  return (bytesOf(dtype, shape) ?? 0) / DTYPES[dtype].unit;
}
