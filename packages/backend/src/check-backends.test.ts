import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { BACKEND_NAMES } from './backend-name.ts';
import { checkBackends } from './index.ts';

it('says what works in Node and why the rest does not, in a fixed order', async () => {
  expect(await checkBackends()).toEqual([
    { name: 'wasm', available: true },
    { name: 'cuda', available: false, reason: expect.stringContaining('npm install @tensorflow/tfjs-node-gpu@4.22.0') },
    { name: 'cpu', available: true },
    { name: 'webgl', available: false, reason: expect.stringContaining('in Node use') },
    { name: 'webgpu', available: false, reason: expect.stringContaining('in Node use') },
  ]);
});

it('registers nothing and makes nothing current', async () => {
  await checkBackends();
  expect(tf.engine().state.numTensors).toBe(0);
  expect(tf.engine().backendNames()).toEqual([]);
  expect(tf.getBackend()).toBeUndefined();
});

it('begins each reason with the name it is about', async () => {
  const statuses = await checkBackends();
  expect(statuses.map(({ name }) => name)).toEqual(BACKEND_NAMES);
  for (const { name, reason } of statuses) expect(reason ?? `${name}: `).toMatch(new RegExp(`^${name}: `));
});
