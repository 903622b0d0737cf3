import * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from '../size-of.ts';
import { defineKernel, type TrainingKernel } from '../training-kernel.ts';

const NAME = tf.OneHot;

interface Attrs {
  readonly dtype: string;
  readonly depth: number;
  readonly onValue: number;
  readonly offValue: number;
}

/**
 * One row of `depth` numbers for each index. The stock kernel writes 32-bit integers whatever dtype is asked for: right for
 * int32; read as float32 they are tiny numbers next to zero, and as bool they run beyond a tensor of single bytes.
 */
export const oneHot: TrainingKernel = defineKernel<{ indices: tf.TensorInfo }, Attrs>(
  NAME,
  (host, { indices }, attrs, stock) => {
    const { dtype, depth, onValue, offValue } = attrs;
    if (dtype === 'int32') return stock({ indices }, attrs);
    if (dtype !== 'float32' || indices.dtype !== 'int32') {
      const got = `${dtype} from ${indices.dtype}`;
      throw new TypeError(`${NAME}: must be float32 or int32 from int32 indices on the WASM backend, got ${got}`);
    }
    const rows = sizeOf(indices.shape);
    const out = host.output([...indices.shape, depth]);
    host.dispatch('oneHot', [host.address(indices), host.address(out), depth, onValue, offValue], rows);
    return out;
  },
);
