import type * as tf from '@tensorflow/tfjs-core';

/** What one part of a training carries through a checkpoint. */
export interface PartState {
  /** By name. They stay the part's that saved them; the part that loads them copies. */
  readonly tensors: Readonly<Record<string, tf.Tensor>>;
  /** Plain data. */
  readonly state: unknown;
}
