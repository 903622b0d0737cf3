import { useBackend } from '@gradlab/backend';
import { leakOf, useStockCpu } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { Field } from '../dataset.ts';
import { assembleInputs } from './assemble.ts';
import { hasGatherUint8 } from './gather-uint8.ts';

beforeAll(async () => {
  await useStockCpu();
  await useBackend('wasm');
});

async function assembled(backend: string, field: Field, indices: Uint32Array): Promise<[number[], Float32Array]> {
  await tf.setBackend(backend);
  const x = assembleInputs(field, indices);
  try {
    return [x.shape, x.dataSync() as Float32Array];
  } finally {
    x.dispose();
  }
}

it('is there on WASM with the training kernels, and not on the stock CPU backend', async () => {
  await tf.setBackend('wasm');
  expect(hasGatherUint8()).toBe(true);
  await tf.setBackend('cpu');
  expect(hasGatherUint8()).toBe(false);
});

it('makes the very bits that JavaScript makes', async () => {
  const fields = fc.record({
    shape: fc.array(fc.nat(5), { maxLength: 3 }),
    scale: fc.option(fc.double({ noNaN: true }), { nil: undefined }),
    indices: fc.uint32Array({ max: 2, maxLength: 6 }),
  });
  await fc.assert(
    fc.asyncProperty(fields, fc.nat(255), async ({ shape, scale, indices }, first) => {
      const size = 3 * shape.reduce((product, length) => product * length, 1);
      const data = Uint8Array.from({ length: size }, (_, i) => first + 7 * i);
      const field = { data, shape, ...(scale === undefined ? {} : { scale }) };
      const [wasm, cpu] = [await assembled('wasm', field, indices), await assembled('cpu', field, indices)];
      expect(wasm[0]).toEqual(cpu[0]);
      // toEqual tells −0 from 0, and the rounding of every value.
      expect(wasm[1]).toEqual(cpu[1]);
    }),
    { numRuns: 60 },
  );
});

it('leaks nothing', async () => {
  await tf.setBackend('wasm');
  const field = { data: new Uint8Array(12), shape: [2, 2], scale: 0.5 };
  expect(await leakOf(() => assembleInputs(field, Uint32Array.of(2, 0)).dispose())).toEqual({ tensors: 0, bytes: 0 });
});
