import * as tf from '@tensorflow/tfjs-core';
import type { Probe } from './probe.ts';
import { sample } from './samples.ts';

// One number as padding, and nothing square: the stock kernels, left to themselves, write outside the output here.
const [HEIGHT, WIDTH, CHANNELS, PAD] = [6, 5, 3, 1];
const [FILTER_HEIGHT, FILTER_WIDTH, STRIDE_HEIGHT] = [3, 2, 3];
const [OUT_HEIGHT, OUT_WIDTH] = [2, 6];

/** For every output value in order, the inputs in its window that lie in the image, in order. */
function windows(): readonly (readonly number[])[] {
  return Array.from({ length: OUT_HEIGHT * OUT_WIDTH * CHANNELS }, (_, output) => {
    const [position, channel] = [Math.floor(output / CHANNELS), output % CHANNELS];
    const corner = [Math.floor(position / OUT_WIDTH) * STRIDE_HEIGHT - PAD, (position % OUT_WIDTH) - PAD] as const;
    return Array.from({ length: FILTER_HEIGHT * FILTER_WIDTH }, (_tap, tap) => {
      const [row, column] = [corner[0] + Math.floor(tap / FILTER_WIDTH), corner[1] + (tap % FILTER_WIDTH)];
      const isInside = row >= 0 && row < HEIGHT && column >= 0 && column < WIDTH;
      return isInside ? (row * WIDTH + column) * CHANNELS + channel : -1;
    }).filter((input) => input >= 0);
  });
}

function scattered(dy: Float32Array, weight: (window: readonly number[], input: number) => number): number[] {
  const dx = new Array<number>(HEIGHT * WIDTH * CHANNELS).fill(0);
  for (const [output, window] of windows().entries()) {
    for (const input of window) dx[input] = (dx[input] ?? 0) + weight(window, input) * (dy[output] ?? 0);
  }
  return dx;
}

/** Probes of both poolings and their gradients, padded by one number. */
export function poolProbes(): readonly Probe[] {
  const x = { values: sample(HEIGHT * WIDTH * CHANNELS, 9), shape: [1, HEIGHT, WIDTH, CHANNELS] };
  const dy = { values: sample(OUT_HEIGHT * OUT_WIDTH * CHANNELS, 10), shape: [1, OUT_HEIGHT, OUT_WIDTH, CHANNELS] };
  const attrs = { filterSize: [FILTER_HEIGHT, FILTER_WIDTH], strides: [STRIDE_HEIGHT, 1], pad: PAD };
  const at = (input: number): number => x.values[input] ?? Number.NaN;
  const largest = (window: readonly number[]): number => Math.max(...window.map(at));
  const first = (window: readonly number[]): number | undefined =>
    window.find((input) => at(input) === largest(window));
  const mean = (window: readonly number[]): number => window.reduce((sum, input) => sum + at(input), 0) / window.length;
  const toFirst = scattered(dy.values, (window, input) => Number(input === first(window)));
  const y = { values: Float32Array.from(windows().map(largest)), shape: dy.shape };
  // tfjs divides a gradient by the whole filter, also where part of the window is padding.
  const shared = scattered(dy.values, () => 1 / (FILTER_HEIGHT * FILTER_WIDTH));
  return [
    { kernel: tf.MaxPool, inputs: { x }, attrs, expected: windows().map(largest) },
    { kernel: tf.AvgPool, inputs: { x }, attrs, expected: windows().map(mean) },
    { kernel: tf.MaxPoolGrad, inputs: { dy, input: x, output: y }, attrs, expected: toFirst },
    { kernel: tf.AvgPoolGrad, inputs: { dy, input: x }, attrs, expected: shared },
  ];
}
