import { describeValue } from '@gradlab-internal/checks';
import { bytesOf, dtypeNames, isSafeDtype } from './dtypes.ts';
import { SafetensorsError, type SafetensorsErrorCode } from './error.ts';
import { RESERVED_NAMES } from './limits.ts';
import type { SafeDtype } from './tensor.ts';
import { hasLoneSurrogate } from './unicode.ts';

/** Where one tensor lies. */
export interface Placement {
  readonly name: string;
  readonly dtype: SafeDtype;
  readonly shape: readonly number[];
  /** First byte, counted from where the data begins. */
  readonly begin: number;
  /** Byte after the last. */
  readonly end: number;
}

function fail(code: SafetensorsErrorCode, name: string, problem: string): never {
  throw new SafetensorsError(code, `tensor ${JSON.stringify(name)}: ${problem}`);
}

function isSize(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && !Object.is(value, -0);
}

/** Checks one entry of the header: `{ dtype, shape, data_offsets }`. */
export function requirePlacement(name: string, entry: unknown): Placement {
  if (RESERVED_NAMES.includes(name)) fail('invalid-name', name, 'the name is reserved');
  if (hasLoneSurrogate(name)) fail('invalid-name', name, 'the name is not valid Unicode');
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
    fail('invalid-header', name, `entry must be an object, got ${describeValue(entry)}`);
  }
  const { dtype, shape, data_offsets: offsets } = entry as Readonly<Record<string, unknown>>;
  if (typeof dtype !== 'string') fail('invalid-header', name, `dtype must be a string, got ${describeValue(dtype)}`);
  if (!isSafeDtype(dtype)) {
    fail('unsupported-dtype', name, `dtype must be one of ${dtypeNames.join(', ')}, got ${describeValue(dtype)}`);
  }
  if (!Array.isArray(shape) || !shape.every(isSize)) {
    fail('invalid-shape', name, `shape must be a list of integers >= 0, got ${describeValue(shape)}`);
  }
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isSize)) {
    fail('invalid-offsets', name, `data_offsets must be two integers >= 0, got ${describeValue(offsets)}`);
  }
  const [begin = 0, end = 0] = offsets;
  requireSize(name, dtype, shape, end - begin);
  return { name, dtype, shape, begin, end };
}

function requireSize(name: string, dtype: SafeDtype, shape: readonly number[], bytes: number): void {
  const needed = bytesOf(dtype, shape);
  if (needed === undefined) {
    fail('invalid-shape', name, `shape ${describeValue(shape)} overflows or does not fill whole bytes`);
  }
  if (needed !== bytes) {
    const wanted = `${dtype} of shape ${describeValue(shape)} has ${needed} bytes`;
    fail('size-mismatch', name, `${wanted}, data_offsets span ${bytes}`);
  }
}

/**
 * Checks that the tensors follow one another from byte 0 to `dataBytes`, with no hole and no overlap.
 */
export function requireContiguous(placements: readonly Placement[], dataBytes: number): void {
  let expected = 0;
  for (const { name, begin, end } of [...placements].sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin !== expected) {
      fail('invalid-offsets', name, `data must begin at byte ${expected}, after the tensor before it, got ${begin}`);
    }
    expected = end;
  }
  if (expected !== dataBytes) {
    const problem = `header describes ${expected} bytes of data, the file has ${dataBytes}`;
    throw new SafetensorsError('invalid-offsets', problem);
  }
}
