import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { installWasmKernels } from '../src/index.ts';
import { repeats, shapes } from './conformance/values.ts';
import { wasm, withMallocFailingAfter } from './malloc.ts';

/** A step that runs every kernel with scratch, on shapes that change with `i`. */
function step(m: number, k: number, n: number): void {
  tf.tidy(() => {
    const x = tf.ones([2, m, m, 3]) as tf.Tensor4D;
    const w = tf.ones([3, 2, 3, n]) as tf.Tensor4D;
    const d = tf.ones([2, 2, 3, 2]) as tf.Tensor4D;
    tf.grads((a, b) => tf.matMul(a, b))([tf.ones([m, k]), tf.ones([k, n])]);
    tf.grads((a, b) => tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, 1, 'same'))([x, w]);
    tf.grads((a, b) => tf.depthwiseConv2d(a as tf.Tensor4D, b as tf.Tensor4D, 1, 'same'))([x, d]);
    tf.grad((a) => tf.maxPool(a as tf.Tensor4D, 2, 2, 'same'))(x);
    tf.grad((a) => tf.maxPool(a as tf.Tensor4D, 3, 1, 'valid'))(tf.ones([2, m + 2, m + 2, 3]));
    tf.grad((a) => tf.avgPool(a as tf.Tensor4D, 2, 2, 'same'))(x);
    tf.grad((a) => tf.gather(a, tf.tensor1d([0, 0], 'int32')))(x);
    tf.fused.matMul({ a: tf.ones([m, k]), b: tf.ones([k, n]), bias: tf.ones([n]), activation: 'elu' });
    tf.prelu(x as tf.Tensor, tf.ones([3]));
  });
}

describe('memory', () => {
  beforeAll(async () => {
    await tf.setBackend('wasm');
    installWasmKernels();
  });

  it('stays flat over many shapes: tensors, bytes, and the heap that scratch comes from', async () => {
    const sizes = shapes('memory', repeats(40, 1000), 3, 40);
    const round = (): void => {
      for (const [m = 1, k = 1, n = 1] of sizes) step(m, k, n);
    };
    round();
    const bytes = wasm().HEAPU8.length;
    expect(await leakOf(() => Array.from({ length: 5 }, round))).toEqual({ tensors: 0, bytes: 0 });
    expect(wasm().HEAPU8.length).toBe(bytes);
  });

  it('gives scratch back when a kernel throws', () => {
    const bytes = wasm().HEAPU8.length;
    const wrong = { transposeA: false, transposeB: false };
    tf.tidy(() => {
      const [a, b] = [tf.ones([500, 500]), tf.ones([400, 500])];
      for (let i = 0; i < 100; i++) {
        expect(() => tf.engine().runKernel('BatchMatMul', { a, b }, wrong)).toThrow('inner dimensions');
      }
    });
    expect(wasm().HEAPU8.length).toBe(bytes);
  });

  it('may grow in the middle of a step', () => {
    tf.tidy(() => {
      const a = tf.ones([300, 300]);
      const before = wasm().HEAPU8.length;
      const kept = Array.from({ length: 8 }, () => tf.ones([wasm().HEAPU8.length / 32]));
      expect(wasm().HEAPU8.length).toBeGreaterThan(before);
      const product = tf.matMul(a, a);
      expect(kept.length).toBe(8);
      expect(product.dataSync().every((value) => value === 300)).toBe(true);
    });
  });

  it('says so when there is none left, and goes on afterwards', () => {
    tf.tidy(() => {
      const [a, b] = [tf.ones([40_000, 1]), tf.ones([1, 40_000])];
      expect(() => tf.matMul(a, b)).toThrow(expect.objectContaining({ code: 'out-of-memory' }));
      expect(Array.from(tf.matMul(tf.ones([1, 3]), tf.ones([3, 1])).dataSync())).toEqual([3]);
    });
  });

  const convolution = { strides: 1, pad: 'same', dataFormat: 'NHWC' };
  const WITH_SCRATCH: Readonly<Record<string, readonly [string[], number[][], tf.NamedAttrMap, number]>> = {
    BatchMatMul: [
      ['a', 'b'],
      [
        [1, 6, 6],
        [1, 6, 6],
      ],
      { transposeA: false, transposeB: false },
      2,
    ],
    _FusedMatMul: [
      ['a', 'b'],
      [
        [1, 6, 6],
        [1, 6, 6],
      ],
      { transposeA: false, transposeB: false, activation: 'relu' },
      2,
    ],
    Conv2D: [
      ['x', 'filter'],
      [
        [1, 6, 6, 2],
        [3, 3, 2, 3],
      ],
      convolution,
      2,
    ],
    Conv2DBackpropFilter: [
      ['x', 'dy'],
      [
        [1, 6, 6, 2],
        [1, 6, 6, 3],
      ],
      { ...convolution, filterShape: [3, 3, 2, 3] },
      2,
    ],
    Conv2DBackpropInput: [
      ['dy', 'filter'],
      [
        [1, 6, 6, 3],
        [3, 3, 2, 3],
      ],
      { ...convolution, inputShape: [1, 6, 6, 2] },
      2,
    ],
    DepthwiseConv2dNativeBackpropFilter: [
      ['x', 'dy'],
      [
        [1, 6, 6, 2],
        [1, 6, 6, 4],
      ],
      { ...convolution, filterShape: [3, 3, 2, 2] },
      2,
    ],
    DepthwiseConv2dNative: [
      ['x', 'filter'],
      [
        [1, 6, 6, 2],
        [3, 3, 2, 2],
      ],
      convolution,
      2,
    ],
    DepthwiseConv2dNativeBackpropInput: [
      ['dy', 'filter'],
      [
        [1, 6, 6, 4],
        [3, 3, 2, 2],
      ],
      { ...convolution, inputShape: [1, 6, 6, 2] },
      2,
    ],
  };

  it.each(Object.entries(WITH_SCRATCH))(
    'keeps no output of %s when any of its allocations fails',
    (kernel, [names, shapes, attrs, allocations]) => {
      tf.tidy(() => {
        // New inputs each time: nothing that was packed of them before is kept.
        const fresh = (): (() => tf.Tensor) => {
          const inputs = Object.fromEntries(names.map((name, i) => [name, tf.ones(shapes[i] ?? [])]));
          return () => tf.engine().runKernel(kernel, inputs, attrs) as tf.Tensor;
        };
        for (let succeeding = 0; succeeding < allocations; succeeding++) {
          const run = fresh();
          const before = tf.engine().backend.numDataIds();
          withMallocFailingAfter(succeeding, () =>
            expect(run).toThrow(expect.objectContaining({ code: 'out-of-memory' })),
          );
          expect(tf.engine().backend.numDataIds()).toBe(before);
        }
        const run = fresh();
        withMallocFailingAfter(allocations, () => expect(run().size).toBeGreaterThan(0));
      });
    },
  );
});

