import * as tf from '@tensorflow/tfjs-core';
import type { Probe } from './probe.ts';
import { sample } from './samples.ts';

const [ROWS, CHANNELS] = [5, 7];
const EPSILON = 0.01;

const channel = (i: number): number => i % CHANNELS;
const row = (i: number): number => Math.floor(i / CHANNELS);

function batchNormProbe(values: Float32Array): Probe {
  const [mean, offset, scale] = [sample(CHANNELS, 71), sample(CHANNELS, 72), sample(CHANNELS, 73)];
  const variance = sample(CHANNELS, 74).map((value) => 1.5 + value);
  const shape = [CHANNELS];
  const inputs = {
    x: { values, shape: [ROWS, CHANNELS] },
    mean: { values: mean, shape },
    variance: { values: variance, shape },
    offset: { values: offset, shape },
    scale: { values: scale, shape },
  };
  const expected = Array.from(values, (x, i) => {
    const [m, v, o, s] = [mean, variance, offset, scale].map((of) => of[channel(i)] ?? 0) as [
      number,
      number,
      number,
      number,
    ];
    return o + ((x - m) * s) / Math.sqrt(v + EPSILON);
  });
  return { kernel: tf.FusedBatchNorm, inputs, attrs: { varianceEpsilon: EPSILON }, expected };
}

/** Batch normalisation by channel, and the gradients of a sum over rows and of a mean of rows. */
export function batchNormProbes(): readonly Probe[] {
  const values = sample(ROWS * CHANNELS, 70);
  const [wide, high] = [sample(CHANNELS, 75), sample(ROWS, 76)];
  const [channels, rows] = [
    { values: wide, shape: [CHANNELS] },
    { values: high, shape: [ROWS, 1] },
  ];
  const shape = [ROWS, CHANNELS];
  return [
    batchNormProbe(values),
    {
      kernel: 'SumGrad',
      inputs: { dy: channels },
      attrs: { shape, axes: [0] },
      expected: Array.from(values, (_, i) => wide[channel(i)] ?? 0),
    },
    {
      kernel: 'MeanGrad',
      inputs: { dy: rows },
      attrs: { shape, axes: [1] },
      expected: Array.from(values, (_, i) => (high[row(i)] ?? 0) / CHANNELS),
    },
  ];
}
