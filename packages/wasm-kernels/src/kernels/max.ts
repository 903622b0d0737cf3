import * as tf from '@tensorflow/tfjs-core';
import { defineKernel, type TrainingKernel } from '../training-kernel.ts';
import { reductionPasses } from './reduction-passes.ts';

interface Attrs {
  readonly reductionIndices: number | number[];
  readonly keepDims?: boolean;
}

/** The largest over the last axes (for softmax and log-sum-exp), several values at a time; over other axes the stock kernel's. */
export const max: TrainingKernel = defineKernel<{ x: tf.TensorInfo }, Attrs>(tf.Max, (host, { x }, attrs, stock) => {
  const axes = tf.util.parseAxisParam(attrs.reductionIndices, x.shape);
  const [pass, ...more] = reductionPasses(x.shape, axes);
  const isOneRun = pass !== undefined && more.length === 0 && pass.inner === 1 && pass.reduced > 0;
  if (x.dtype !== 'float32' || !isOneRun) return stock({ x }, attrs);
  const [kept] = tf.backend_util.computeOutAndReduceShapes(x.shape, axes);
  const out = host.output(attrs.keepDims ? tf.backend_util.expandShapeToKeepDim(kept, axes) : kept);
  host.dispatch('maxOfRows', [host.address(x), host.address(out), pass.reduced], pass.outer);
  return out;
});
