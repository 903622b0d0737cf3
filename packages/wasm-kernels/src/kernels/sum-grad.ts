import * as tf from '@tensorflow/tfjs-core';
import { defineKernel, requireFloat32, type TrainingKernel } from '../training-kernel.ts';
import { reductionPasses } from './reduction-passes.ts';

interface Attrs {
  readonly shape: number[];
  readonly axes: number[];
}

/** Whether the axes are one run, which these kernels take. */
export function isOneRun(shape: readonly number[], axes: readonly number[]): boolean {
  return reductionPasses(shape, axes).length === 1;
}

function reductionGrad(name: string, divisorOf: (reduced: number) => number): TrainingKernel {
  return defineKernel<{ dy: tf.TensorInfo }, Attrs>(name, (host, { dy }, { shape, axes }) => {
    requireFloat32(name, { dy });
    const [pass, ...more] = reductionPasses(shape, axes);
    if (pass === undefined || more.length > 0) throw new RangeError(`${name}: axes must be one run, got ${axes}`);
    const { outer, reduced, inner } = pass;
    if (tf.util.sizeFromShape(dy.shape) !== outer * inner) {
      throw new RangeError(`${name}: dy must have ${outer * inner} values, got ${tf.util.sizeFromShape(dy.shape)}`);
    }
    const out = host.output(shape);
    const numbers = [host.address(dy), host.address(out), reduced, inner, divisorOf(reduced)];
    if (reduced * inner > 0) host.dispatch('spread', numbers, outer);
    return out;
  });
}

/** Gradients of a sum and of a mean over neighbouring axes: each value of dy, or its share, at all places that went into it. */
export const reductionGrads: readonly TrainingKernel[] = [
  reductionGrad('SumGrad', () => 1),
  reductionGrad('MeanGrad', (reduced) => reduced),
];
