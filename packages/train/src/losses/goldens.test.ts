import { readFileSync } from 'node:fs';
import { useBackend } from '@gradlab/backend';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { binaryCrossEntropy, gaussianNll, huber, meanSquaredError, softmaxCrossEntropy } from '../index.ts';

interface Case {
  readonly options: object;
  readonly mean: number;
  readonly gradient: number[];
  readonly none: number[];
}

type LossName = 'softmaxCrossEntropy' | 'binaryCrossEntropy' | 'meanSquaredError' | 'huber' | 'gaussianNll';

interface Golden extends Readonly<Record<LossName, Case[]>> {
  readonly labels: number[];
  readonly logits: number[][];
  readonly binaryTargets: number[][];
  readonly binaryLogits: number[][];
  readonly targets: number[][];
  readonly predictions: number[][];
  readonly logVariances: number[][];
}

const golden: Golden = JSON.parse(readFileSync(new URL('../../goldens/losses.json', import.meta.url), 'utf8'));
const gaussianOutputs = golden.predictions.map((row, i) => [...row, ...(golden.logVariances[i] ?? [])]);

type AnyLoss = (targets: tf.Tensor, predictions: tf.Tensor, options: object) => tf.Tensor;
const losses: readonly (readonly [LossName, AnyLoss, () => tf.Tensor, number[][]])[] = [
  ['softmaxCrossEntropy', softmaxCrossEntropy, () => tf.tensor1d(golden.labels, 'int32'), golden.logits],
  ['binaryCrossEntropy', binaryCrossEntropy, () => tf.tensor2d(golden.binaryTargets), golden.binaryLogits],
  ['meanSquaredError', meanSquaredError, () => tf.tensor2d(golden.targets), golden.predictions],
  ['huber', huber, () => tf.tensor2d(golden.targets), golden.predictions],
  ['gaussianNll', gaussianNll, () => tf.tensor2d(golden.targets), gaussianOutputs],
];

/** Float32 against float64: a dozen roundings of numbers below 20, relative to the largest. */
function expectClose(got: ArrayLike<number>, expected: readonly number[]): void {
  const scale = Math.max(1, ...expected.map(Math.abs));
  expect(got.length).toBe(expected.length);
  expected.forEach((value, i) => {
    expect(Math.abs((got[i] ?? Number.NaN) - value)).toBeLessThan(4e-6 * scale);
  });
}

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  describe.each(losses)('%s', (name, loss, targets, inputs) => {
    it.each(golden[name])('gives the loss and the gradient of PyTorch with $options', (expected) => {
      tf.tidy(() => {
        const y = targets();
        const { value, grad } = tf.valueAndGrad((z: tf.Tensor) => loss(y, z, expected.options))(tf.tensor2d(inputs));
        expectClose(value.dataSync(), [expected.mean]);
        expectClose(grad.dataSync(), expected.gradient);
        const each = loss(y, tf.tensor2d(inputs), { ...expected.options, reduction: 'none' });
        expect(each.shape).toEqual([inputs.length]);
        expectClose(each.dataSync(), expected.none);
      });
    });
  });
});
