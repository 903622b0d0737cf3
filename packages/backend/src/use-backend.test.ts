import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { BackendError, type BackendName, useBackend } from './index.ts';

const LISTENED = ['uncaughtException', 'unhandledRejection'];
const listeners = (): number[] => LISTENED.map((event) => process.listenerCount(event));

/** The slope of x² at 3, with an operation whose gradient wasm lacks without its kernels. */
function slope(): number | undefined {
  return tf.tidy(() => {
    const filter = tf.tensor4d([3], [1, 1, 1, 1]);
    const square = (f: tf.Tensor): tf.Tensor =>
      tf.sum(tf.square(tf.conv2d(tf.tensor4d([1], [1, 1, 1, 1]), f as tf.Tensor4D, 1, 0)));
    return tf.grad(square)(filter).dataSync()[0];
  });
}

afterEach(() => vi.restoreAllMocks());

describe('useBackend', () => {
  it('fails before any backend is current, and leaves none current', async () => {
    await expect(useBackend('webgl')).rejects.toMatchObject({ code: 'unsupported-environment' });
    expect(tf.getBackend() ?? undefined).toBeUndefined();
  });

  it('prepares wasm to train, quietly, and leaves the handlers of the process alone', async () => {
    const printed = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'log'), vi.spyOn(console, 'error')];
    const before = listeners();
    const info = await useBackend('wasm');
    expect(info).toMatchObject({ name: 'wasm', threads: 1, version: '4.22.0', skipped: [] });
    expect(info.simd).toMatch(/^(simd128|relaxed)$/);
    expect(info.device).not.toBe('');
    expect(tf.getBackend()).toBe('wasm');
    expect(slope()).toBe(6);
    expect(listeners()).toEqual(before);
    for (const spy of printed) expect(spy).not.toHaveBeenCalled();
  });

  it('takes the WebAssembly instructions asked for', async () => {
    expect(await useBackend('wasm', { simd: 'simd128' })).toMatchObject({ simd: 'simd128' });
    expect(slope()).toBe(6);
    expect(await useBackend('wasm', { simd: 'relaxed' })).toMatchObject({ simd: 'relaxed' });
    expect(slope()).toBe(6);
  });

  it('prepares cpu to train, quietly', async () => {
    const warn = vi.spyOn(console, 'warn');
    expect(await useBackend('cpu')).toMatchObject({ name: 'cpu', threads: 1, version: '4.22.0', skipped: [] });
    expect(slope()).toBe(6);
    expect(warn).not.toHaveBeenCalled();
  });

  it('lets auto take wasm here, and tell why not cuda', async () => {
    const { name, skipped } = await useBackend();
    expect(name).toBe('wasm');
    expect(skipped).toEqual([
      { name: 'cuda', reason: expect.stringContaining('npm install @tensorflow/tfjs-node-gpu') },
    ]);
  });

  it.each([
    ['cuda', 'missing-package', 'npm install @tensorflow/tfjs-node-gpu@4.22.0'],
    ['webgl', 'unsupported-environment', 'runs in browsers only'],
    ['webgpu', 'unsupported-environment', 'runs in browsers only'],
  ] as const)('never turns %s into another backend', async (name, code, message) => {
    await useBackend('cpu');
    const error = await useBackend(name).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(BackendError);
    expect(error).toMatchObject({ name: 'BackendError', code, message: expect.stringContaining(message) });
    expect(tf.getBackend()).toBe('cpu');
    expect(slope()).toBe(6);
  });

  it('serves calls at the same time in their order, failing ones included', async () => {
    const names = fc.array(fc.constantFrom<BackendName>('cpu', 'wasm', 'webgl', 'cuda'), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(names, async (sequence) => {
        await useBackend('cpu');
        let expected = 'cpu';
        const calls = sequence.map(async (name) => {
          const succeeded = await useBackend(name).then(
            () => true,
            () => false,
          );
          expect(succeeded).toBe(name === 'cpu' || name === 'wasm');
          if (succeeded) expected = name;
          expect(tf.getBackend()).toBe(expected);
        });
        await Promise.all(calls);
        expect(tf.getBackend()).toBe(expected);
      }),
      { numRuns: 20 },
    );
  });

  it('moves tensors over when the backend changes', async () => {
    await useBackend('wasm');
    const x = tf.tensor1d([1, 2, 3]);
    await useBackend('cpu');
    const y = tf.add(x, 1);
    await useBackend('wasm');
    expect([...tf.tidy(() => tf.mul(x, y)).dataSync()]).toEqual([2, 6, 12]);
    tf.dispose([x, y]);
  });

  it.each(['wasm', 'cpu', 'auto'] as const)('leaves no tensor behind on %s', async (name) => {
    await useBackend(name);
    expect(await leakOf(() => useBackend(name))).toEqual({ tensors: 0, bytes: 0 });
  });

  it('can be called again after the backend was removed', async () => {
    await useBackend('wasm');
    const { factory, priority } = tf.engine().registryFactory.wasm ?? {};
    if (factory === undefined) throw new Error('wasm is not registered');
    tf.removeBackend('wasm');
    await expect(useBackend('wasm')).rejects.toMatchObject({ code: 'setup-failed' });
    tf.registerBackend('wasm', factory, priority);
    expect(await useBackend('wasm')).toMatchObject({ name: 'wasm' });
    expect(slope()).toBe(6);
  });

  it('refuses bad arguments and stays where it is', async () => {
    await useBackend('cpu');
    const call = (...args: unknown[]): Promise<unknown> => useBackend(...(args as Parameters<typeof useBackend>));
    await expect(call('gpu')).rejects.toThrow(
      new RangeError('useBackend: name must be one of auto, wasm, cuda, cpu, webgl, webgpu, got "gpu"'),
    );
    await expect(call(null)).rejects.toThrow(RangeError);
    await expect(call('wasm', { simd: 'avx' })).rejects.toThrow(
      new RangeError('useBackend: simd must be one of auto, relaxed, simd128, got "avx"'),
    );
    await expect(call('wasm', 'relaxed')).rejects.toThrow(TypeError);
    await expect(call('wasm', null)).rejects.toThrow(TypeError);
    await expect(call('wasm', { wasmPaths: { 'a.wasm': 1 } })).rejects.toThrow(TypeError);
    expect(tf.getBackend()).toBe('cpu');
  });
});
