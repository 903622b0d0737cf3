import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { installWasmKernels } from '@gradlab/wasm-kernels';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Outcome, train } from '../train.ts';
import { startThreads } from './start-threads.ts';

const heapBytes = (): number =>
  (tf.backend() as unknown as { readonly wasm: { readonly HEAPU8: Uint8Array } }).wasm.HEAPU8.length;

describe('the memory that the stock backend shares with its threads', () => {
  let plain: Outcome;

  beforeAll(async () => {
    plain = await train('simd128');
    await startThreads();
  });

  afterAll(() => tf.removeBackend('wasm'));

  it('is worked in after a plain one, with the same losses', async () => {
    expect(plain.shared).toBe(false);
    expect(await train('simd128')).toEqual({ ...plain, shared: true });
  });

  it('lets every kernel pass its self-test, with both binaries', () => {
    expect(installWasmKernels({ simd: 'relaxed' }).simd).toBe('relaxed');
    expect(installWasmKernels({ simd: 'simd128' }).simd).toBe('simd128');
  });

  it('may grow between two kernels', () => {
    installWasmKernels();
    const before = heapBytes();
    tf.tidy(() => {
      const a = tf.ones([300, 300]);
      const first = tf.matMul(a, a);
      // Four bytes for each that there was: it cannot fit.
      const large = tf.fill([before], 2);
      expect(heapBytes()).toBeGreaterThan(before);
      const second = tf.matMul(a, tf.reshape(tf.slice(large, [before - 90_000]), [300, 300]));
      expect(Array.from(tf.stack([tf.min(first), tf.max(first)]).dataSync())).toEqual([300, 300]);
      expect(Array.from(tf.stack([tf.min(second), tf.max(second)]).dataSync())).toEqual([600, 600]);
    });
  });
});
