import { leakOf, useStockCpu } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { epsilonSweep } from './index.ts';

// This file registers no gradients, and vitest gives each file modules of its own.
beforeAll(useStockCpu);

it('says how to register gradients where there are none, and leaves nothing behind', async () => {
  const x = tf.tensor1d([1, 2]);
  const leak = await leakOf(async () => {
    const error: unknown = await epsilonSweep((t) => tf.sum(tf.square(t)), x).catch((thrown) => thrown);
    expect(error).toMatchObject({ name: 'GradcheckError', code: 'gradients-missing' });
    expect(String(error)).toContain('useBackend() of @gradlab/backend');
    expect(String(error)).toContain("import '@tensorflow/tfjs'");
    expect((error as Error).cause).toBeInstanceOf(Error);
  });
  expect(leak).toEqual({ tensors: 0, bytes: 0 });
  x.dispose();
});
