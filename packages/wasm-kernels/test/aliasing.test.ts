import { leakOf, useStockCpu } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-layers';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { installWasmKernels } from '../src/index.ts';
import { repeats } from './conformance/values.ts';

const buffers = (): number => tf.engine().backend.numDataIds();

describe.each(['simd128', 'relaxed'] as const)('shared data, %s', (simd) => {
  beforeAll(async () => {
    await tf.setBackend('wasm');
    installWasmKernels({ simd });
  });

  it('is not copied by clone, nor by a cast to the type it has', () => {
    tf.tidy(() => {
      const before = buffers();
      const x = tf.tensor1d([1, 2, 3]);
      const copies = [tf.clone(x), tf.cast(x, 'float32'), tf.clone(tf.reshape(x, [3, 1]))];
      expect(buffers() - before).toBe(1);
      expect(tf.memory().numBytes).toBeGreaterThanOrEqual(12 * copies.length);
    });
  });

  it('outlives each of the tensors that share it, in any order', () => {
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 0, 2],
    ]) {
      const before = buffers();
      const x = tf.tensor1d([1, 2, 3]);
      const tensors = [x, tf.clone(x), tf.cast(x, 'float32')];
      for (const [disposed, index] of order.entries()) {
        for (const kept of order.slice(disposed)) {
          expect(Array.from(tensors[kept]?.dataSync() ?? [])).toEqual([1, 2, 3]);
        }
        tensors[index]?.dispose();
      }
      expect(buffers()).toBe(before);
    }
  });

  it('is not seen to change through a variable that is assigned', () => {
    const initial = tf.tensor1d([1, 2]);
    const variable = tf.variable(initial);
    const clone = tf.clone(variable);
    tf.tidy(() => variable.assign(tf.tensor1d([3, 4])));
    expect([initial, clone, variable].map((x) => Array.from(x.dataSync()))).toEqual([
      [1, 2],
      [1, 2],
      [3, 4],
    ]);
    tf.dispose([initial, clone, variable]);
  });

  it('moves to another backend and back with all its references', async () => {
    const x = tf.tensor1d([1, 2, 3]);
    const clone = tf.clone(x);
    await useStockCpu();
    const doubled = tf.mul(clone, 2);
    await tf.setBackend('wasm');
    x.dispose();
    expect(Array.from(tf.add(clone, doubled).dataSync())).toEqual([3, 6, 9]);
    tf.dispose([clone, doubled]);
  });

  it('leaks nothing: clones, casts, gradients that save them, strings', async () => {
    const round = (): void => {
      const words = tf.tensor1d(['a', 'b']);
      const copy = tf.clone(words);
      words.dispose();
      expect(copy.dataSync() as unknown as string[]).toEqual(['a', 'b']);
      copy.dispose();
      tf.tidy(() => {
        tf.grad((x) => tf.mul(tf.exp(tf.clone(x)), tf.square(tf.cast(x, 'float32'))))(tf.ones([3]));
      });
    };
    round();
    const before = buffers();
    expect(await leakOf(() => Array.from({ length: 10 }, round))).toEqual({ tensors: 0, bytes: 0 });
    expect(buffers()).toBe(before);
  });
});

describe.each(['simd128', 'relaxed'] as const)('cast, %s', (simd) => {
  beforeAll(async () => {
    await tf.setBackend('wasm');
    installWasmKernels({ simd });
  });

  const floats = fc.float32Array({ minLength: 0, maxLength: 20 });
  const ints = fc.int32Array({ minLength: 0, maxLength: 20 });
  const runs = { numRuns: repeats(100, 5000), seed: 3 };
  const through = (values: Float32Array | Int32Array, ...types: tf.NumericDataType[]): number[] =>
    tf.tidy(() => Array.from(types.reduce<tf.Tensor>((x, dtype) => tf.cast(x, dtype), tf.tensor1d(values)).dataSync()));

  it('of any float32 is what JavaScript makes of it', () => {
    fc.assert(
      fc.property(floats, (values) => {
        expect(through(values, 'int32')).toEqual(Array.from(values, (x) => x | 0));
        expect(through(values, 'bool')).toEqual(Array.from(values, (x) => Number(x !== 0)));
        expect(through(values, 'bool', 'float32')).toEqual(Array.from(values, (x) => Number(x !== 0)));
      }),
      runs,
    );
  });

  it('of any int32 is what JavaScript makes of it', () => {
    fc.assert(
      fc.property(ints, (values) => {
        expect(through(values, 'float32')).toEqual(Array.from(values, Math.fround));
        expect(through(values, 'bool')).toEqual(Array.from(values, (x) => Number(x !== 0)));
        expect(through(values, 'bool', 'int32')).toEqual(Array.from(values, (x) => Number(x !== 0)));
      }),
      runs,
    );
  });

  it('wraps around beyond 32 bits and takes what is not finite as zero', () => {
    const values = Float32Array.of(2 ** 31, -(2 ** 31), 3 * 2 ** 30, 2 ** 40 + 2 ** 20, 2 ** 63, -(2 ** 90), 1e38);
    expect(through(values, 'int32')).toEqual(Array.from(values, (x) => x | 0));
    const special = Float32Array.of(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 0.5);
    expect(through(special, 'int32')).toEqual([0, 0, 0, 0, 0]);
    expect(through(special, 'bool')).toEqual([1, 1, 1, 0, 1]);
  });
});
