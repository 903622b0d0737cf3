import * as tf from '@tensorflow/tfjs-core';
import type { NumericType } from '../host-memory.ts';
import { defineKernel, type TrainingKernel } from '../training-kernel.ts';

/** Kernels of the binary by what they convert; none where nothing changes. */
const CONVERSIONS: Readonly<Record<string, string>> = {
  'float32 float32': '',
  'int32 int32': '',
  'bool bool': '',
  'float32 int32': 'castFloatToInt',
  'float32 bool': 'castFloatToBool',
  'int32 float32': 'castIntToFloat',
  'int32 bool': 'castIntToBool',
  'bool float32': 'castBoolToFloat',
  'bool int32': 'castBoolToInt',
};

/**
 * Another type: to int32 as JavaScript's `| 0` (towards zero, modulo 2³², NaN to 0), to bool whether it differs from zero. Stock
 * tfjs-wasm keeps the lowest byte as a bool, so 0.5 becomes false and 2 neither true nor false; and it copies where nothing changes.
 */
export const cast: TrainingKernel = defineKernel<{ x: tf.TensorInfo }, { dtype: NumericType }>(
  tf.Cast,
  (host, { x }, attrs, stock) => {
    const { dtype } = attrs;
    const conversion = CONVERSIONS[`${x.dtype} ${dtype}`];
    if (conversion === '') return host.share(x);
    if (conversion === undefined) return stock({ x }, attrs);
    const out = host.output(x.shape, dtype);
    host.dispatch(conversion, [host.address(x), host.address(out)], tf.util.sizeFromShape(x.shape));
    return out;
  },
);
