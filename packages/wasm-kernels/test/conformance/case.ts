import type * as tf from '@tensorflow/tfjs-core';
import type { Kind } from './values.ts';

/** One input of an operation. Integer inputs (indices, conditions) are given by value and get no gradient. */
export type Input =
  | { readonly shape: readonly number[]; readonly kind: Kind }
  | { readonly shape: readonly number[]; readonly dtype: 'int32' | 'bool'; readonly values: readonly number[] };

/** One operation on certain inputs: its value, and unless `forwardOnly` its gradient by every float input. */
export interface Case {
  readonly name: string;
  readonly inputs: readonly Input[];
  readonly run: (...inputs: tf.Tensor[]) => tf.Tensor;
  readonly forwardOnly?: boolean;
  /** Why stock tfjs-wasm is wrong here and this package leaves it so; the runner checks that it still is. */
  readonly leftAlone?: string;
  /** Units in the last place of the largest value that a result may be off by, if not the runner's. */
  readonly ulps?: number;
}

/** A float input. */
export function float(shape: readonly number[], kind: Kind = 'normal'): Input {
  return { shape, kind };
}

/** An integer input with these values. */
export function ints(shape: readonly number[], values: readonly number[]): Input {
  return { shape, dtype: 'int32', values };
}

/** A boolean input with these values. */
export function bools(shape: readonly number[], values: readonly number[]): Input {
  return { shape, dtype: 'bool', values };
}