/** Of windows that are larger than the image: there are none, and nothing comes back. */
function poolGradient(x: tf.Tensor): tf.Tensor {
  return tf.grad((a) => tf.maxPool(a as tf.Tensor4D, [3, 2], [3, 2], 'valid'))(x);
}

describe('dimensions of length zero', () => {
  const EMPTY: Readonly<Record<string, readonly [() => tf.Tensor, number[], number]>> = {
    'no rows': [() => tf.matMul(tf.ones([0, 3]), tf.ones([3, 2])), [0, 2], 0],
    'no columns': [() => tf.matMul(tf.ones([2, 3]), tf.ones([3, 0])), [2, 0], 0],
    'no inner dimension': [() => tf.matMul(tf.ones([2, 0]), tf.ones([0, 2])), [2, 2], 0],
    'no batch': [() => tf.matMul(tf.ones([0, 2, 3]), tf.ones([0, 3, 2])), [0, 2, 2], 0],
    'no images to pool': [() => tf.maxPool(tf.ones([0, 4, 4, 2]) as tf.Tensor4D, 2, 2, 'valid'), [0, 2, 2, 2], 0],
    'no channels to pool': [() => tf.avgPool(tf.ones([2, 4, 4, 0]) as tf.Tensor4D, 2, 2, 'valid'), [2, 2, 2, 0], 0],
    'no windows to pool from': [() => poolGradient(tf.ones([1, 2, 3, 5])), [1, 2, 3, 5], 0],
    'nothing to add up': [() => tf.unsortedSegmentSum(tf.ones([0, 2]), tf.tensor1d([], 'int32'), 3), [3, 2], 0],
  };

  it.each(Object.entries(EMPTY))('%s', (_name, [run, shape, value]) => {
    tf.tidy(() => {
      const result = run();
      expect(result.shape).toEqual(shape);
      expect(result.dataSync().every((got) => got === value)).toBe(true);
    });
  });
});
