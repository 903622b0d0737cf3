import * as tf from '@tensorflow/tfjs-core';
import { defineKernel, type TrainingKernel } from '../training-kernel.ts';
import { fourNumbers, type Pad } from './four-numbers.ts';

/**
 * A stock pooling kernel, told its padding in four numbers. Where padding is one number, tfjs-core makes an output of the wrong width,
 * unless all is square: forward, XNNPACK writes outside it; backward, rows of the gradient are read at the wrong place.
 */
function withFourNumbers(name: string): TrainingKernel {
  return defineKernel<object, { pad: Pad }>(name, (_host, inputs, attrs, stock) =>
    stock(inputs, { ...attrs, pad: fourNumbers(attrs.pad) }),
  );
}

/** The stock kernels of 2-D pooling, right for every filter and stride; the gradient of max pooling is this package's own. */
export const stockPools: readonly TrainingKernel[] = [
  withFourNumbers(tf.MaxPool),
  withFourNumbers(tf.AvgPool),
  withFourNumbers(tf.AvgPoolGrad),
];
