import * as tf from '@tensorflow/tfjs-core';
import { defineKernel, type TrainingKernel } from '../training-kernel.ts';

interface Attrs {
  readonly alpha?: number;
}

/** Functions of one value, their names in the binary, and what they take beside x. */
const FUNCTIONS: readonly (readonly [name: string, kernel: string, numbersOf: (attrs: Attrs) => number[]])[] = [
  [tf.Exp, 'exp', () => [0]],
  [tf.Tanh, 'tanh', () => []],
  [tf.LeakyRelu, 'leakyRelu', ({ alpha = 0 }) => [alpha]],
];

/** Four values at a time, to float32 accuracy; the stock kernels of these take one at a time. */
export const activations: readonly TrainingKernel[] = FUNCTIONS.map(([name, kernel, numbersOf]) =>
  defineKernel<{ x: tf.TensorInfo }, Attrs>(name, (host, { x }, attrs, stock) => {
    if (x.dtype !== 'float32') return stock({ x }, attrs);
    const out = host.output(x.shape);
    const numbers = [host.address(x), host.address(out), ...numbersOf(attrs)];
    host.dispatch(kernel, numbers, tf.util.sizeFromShape(x.shape));
    return out;
  }),
);
