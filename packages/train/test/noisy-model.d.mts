import type { Trainable } from '@gradlab/train';
import type * as tf from '@tensorflow/tfjs-core';

export function noisyModel(): Trainable & {
  readonly state: Readonly<Record<string, tf.Variable>>;
  readonly layers: readonly { readonly name: string }[];
  dispose(): void;
};
