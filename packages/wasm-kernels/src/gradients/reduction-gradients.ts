import * as tf from '@tensorflow/tfjs-core';
import { isOneRun } from '../kernels/sum-grad.ts';
import type { FastGradient } from './fast-gradient.ts';
import { runKernel } from './run-kernel.ts';

/** tfjs-core multiplies dy by as many ones as x has values, which it first writes one by one. */
function reduction(kernel: string, grad: string, reduce: (x: tf.Tensor, axes: number[]) => tf.Tensor): FastGradient {
  return {
    kernel,
    grad,
    saves: { inputsToSave: ['x'] },
    run(dy, [x], { axis }) {
      const shape = x?.shape ?? [];
      const axes = tf.util.parseAxisParam(axis as number | number[], shape);
      return isOneRun(shape, axes) ? { x: () => runKernel(grad, { dy }, { shape, axes }) } : undefined;
    },
    ofGrad: {
      kernelName: grad,
      inputsToSave: ['dy'],
      gradFunc: (upstream, [dy], { axes }) => ({
        dy: () => tf.reshape(reduce(upstream as tf.Tensor, axes as number[]), dy?.shape ?? []),
      }),
    },
  };
}

export const reductionGradients: readonly FastGradient[] = [
  reduction(tf.Sum, 'SumGrad', tf.sum),
  reduction(tf.Mean, 'MeanGrad', tf.mean),
];
