import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { expect, it } from 'vitest';
import { installWasmKernels } from '../src/index.ts';
import { draw } from './conformance/values.ts';

it('lets model.fit of tfjs-layers train a CNN on WASM', async () => {
  await tf.setBackend('wasm');
  installWasmKernels();
  const model = sequential({
    layers: [
      layers.conv2d({ inputShape: [8, 8, 1], filters: 4, kernelSize: 3, activation: 'relu' }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.depthwiseConv2d({ kernelSize: 2 }),
      layers.flatten(),
      layers.dense({ units: 2, activation: 'softmax' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.02), loss: 'sparseCategoricalCrossentropy' });
  // Two classes: bright upper half, bright lower half.
  const noise = draw('normal', 32 * 64, 6);
  const pixels = noise.map((value, i) => 0.3 * value + Number(Math.floor((i % 64) / 32) === Math.floor(i / 64) % 2));
  const x = tf.tensor4d(pixels, [32, 8, 8, 1]);
  const y = tf.tensor1d(Array.from({ length: 32 }, (_, i) => i % 2));
  const { history } = await model.fit(x, y, { epochs: 12, batchSize: 16, verbose: 0 });
  const [first, last] = [Number(history.loss?.[0]), Number(history.loss?.at(-1))];
  // Chance is ln 2 = 0.69; the classes are far apart, so any working optimiser gets far below in 24 steps.
  expect(first).toBeGreaterThan(0.4);
  expect(last).toBeLessThan(0.2);
  tf.dispose([x, y]);
});
