import { useStockCpu } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { installWasmKernels } from '../src/index.ts';
import { draw } from './conformance/values.ts';

const SIZE = 9;
const CHANNELS = 3;

type Apply = (x: tf.Tensor4D, w: tf.Tensor4D, stride: number, pad: tf.backend_util.ExplicitPadding) => tf.Tensor;

const APPLY: Readonly<Record<string, readonly [Apply, number[]]>> = {
  conv2d: [(x, w, stride, pad) => tf.conv2d(x, w, stride, pad), [3, 3, CHANNELS, 5]],
  depthwiseConv2d: [(x, w, stride, pad) => tf.depthwiseConv2d(x, w, stride, pad), [3, 3, CHANNELS, 2]],
  maxPool: [(x, _w, stride, pad) => tf.maxPool(x, 2, stride, pad), [1, 1, 1, 1]],
  avgPool: [(x, _w, stride, pad) => tf.avgPool(x, 2, stride, pad), [1, 1, 1, 1]],
};

function gradientOf(apply: Apply, filter: number[], stride: number, before: number): number[] {
  return tf.tidy(() => {
    const x = tf.tensor4d(draw('normal', SIZE * SIZE * CHANNELS, 1), [1, SIZE, SIZE, CHANNELS]);
    const size = filter.reduce((product, length) => product * length, 1);
    const w = tf.tensor4d(draw('normal', size, 2), filter as [number, number, number, number]);
    const pad: tf.backend_util.ExplicitPadding = [
      [0, 0],
      [before, 1],
      [before, 1],
      [0, 0],
    ];
    return Array.from(
      tf
        .grad((image) => apply(image as tf.Tensor4D, w, stride, pad))(x)
        .dataSync(),
    );
  });
}

describe('padding below zero, which cuts an image', () => {
  beforeAll(async () => {
    await tf.setBackend('wasm');
    installWasmKernels();
  });

  const cases = Object.keys(APPLY).flatMap((name) =>
    [1, 2, 3].flatMap((stride) => [-1, -2].map((before) => [name, stride, before] as const)),
  );

  it.each(cases)(
    'gives %s with stride %d and padding %d the gradient of the CPU backend',
    async (name, stride, before) => {
      const [apply, filter] = APPLY[name] ?? APPLY.conv2d ?? [];
      if (apply === undefined || filter === undefined) throw new Error(name);
      await tf.setBackend('wasm');
      const got = gradientOf(apply, filter, stride, before);
      await useStockCpu();
      const wanted = gradientOf(apply, filter, stride, before);
      await tf.setBackend('wasm');
      // Nine products of numbers around 1, each rounded to 2⁻²⁴.
      expect(got.length).toBe(wanted.length);
      for (const [i, value] of wanted.entries()) expect(got[i]).toBeCloseTo(value, 4);
    },
  );
});
