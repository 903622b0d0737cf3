import type * as tf from '@tensorflow/tfjs-core';

/** One run of a kernel with known values, and what plain JavaScript says of it. */
export interface Probe {
  readonly kernel: string;
  readonly inputs: Readonly<Record<string, { readonly values: Float32Array | Int32Array; readonly shape: number[] }>>;
  readonly attrs: tf.NamedAttrMap;
  /** The values of its results, one result after the other. */
  readonly expected: readonly number[];
}
