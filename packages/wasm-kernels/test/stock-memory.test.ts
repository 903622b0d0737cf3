import { getThreadsCount } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { currentStockBackend, isShared, memoryOf } from '../src/stock-backend.ts';

it('is shared between threads where a page is isolated from other origins, and plain elsewhere', async () => {
  await tf.setBackend('wasm');
  const isolated = Reflect.get(globalThis, 'crossOriginIsolated') === true;
  expect(isShared(memoryOf(currentStockBackend()))).toBe(isolated);
  expect(getThreadsCount() > 1).toBe(isolated);
});
