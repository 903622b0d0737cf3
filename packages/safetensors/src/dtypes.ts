import type { SafeDtype, SafeTensorData } from './tensor.ts';

/** How values of a dtype are stored. */
export interface DtypeLayout<D extends SafeDtype> {
  /** Bits of one value in a file. */
  readonly bits: number;
  /** Bytes whose order is turned around together on a big-endian platform. */
  readonly unit: 1 | 2 | 4 | 8;
  /** The array that holds them in memory. */
  readonly array: new (
    buffer: ArrayBuffer,
  ) => SafeTensorData[D];
}

/**
 * Every dtype of the format. Their order is the one in which files are written, the widest first, so that each tensor is
 * aligned to its values.
 */
export const DTYPES: { readonly [D in SafeDtype]: DtypeLayout<D> } = {
  U64: { bits: 64, unit: 8, array: BigUint64Array },
  I64: { bits: 64, unit: 8, array: BigInt64Array },
  F64: { bits: 64, unit: 8, array: Float64Array },
  C64: { bits: 64, unit: 4, array: Float32Array },
  F32: { bits: 32, unit: 4, array: Float32Array },
  U32: { bits: 32, unit: 4, array: Uint32Array },
  I32: { bits: 32, unit: 4, array: Int32Array },
  BF16: { bits: 16, unit: 2, array: Float32Array },
  F16: { bits: 16, unit: 2, array: Float32Array },
  U16: { bits: 16, unit: 2, array: Uint16Array },
  I16: { bits: 16, unit: 2, array: Int16Array },
  F8_E5M2FNUZ: { bits: 8, unit: 1, array: Uint8Array },
  F8_E4M3FNUZ: { bits: 8, unit: 1, array: Uint8Array },
  F8_E8M0: { bits: 8, unit: 1, array: Uint8Array },
  F8_E4M3: { bits: 8, unit: 1, array: Uint8Array },
  F8_E5M2: { bits: 8, unit: 1, array: Uint8Array },
  I8: { bits: 8, unit: 1, array: Int8Array },
  U8: { bits: 8, unit: 1, array: Uint8Array },
  F6_E3M2: { bits: 6, unit: 1, array: Uint8Array },
  F6_E2M3: { bits: 6, unit: 1, array: Uint8Array },
  F4: { bits: 4, unit: 1, array: Uint8Array },
  BOOL: { bits: 8, unit: 1, array: Uint8Array },
};

/** Their names, in the order in which files are written. */
export const dtypeNames = Object.keys(DTYPES) as readonly SafeDtype[];

/** True where a string from a file names a dtype of the format. */
export function isSafeDtype(dtype: string): dtype is SafeDtype {
  return Object.hasOwn(DTYPES, dtype);
}

/**
 * Bytes that values of a dtype take in a file.
 *
 * @returns undefined where the product of the shape or the bytes pass 2⁵³ − 1, or where packed values do not fill whole bytes
 */
export function bytesOf(dtype: SafeDtype, shape: readonly number[]): number | undefined {
  const count = countValues(shape);
  if (count === undefined) return undefined;
  const { bits } = DTYPES[dtype];
  // Whole bytes first: a count of bits passes 2⁵³ where the count of bytes does not.
  const bytes = bits >= 8 ? count * (bits / 8) : (count * bits) / 8;
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}

/** Number of values in `shape`, or undefined where the product passes 2⁵³ − 1 on the way. */
function countValues(shape: readonly number[]): number | undefined {
  let count = 1;
  for (const size of shape) {
    count *= size;
    if (!Number.isSafeInteger(count)) return undefined;
  }
  return count;
}
