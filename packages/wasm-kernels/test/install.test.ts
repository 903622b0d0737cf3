import { useStockCpu } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { installWasmKernels, WasmKernelsError } from '../src/index.ts';
import { trainingKernels } from '../src/kernels/all.ts';
import { probes } from '../src/self-test/self-test.ts';
import { requireStockBackend } from '../src/stock-backend.ts';

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof WasmKernelsError) return error.code;
    throw error;
  }
  return 'no error';
}

const registered = (): unknown[] => [
  ...['BatchMatMul', 'MaxPoolGrad', 'UnsortedSegmentSum'].map((name) => tf.getKernel(name, 'wasm')),
  ...[tf.SGDOptimizer, tf.AdamOptimizer].map(({ prototype }) => prototype.applyGradients),
];

describe('the self-test', () => {
  it('has a probe of every kernel that is installed', () => {
    const probed = new Set(probes().map(({ kernel }) => kernel));
    expect(trainingKernels.map(({ name }) => name).filter((name) => !probed.has(name))).toEqual([]);
  });
});

describe('installWasmKernels', () => {
  beforeEach(async () => {
    await tf.setBackend('wasm');
  });

  it('refuses another backend, and says what to call', async () => {
    await useStockCpu();
    expect(codeOf(() => installWasmKernels())).toBe('no-wasm-backend');
    expect(() => installWasmKernels()).toThrow("tf.setBackend('wasm')");
  });

  it('refuses an unknown choice of binary', () => {
    expect(() => installWasmKernels({ simd: 'avx' as 'auto' })).toThrow(RangeError);
  });

  it('refuses a backend it was not written for, and leaves the kernels as they were', () => {
    const before = registered();
    const backend = tf.backend() as unknown as Record<string, unknown>;
    const methods = { makeOutput: () => 0, disposeData: () => true, incRef: () => 0, refCount: () => 1 };
    const plain = { wasm: backend.wasm, dataIdMap: backend.dataIdMap, ...methods };
    expect(codeOf(() => requireStockBackend(plain))).toBe('no error');
    expect(codeOf(() => requireStockBackend(plain, '4.23.0'))).toBe('unsupported-version');
    expect(codeOf(() => requireStockBackend({ ...plain, wasm: {} }))).toBe('unsupported-version');
    expect(codeOf(() => requireStockBackend({ ...plain, dataIdMap: undefined }))).toBe('unsupported-version');
    expect(codeOf(() => requireStockBackend({ ...plain, refCount: undefined }))).toBe('unsupported-version');
    const tfjs = { registerTensor: () => 0, disposeData: () => 0 };
    const functions = { _malloc: () => 0, _free: () => 0, _Conv2D: () => 0, _MaxPoolGrad: () => 0, tfjs };
    expect(codeOf(() => requireStockBackend({ ...plain, wasm: functions }))).toBe('unsupported-version');
    const wasmMemory = { buffer: new ArrayBuffer(8) };
    expect(codeOf(() => requireStockBackend({ ...plain, wasm: { ...functions, wasmMemory } }))).toBe('no error');
    expect(registered()).toEqual(before);
  });

  it('puts the stock kernels back when a kernel fails its self-test', () => {
    const before = registered();
    const readSync = vi.spyOn(tf.backend(), 'readSync').mockReturnValue(new Float32Array(261));
    try {
      expect(codeOf(() => installWasmKernels())).toBe('self-test-failed');
    } finally {
      readSync.mockRestore();
    }
    expect(registered()).toEqual(before);
  });

  it('keeps the first error as the cause of a failed self-test', () => {
    const cause = new Error('broken');
    const readSync = vi.spyOn(tf.backend(), 'readSync').mockImplementation(() => {
      throw cause;
    });
    try {
      expect(() => installWasmKernels()).toThrow(expect.objectContaining({ code: 'self-test-failed', cause }));
    } finally {
      readSync.mockRestore();
    }
  });

  it('leaves no tensor behind, changes nothing when called again, and switches binaries when asked to', () => {
    const before = tf.memory();
    const first = installWasmKernels({ simd: 'simd128' });
    const kernels = registered();
    expect(installWasmKernels()).toEqual(first);
    expect(registered()).toEqual(kernels);
    expect(first.simd).toBe('simd128');
    expect(first.kernels).toContain('Conv2DBackpropFilter');
    expect(installWasmKernels({ simd: 'relaxed' })).toEqual({ ...first, simd: 'relaxed' });
    expect(tf.memory()).toEqual(before);
  });

  it('works on after the backend is removed and started anew', async () => {
    installWasmKernels();
    const factory = tf.findBackendFactory('wasm');
    tf.removeBackend('wasm');
    tf.registerBackend('wasm', factory);
    await tf.setBackend('wasm');
    const product = tf.matMul(tf.ones([2, 3]), tf.ones([3, 2]));
    expect(Array.from(product.dataSync())).toEqual([3, 3, 3, 3]);
    // The convolution goes on to the stock kernel, which has to know the new memory.
    const convolved = tf.conv2d(tf.ones([1, 2, 2, 1]) as tf.Tensor4D, tf.ones([2, 2, 1, 1]) as tf.Tensor4D, 1, 'valid');
    expect(Array.from(convolved.dataSync())).toEqual([4]);
    tf.dispose([product, convolved]);
  });
});
