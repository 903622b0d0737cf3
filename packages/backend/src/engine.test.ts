import { useStockCpu } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { BackendError } from './backend-error.ts';
import { forgetBackend, startBackend } from './engine.ts';

beforeEach(async () => {
  await useStockCpu();
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});

afterEach(() => {
  if (tf.findBackendFactory('faulty') !== null) tf.removeBackend('faulty');
  vi.restoreAllMocks();
});

it.each([
  [
    'throws',
    () => {
      throw new Error('no memory');
    },
  ],
  ['rejects', () => Promise.reject(new Error('no memory'))],
] as const)('gives the reason where a backend %s', async (_kind, factory) => {
  tf.registerBackend('faulty', factory as () => tf.KernelBackend, 7);
  const error = await startBackend('faulty').catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(BackendError);
  expect(error).toMatchObject({
    code: 'setup-failed',
    message: 'faulty: the backend does not start: no memory',
    cause: new Error('no memory'),
  });
  expect(tf.findBackendFactory('faulty')).toBe(factory);
});

it('refuses what nobody registered', async () => {
  await expect(startBackend('absent')).rejects.toMatchObject({ code: 'setup-failed' });
  expect(() => forgetBackend('absent')).not.toThrow();
});

it('forgets an instance and keeps the registration', async () => {
  const factory = (): tf.KernelBackend => new tf.KernelBackend();
  tf.registerBackend('faulty', factory, 7);
  tf.KernelBackend.prototype.dispose = () => undefined;
  await startBackend('faulty');
  forgetBackend('faulty');
  expect(tf.getBackend() ?? undefined).toBeUndefined();
  expect('faulty' in tf.engine().registry).toBe(false);
  expect(tf.engine().registryFactory.faulty).toEqual({ factory, priority: 7 });
});
