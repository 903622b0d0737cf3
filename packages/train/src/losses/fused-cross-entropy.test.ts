import { useBackend } from '@gradlab/backend';
import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { softmaxCrossEntropy } from '../index.ts';

const [BATCH, CLASSES] = [7, 13];
const LABELS = [0, 12, 5, 5, 3, 1, 7];

/** Fixed values of both signs below `scale`. */
function wave(frequency: number, scale: number): Float32Array {
  return Float32Array.from({ length: BATCH * CLASSES }, (_, i) => scale * Math.sin(frequency * (i + 1)));
}

function logits(): tf.Tensor2D {
  const values = wave(1.7, 10);
  // Impossible classes, none of them a label.
  for (const i of [1, CLASSES + 2, 2 * CLASSES]) values[i] = Number.NEGATIVE_INFINITY;
  return tf.tensor2d(values, [BATCH, CLASSES]);
}

/** Value and gradient. */
function orders(): number[][] {
  return tf.tidy(() => {
    const labels = tf.tensor1d(LABELS, 'int32');
    const loss = (z: tf.Tensor): tf.Tensor => softmaxCrossEntropy(labels, z);
    return [loss(logits()), tf.grad(loss)(logits() as tf.Tensor)].map((tensor) => Array.from(tensor.dataSync()));
  });
}

it('agrees with the composition of operations, in value and gradient', async () => {
  await useBackend('cpu');
  const composed = orders();
  await useBackend('wasm');
  const fused = orders();
  composed.forEach((values, order) => {
    expect(fused[order]?.length).toBe(values.length);
    values.forEach((value, i) => {
      // Logits up to 20 in float32: 20 · 2⁻²⁴ and a dozen roundings.
      expect(Math.abs((fused[order]?.[i] ?? Number.NaN) - value)).toBeLessThanOrEqual(
        4e-6 * Math.max(1, Math.abs(value)),
      );
    });
  });
});

/** Gradient by z of Σ w g², g = (softmax(z) − one-hot) / n, of one row in doubles: Σₖ 2 wₖ gₖ pₖ (δₖⱼ − pⱼ) / n. */
function secondGradient(z: readonly number[], label: number, w: readonly number[]): number[] {
  const powers = z.map(Math.exp);
  const total = powers.reduce((sum, power) => sum + power, 0);
  const p = powers.map((power) => power / total);
  const slopes = p.map((value, k) => (2 * (w[k] ?? 0) * (value - Number(k === label)) * value) / BATCH ** 2);
  const sum = slopes.reduce((all, slope) => all + slope, 0);
  return slopes.map((slope, j) => slope - sum * (p[j] ?? 0));
}

it('has a gradient of its gradient, where tfjs’s log-softmax has none', async () => {
  await useBackend('wasm');
  const [z, w] = [wave(3.1, 2), wave(2.3, 1)];
  const got = tf.tidy(() => {
    const labels = tf.tensor1d(LABELS, 'int32');
    const first = (x: tf.Tensor): tf.Tensor => tf.grad((input) => softmaxCrossEntropy(labels, input))(x);
    const weighted = (x: tf.Tensor): tf.Tensor => tf.sum(tf.mul(tf.tensor2d(w, [BATCH, CLASSES]), tf.square(first(x))));
    return tf
      .grad(weighted)(tf.tensor2d(z, [BATCH, CLASSES]))
      .dataSync();
  });
  LABELS.forEach((label, i) => {
    const row = (values: Float32Array): number[] => Array.from(values.subarray(i * CLASSES, (i + 1) * CLASSES));
    secondGradient(row(z), label, row(w)).forEach((value, j) => {
      // A dozen roundings of numbers below 2 / n².
      expect(Math.abs((got[i * CLASSES + j] ?? Number.NaN) - value)).toBeLessThan(1e-7);
    });
  });
});

it('passes a factor in front of the loss on', async () => {
  await useBackend('wasm');
  tf.tidy(() => {
    const labels = tf.tensor1d(LABELS, 'int32');
    const gradient = (factor: number): number[] =>
      Array.from(
        tf
          .grad((z) => tf.mul(softmaxCrossEntropy(labels, z), factor))(logits() as tf.Tensor)
          .dataSync(),
      );
    gradient(3).forEach((value, i) => {
      expect(value).toBeCloseTo(3 * (gradient(1)[i] ?? Number.NaN), 5);
    });
  });
});

it('runs one kernel where the backend has it, and leaves nothing behind', async () => {
  await useBackend('wasm');
  const labels = tf.tensor1d(LABELS, 'int32');
  const z = logits();
  const step = (): void => tf.dispose(tf.valueAndGrad((x: tf.Tensor) => softmaxCrossEntropy(labels, x))(z));
  const { kernelNames } = await tf.profile(() => {
    step();
  });
  expect(kernelNames).not.toContain('Exp');
  expect(kernelNames).not.toContain('OneHot');
  expect(await leakOf(step)).toEqual({ tensors: 0, bytes: 0 });
  tf.dispose([labels, z]);
});
