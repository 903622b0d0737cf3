import { useBackend } from '@gradlab/backend';
import { zoo } from '@gradlab/models';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { NETWORKS } from '../networks.ts';
import { recognise } from './recognise.ts';

beforeAll(() => useBackend('cpu'));

it('gives logits, their softmax and the maps of each convolution, and leaves nothing behind', async () => {
  const model = zoo.mnistCnn2k.build({ seed: 1 });
  const before = tf.memory().numTensors;
  const { logits, probabilities, maps } = await recognise(model, new Float32Array(784).fill(0.5));
  expect(tf.memory().numTensors).toBe(before);
  const total = logits.reduce((sum, logit) => sum + Math.exp(logit), 0);
  // The softmax was computed in float32.
  for (const [i, p] of probabilities.entries()) expect(p).toBeCloseTo(Math.exp(logits[i] ?? Number.NaN) / total, 6);
  expect(maps.map(({ layer, height, width, channels }) => [layer, height, width, channels])).toEqual([
    ['conv1', 28, 28, 2],
    ['conv2', 14, 14, 4],
  ]);
  expect(maps.map(({ values }) => values.length)).toEqual([28 * 28 * 2, 14 * 14 * 4]);
  model.dispose();
});

it('lists networks by the counts that the zoo has', () => {
  for (const { name, parameters } of NETWORKS) expect(parameters).toBe(zoo[name].parameterCount);
  // A file of weights is told by its count alone.
  expect(new Set(NETWORKS.map(({ parameters }) => parameters)).size).toBe(NETWORKS.length);
});
