import * as tf from '@tensorflow/tfjs-core';
import type { Probe } from './probe.ts';
import { sample } from './samples.ts';

// Not a multiple of four, and wide enough for the limits of relu6 and for e^x to change its power of two.
const SIZE = 23;
const ALPHA = 0.2;

const FUNCTIONS: Readonly<Record<string, (x: number) => number>> = {
  [tf.Exp]: Math.exp,
  [tf.Tanh]: Math.tanh,
  [tf.LeakyRelu]: (x) => (x < 0 ? ALPHA * x : x),
};

const GRADIENTS: Readonly<Record<string, readonly ['x' | 'y', (saved: number) => number]>> = {
  ReluGrad: ['x', (x) => Number(x > 0)],
  Relu6Grad: ['x', (x) => Number(x > 0 && x <= 6)],
  LeakyReluGrad: ['x', (x) => (x > 0 ? 1 : ALPHA)],
  SigmoidGrad: ['y', (y) => y * (1 - y)],
  TanhGrad: ['y', (y) => 1 - y * y],
  [tf.EluGrad]: ['y', (y) => (y >= 0 ? 1 : y + 1)],
};

/** Activations and their gradients on both sides of zero. */
export function activationProbes(): readonly Probe[] {
  const values = sample(SIZE, 50);
  const forward = Object.entries(FUNCTIONS).map(([kernel, f]) => {
    const x = values.map((value) => 5 * value);
    return { kernel, inputs: { x: { values: x, shape: [SIZE] } }, attrs: { alpha: ALPHA }, expected: Array.from(x, f) };
  });
  const backward = Object.entries(GRADIENTS).map(([kernel, [name, slope]]) => {
    const saved = values.map((value) => (name === 'x' ? 9 : 1) * value);
    const dy = sample(SIZE, 51);
    const inputs = { dy: { values: dy, shape: [SIZE] }, [name]: { values: saved, shape: [SIZE] } };
    return { kernel, inputs, attrs: { alpha: ALPHA }, expected: Array.from(dy, (g, i) => g * slope(saved[i] ?? 0)) };
  });
  return [...forward, ...backward];
}
