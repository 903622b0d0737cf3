import * as tf from '@tensorflow/tfjs-core';
import type { Probe } from './probe.ts';
import { sample } from './samples.ts';

const [SIZE, CHANNELS] = [4, 5];

/** Windows of 2×2, every input negative, the two upper inputs of each window equal: the first of them gets the gradient. */
export function maxPoolProbe(): Probe {
  const x = new Float32Array(SIZE * SIZE * CHANNELS).map((_, i) =>
    Math.floor(i / CHANNELS / SIZE) % 2 === 0 ? -1 : -2,
  );
  const dy = sample((SIZE / 2) ** 2 * CHANNELS, 3);
  const expected = Array.from(x, (_, i) => {
    const [row, column] = [Math.floor(i / CHANNELS / SIZE), Math.floor(i / CHANNELS) % SIZE];
    const isFirst = row % 2 === 0 && column % 2 === 0;
    return isFirst ? (dy[((row / 2) * (SIZE / 2) + column / 2) * CHANNELS + (i % CHANNELS)] ?? 0) : 0;
  });
  const out = [1, SIZE / 2, SIZE / 2, CHANNELS];
  return {
    kernel: tf.MaxPoolGrad,
    inputs: {
      dy: { values: dy, shape: out },
      input: { values: x, shape: [1, SIZE, SIZE, CHANNELS] },
      output: { values: new Float32Array(dy.length).fill(-1), shape: out },
    },
    attrs: { filterSize: 2, strides: 2, pad: 'valid' },
    expected,
  };
}
