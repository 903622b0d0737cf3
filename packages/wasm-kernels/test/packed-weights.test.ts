import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { installWasmKernels } from '../src/index.ts';
import { draw } from './conformance/values.ts';

const values = (shape: number[], seed: number): tf.Tensor =>
  tf.tensor(
    draw(
      'normal',
      shape.reduce((a, b) => a * b, 1),
      seed,
    ),
    shape,
  );

const convolution = { strides: 1, pad: 'same', dataFormat: 'NHWC', dilations: 1 };

/** Kernels that pack their second operand: names of the inputs, shapes, attributes. The last convolution is too small for Winograd. */
const PACKING: Readonly<Record<string, readonly [string, [string, string], [number[], number[]], tf.NamedAttrMap]>> = {
  matMul: [
    'BatchMatMul',
    ['a', 'b'],
    [
      [1, 5, 70],
      [1, 70, 90],
    ],
    { transposeA: false, transposeB: false },
  ],
  'matMul over a batch': [
    'BatchMatMul',
    ['a', 'b'],
    [
      [3, 70, 5],
      [1, 70, 90],
    ],
    { transposeA: true, transposeB: false },
  ],
  'convolution by Winograd': [
    'Conv2D',
    ['x', 'filter'],
    [
      [2, 12, 12, 16],
      [3, 3, 16, 24],
    ],
    convolution,
  ],
  'its input gradient': [
    'Conv2DBackpropInput',
    ['dy', 'filter'],
    [
      [2, 12, 12, 24],
      [3, 3, 16, 24],
    ],
    { ...convolution, inputShape: [2, 12, 12, 16] },
  ],
  'direct convolution': [
    'Conv2D',
    ['x', 'filter'],
    [
      [1, 5, 6, 2],
      [3, 2, 2, 9],
    ],
    convolution,
  ],
};

describe('weights that did not change', () => {
  beforeAll(async () => {
    await tf.setBackend('wasm');
    installWasmKernels();
  });

  it.each(Object.entries(PACKING))('give the same product packed before as packed anew: %s', (_name, packing) => {
    const [kernel, [left, right], [leftShape, rightShape], attrs] = packing;
    tf.tidy(() => {
      const [x, w] = [values(leftShape, 1), values(rightShape, 2)];
      const run = (weights: tf.Tensor): number[] =>
        Array.from((tf.engine().runKernel(kernel, { [left]: x, [right]: weights }, attrs) as tf.Tensor).dataSync());
      const first = run(w);
      for (let i = 0; i < 3; i++) expect(run(w)).toEqual(first);
      // The same values under another name: nothing is kept of these yet.
      expect(run(values(rightShape, 2))).toEqual(first);
    });
  });

  it.each(Object.entries(PACKING))('are packed anew once an optimiser changed them in place: %s', (_name, packing) => {
    const [kernel, [left, right], [leftShape, rightShape], attrs] = packing;
    tf.tidy(() => {
      const x = values(leftShape, 1);
      const w = tf.variable(values(rightShape, 2));
      const run = (weights: tf.Tensor): number[] =>
        Array.from((tf.engine().runKernel(kernel, { [left]: x, [right]: weights }, attrs) as tf.Tensor).dataSync());
      for (let i = 0; i < 3; i++) run(w);
      const gradient = values(rightShape, 3);
      tf.train.sgd(0.5).applyGradients({ [w.name]: gradient });
      const after = run(w);
      expect(run(tf.tensor(w.dataSync().slice(), rightShape))).toEqual(after);
      expect(run(values(rightShape, 2))).not.toEqual(after);
      w.dispose();
    });
  });

  it('are told from a view of the same data that has another shape', () => {
    tf.tidy(() => {
      const w = values([64, 80], 2);
      const view = tf.reshape(w, [80, 64]);
      const [a, b] = [values([3, 64], 1), values([3, 80], 1)];
      const once = [tf.matMul(a, w), tf.matMul(b, view)].map((t) => Array.from(t.dataSync()));
      for (let i = 0; i < 3; i++) {
        expect([tf.matMul(a, w), tf.matMul(b, view)].map((t) => Array.from(t.dataSync()))).toEqual(once);
      }
    });
  });

  it('hold a bounded piece of memory, however many there are', () => {
    const wasm = (tf.backend() as unknown as { wasm: { HEAPU8: Uint8Array } }).wasm;
    const use = (): void =>
      tf.tidy(() => {
        const x = tf.ones([2, 512]);
        for (let i = 0; i < 40; i++) {
          // 1 MB each, kept alive until the end of the round; 40 of them are more than may be kept packed.
          const w = tf.ones([512, 512]);
          for (let again = 0; again < 3; again++) tf.matMul(x, w).dispose();
        }
      });
    for (let i = 0; i < 3; i++) use();
    const bytes = wasm.HEAPU8.length;
    for (let i = 0; i < 20; i++) use();
    expect(wasm.HEAPU8.length).toBe(bytes);
  });
});
