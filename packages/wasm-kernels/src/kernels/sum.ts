import * as tf from '@tensorflow/tfjs-core';
import type { KernelHost } from '../kernel-host.ts';
import { defineKernel, type TrainingKernel } from '../training-kernel.ts';
import { type ReductionPass, reductionPasses } from './reduction-passes.ts';

const FLOAT_BYTES = 4;

interface Attrs {
  readonly axis: number | number[];
  readonly keepDims?: boolean;
}

/** All passes but the last go through scratch memory, each dividing by nothing; the last divides. */
function runPasses(
  host: KernelHost,
  [pass, ...rest]: readonly ReductionPass[],
  from: number,
  to: number,
  divisor: number,
): void {
  if (pass === undefined) return;
  const { outer, reduced, inner } = pass;
  const units = outer * inner;
  if (rest.length === 0) {
    host.dispatch('sum', [from, to, reduced, inner, divisor], units);
    return;
  }
  host.withScratch(Math.max(1, FLOAT_BYTES * units), (partial) => {
    host.dispatch('sum', [from, partial, reduced, inner, 1], units);
    runPasses(host, rest, partial, to, divisor);
  });
}

function reduction(name: string, divisorOf: (reduced: number) => number): TrainingKernel {
  return defineKernel<{ x: tf.TensorInfo }, Attrs>(name, (host, { x }, attrs, stock) => {
    if (x.dtype !== 'float32') return stock({ x }, attrs);
    const axes = tf.util.parseAxisParam(attrs.axis, x.shape);
    const [kept, reduced] = tf.backend_util.computeOutAndReduceShapes(x.shape, axes);
    const out = host.output(attrs.keepDims ? tf.backend_util.expandShapeToKeepDim(kept, axes) : kept);
    const divisor = divisorOf(tf.util.sizeFromShape(reduced));
    runPasses(host, reductionPasses(x.shape, axes), host.address(x), host.address(out), divisor);
    return out;
  });
}

/** Sums over any axes. The stock kernel transposes unless the axes are the last, and adds up a long sum in one float32. */
export const sum: TrainingKernel = reduction(tf.Sum, () => 1);

/** Means over any axes; of nothing it is 0, as the stock CPU backend says. */
export const mean: TrainingKernel = reduction(tf.Mean, (reduced) => Math.max(1, reduced));
