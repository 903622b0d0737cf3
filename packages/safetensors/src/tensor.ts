/** The array that holds a tensor of each dtype. Further dtypes become further members. */
export interface SafeTensorData {
  readonly F32: Float32Array;
}

/** A dtype of the format that this package reads and writes, by the format's own name. */
export type SafeDtype = keyof SafeTensorData;

/**
 * A named tensor's content, in row-major order. The type parameter is the set of dtypes it may have; `SafeTensor` alone stays
 * float32 when dtypes are added.
 */
export type SafeTensor<D extends SafeDtype = 'F32'> = {
  [K in D]: {
    readonly dtype: K;
    /** `[]` for a scalar; a dimension may be 0. */
    readonly shape: readonly number[];
    /** As many values as the product of the shape. */
    readonly data: SafeTensorData[K];
  };
}[D];

/** Free text beside the tensors, the format's `__metadata__`. */
export type SafetensorsMetadata = Readonly<Record<string, string>>;

/** Bytes of one value of each dtype. */
export const BYTES_PER_VALUE: Readonly<Record<SafeDtype, number>> = { F32: 4 };

/** True where a string from a file names a dtype this package knows. */
export function isSafeDtype(dtype: string): dtype is SafeDtype {
  return Object.hasOwn(BYTES_PER_VALUE, dtype);
}
