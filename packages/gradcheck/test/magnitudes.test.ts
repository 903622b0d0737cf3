import { useStockCpu } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { gradcheck, type Verdict } from '../src/index.ts';
import { draws } from './networks.ts';

beforeAll(useStockCpu);

type Unary = (x: tf.Tensor) => tf.Tensor;

/** f with `factor` times its gradient. */
function scaledGradient(f: Unary, slope: Unary, factor: number): Unary {
  const scaled = tf.customGrad((x, save) => {
    (save as unknown as (tensors: tf.Tensor[]) => void)([x as tf.Tensor]);
    return {
      value: f(x as tf.Tensor),
      gradFunc: (dy: tf.Tensor, [saved]: tf.Tensor[]) => tf.mul(factor, tf.mul(dy, slope(saved as tf.Tensor))),
    };
  });
  return (x) => scaled(x);
}

const FUNCTIONS: readonly (readonly [name: string, f: Unary, slope: Unary])[] = [
  ['square', tf.square, (x) => tf.mul(2, x)],
  ['log', tf.log, tf.reciprocal],
  ['sqrt', tf.sqrt, (x) => tf.div(0.5, tf.sqrt(x))],
  ['reciprocal', tf.reciprocal, (x) => tf.neg(tf.reciprocal(tf.square(x)))],
];

describe.each(['full', 'fast'] as const)('in %s mode', (mode) => {
  it.each(FUNCTIONS)('%s: a right gradient from a wrong one, at inputs of any size', async (_, f, slope) => {
    const verdict = async (scale: number, factor: number): Promise<Verdict | undefined> => {
      const x = tf.tensor1d([0.7 * scale, scale, 2 * scale]);
      const report = await gradcheck(scaledGradient(f, slope, factor), [x], { mode });
      x.dispose();
      return report.verdict;
    };
    for (const scale of [1e-8, 1e-6, 1e-3, 1e3, 1e6, 1e8, 1e10, 1e12]) {
      expect(await verdict(scale, 1), `${scale}`).toBe('ok');
      expect(await verdict(scale, 1.05), `${scale}`).toBe('wrong');
    }
  });

  it('values that lie nearer to each other than a step', async () => {
    const x = draws(1, 'x', [1, 5, 6, 2], 1e-6) as tf.Tensor4D;
    const report = await gradcheck((t) => tf.maxPool(t, [3, 2], 1, 'same'), [x], { mode });
    expect(report.verdict, String(report)).toBe('ok');
    x.dispose();
  });
});

it('a cross-entropy so sure that its value is exactly zero, and its gradient is not', async () => {
  const logits = tf.tensor2d([
    [200, -100, 0],
    [60, 10, -3],
  ]);
  const labels = tf.tensor2d([
    [1, 0, 0],
    [1, 0, 0],
  ]);
  for (const mode of ['full', 'fast'] as const) {
    const report = await gradcheck((t) => tf.losses.softmaxCrossEntropy(labels, t), [logits], { mode });
    expect(report.verdict, String(report)).toBe('ok');
    expect(report.inputs[0]?.largest).toBeGreaterThan(0);
  }
  tf.dispose([logits, labels]);
});

it('a tiny gradient that is wrong is not taken for one that is rounded away', async () => {
  const f = scaledGradient(
    (x) => tf.mul(1e-20, tf.square(x)),
    (x) => tf.mul(2e-20, x),
    1.05,
  );
  for (const mode of ['full', 'fast'] as const) {
    const x = tf.tensor1d([1, 2, -1]);
    expect((await gradcheck((t) => tf.sum(f(t)), [x], { mode })).verdict).toBe('wrong');
    x.dispose();
  }
});
