/** The array that holds a tensor of each dtype. */
export interface SafeTensorData {
  /** One byte a value, 0 or 1. */
  readonly BOOL: Uint8Array;
  /** Packed: two values a byte. */
  readonly F4: Uint8Array;
  /** Packed: four values in three bytes. */
  readonly F6_E2M3: Uint8Array;
  /** Packed: four values in three bytes. */
  readonly F6_E3M2: Uint8Array;
  readonly U8: Uint8Array;
  readonly I8: Int8Array;
  /** The bits of each value. */
  readonly F8_E5M2: Uint8Array;
  /** The bits of each value. */
  readonly F8_E4M3: Uint8Array;
  /** The bits of each value. */
  readonly F8_E8M0: Uint8Array;
  /** The bits of each value. */
  readonly F8_E4M3FNUZ: Uint8Array;
  /** The bits of each value. */
  readonly F8_E5M2FNUZ: Uint8Array;
  readonly I16: Int16Array;
  readonly U16: Uint16Array;
  /** Widened, which is exact; rounded to the nearest half-precision value, ties to even, when written. */
  readonly F16: Float32Array;
  /** Widened, which is exact; rounded to the nearest bfloat16 value, ties to even, when written. */
  readonly BF16: Float32Array;
  readonly I32: Int32Array;
  readonly U32: Uint32Array;
  readonly F32: Float32Array;
  /** Real part, imaginary part, real part, …: twice as many numbers as values. */
  readonly C64: Float32Array;
  readonly F64: Float64Array;
  readonly I64: BigInt64Array;
  readonly U64: BigUint64Array;
}

/** A dtype of the format, by the format's own name. */
export type SafeDtype = keyof SafeTensorData;

/** A named tensor's content, in row-major order. The type parameter is the set of dtypes it may have. */
export type SafeTensor<D extends SafeDtype = SafeDtype> = {
  [K in D]: {
    readonly dtype: K;
    /** `[]` for a scalar; a dimension may be 0. */
    readonly shape: readonly number[];
    /** As many values as the product of the shape, but for the packed dtypes and `C64`. */
    readonly data: SafeTensorData[K];
  };
}[D];

/** A tensor as the header describes it, without its data. */
export interface SafeTensorInfo {
  readonly dtype: SafeDtype;
  readonly shape: readonly number[];
}

/** Free text beside the tensors, the format's `__metadata__`. */
export type SafetensorsMetadata = Readonly<Record<string, string>>;
