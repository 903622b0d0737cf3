import { gradcheck } from '@gradlab/gradcheck';
import { leakOf, useStockCpu } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  binaryCrossEntropy,
  gaussianNll,
  headLosses,
  huber,
  meanSquaredError,
  type Reduction,
  softmaxCrossEntropy,
} from '../index.ts';

beforeAll(useStockCpu);

const LOGITS = [
  [0.3, -2, 1.7],
  [2, 0.1, -0.4],
  [-1, 0.5, 0.2],
  [0, 1, -1],
];

interface Subject {
  readonly name: string;
  readonly targets: () => tf.Tensor;
  readonly loss: (y: tf.Tensor, z: tf.Tensor, options?: { readonly reduction?: Reduction }) => tf.Tensor;
}

const column = (): tf.Tensor => tf.tensor2d([[1], [0], [1], [0]]);
const rows = (): tf.Tensor => tf.tensor2d(LOGITS.map((row) => row.map((z) => Number(z > 0.2))));
const labels = (): tf.Tensor => tf.tensor1d([2, 0, 1, 1], 'int32');
const smoothing = { labelSmoothing: 0.2, classWeights: [1, 0.5, 2] };
const subjects: readonly Subject[] = [
  { name: 'softmaxCrossEntropy', targets: labels, loss: softmaxCrossEntropy },
  {
    name: 'softmaxCrossEntropy with smoothing and weights',
    targets: labels,
    loss: (y, z, options) => softmaxCrossEntropy(y, z, { ...smoothing, ...options }),
  },
  { name: 'binaryCrossEntropy', targets: rows, loss: binaryCrossEntropy },
  {
    name: 'binaryCrossEntropy with smoothing and weights',
    targets: rows,
    loss: (y, z, options) => binaryCrossEntropy(y, z, { labelSmoothing: 0.1, classWeights: [0.5, 3], ...options }),
  },
  { name: 'meanSquaredError', targets: rows, loss: meanSquaredError },
  { name: 'huber', targets: rows, loss: (y, z, options) => huber(y, z, { delta: 0.7, ...options }) },
  {
    name: 'gaussianNll',
    targets: column,
    loss: (y, z, options) => tf.tidy(() => gaussianNll(y, tf.slice(z, [0, 0], [z.shape[0] ?? 0, 2]), options)),
  },
];

describe.each(subjects)('$name', ({ targets, loss }) => {
  it('passes the gradient check in float64, as a mean and for each example', async () => {
    const [y, z] = [targets(), tf.tensor2d(LOGITS)];
    for (const reduction of ['mean', 'none'] as const) {
      const report = await gradcheck((x) => loss(y, x as tf.Tensor, { reduction }), [z]);
      expect(report.ok, String(report)).toBe(true);
    }
    tf.dispose([y, z]);
  });

  it('does not depend on the order of the examples', () => {
    tf.tidy(() => {
      const [forward, backward] = [false, true].map((turn) => {
        const [y, z] = [targets(), tf.tensor2d(LOGITS)].map((t) => (turn ? tf.reverse(t, 0) : t));
        return loss(y as tf.Tensor, z as tf.Tensor).dataSync()[0] ?? Number.NaN;
      });
      // Another order of four terms below 10 in float32.
      expect(Math.abs((forward ?? 0) - (backward ?? 1))).toBeLessThan(4 * 10 * 2 ** -24);
    });
  });

  it('gives the values of the examples one by one', () => {
    tf.tidy(() => {
      const [y, z] = [targets(), tf.tensor2d(LOGITS)];
      const each = loss(y, z, { reduction: 'none' }).dataSync();
      LOGITS.forEach((_, i) => {
        const alone = [y, z].map((t) => tf.slice(t, [i], [1])) as [tf.Tensor, tf.Tensor];
        expect(each[i]).toBeCloseTo(loss(...alone, { reduction: 'none' }).dataSync()[0] ?? Number.NaN, 6);
      });
    });
  });

  it('refuses an empty batch and an unknown reduction', () => {
    const empty = tf.slice(targets(), [0], [0]);
    expect(() => loss(empty, tf.zeros([0, 3]))).toThrow('batch >= 1, got [0');
    const unknown = { reduction: 'sum' as Reduction };
    expect(() => loss(targets(), tf.tensor2d(LOGITS), unknown)).toThrow(
      'reduction must be one of mean, none, got "sum"',
    );
  });

  it('leaks nothing, also where it fails', async () => {
    const [y, z, wrong] = [targets(), tf.tensor2d(LOGITS), tf.zeros([2, 3])];
    expect(
      await leakOf(() => {
        loss(y, z).dispose();
        loss(y, z, { reduction: 'none' }).dispose();
        expect(() => loss(y, wrong)).toThrow(RangeError);
      }),
    ).toEqual({ tensors: 0, bytes: 0 });
    tf.dispose([y, z, wrong]);
  });
});

describe('invariances', () => {
  const value = (tensor: tf.Tensor): number => tensor.dataSync()[0] ?? Number.NaN;

  it('takes a smoothing of zero and weights of one for none, to the bit', () => {
    const [y, z, binary] = [labels(), tf.tensor2d(LOGITS), rows()];
    const plain = value(softmaxCrossEntropy(y, z));
    expect(value(softmaxCrossEntropy(y, z, { labelSmoothing: 0 }))).toBe(plain);
    // The weighted sum is divided by the weights' sum and not by the number: one rounding more.
    expect(value(softmaxCrossEntropy(y, z, { classWeights: [1, 1, 1] }))).toBeCloseTo(plain, 6);
    const plainBinary = value(binaryCrossEntropy(binary, z));
    expect(value(binaryCrossEntropy(binary, z, { labelSmoothing: 0, classWeights: [1, 1] }))).toBe(plainBinary);
  });

  it('does not depend on the scale of softmax weights nor on a constant added to the logits', () => {
    const [y, z] = [labels(), tf.tensor2d(LOGITS)];
    const weighted = value(softmaxCrossEntropy(y, z, smoothing));
    const scaled = { ...smoothing, classWeights: smoothing.classWeights.map((weight) => 7 * weight) };
    expect(value(softmaxCrossEntropy(y, z, scaled))).toBeCloseTo(weighted, 5);
    expect(value(softmaxCrossEntropy(y, tf.add(z, 10), smoothing))).toBeCloseTo(weighted, 5);
  });

  it('is the softmax of two logits where binary cross-entropy has their difference', () => {
    const difference = LOGITS.map(([a = 0, b = 0]) => [b - a]);
    const two = tf.tensor2d(LOGITS.map(([a = 0, b = 0]) => [a, b]));
    const y = tf.tensor1d([1, 0, 1, 1], 'int32');
    expect(value(binaryCrossEntropy(y, tf.tensor2d(difference)))).toBeCloseTo(value(softmaxCrossEntropy(y, two)), 6);
  });

  it('is half the squared error where no error passes δ, and stays finite for huge logits', () => {
    const [y, z] = [rows(), tf.tensor2d(LOGITS)];
    expect(value(huber(y, z, { delta: 100 }))).toBeCloseTo(value(meanSquaredError(y, z)) / 2, 6);
    expect(value(binaryCrossEntropy(tf.tensor1d([1, 0]), tf.tensor2d([[-1e4], [1e4]])))).toBe(1e4);
  });

  it('is the squared error, halved, of a Gaussian of variance one', () => {
    const [y, mean] = [column(), tf.tensor2d([[0.5], [1], [-2], [3]])];
    const outputs = tf.concat([mean, tf.zeros([4, 1])], 1);
    expect(value(gaussianNll(y, outputs))).toBeCloseTo(value(meanSquaredError(y, mean)) / 2, 6);
  });
});

describe('bad input', () => {
  const z = (): tf.Tensor => tf.tensor2d(LOGITS);

  it('refuses targets that would broadcast', () => {
    expect(() => meanSquaredError(tf.zeros([4]), tf.zeros([4, 4]))).toThrow(
      'meanSquaredError: targets and predictions must have equal shape, batch >= 1, got [4] and [4,4]',
    );
    expect(() => huber(tf.zeros([1]), tf.zeros([4, 1]))).toThrow(RangeError);
    expect(() => gaussianNll(tf.zeros([4]), tf.zeros([4, 3]))).toThrow('must have shape [batch,2 d]');
    expect(meanSquaredError(tf.ones([4]), tf.zeros([4, 1])).dataSync()[0]).toBe(1);
  });

  it('refuses options out of range', () => {
    expect(() => softmaxCrossEntropy(labels(), z(), { labelSmoothing: 1.5 })).toThrow('>= 0 and <= 1, got 1.5');
    expect(() => softmaxCrossEntropy(labels(), z(), { classWeights: [1, 2] })).toThrow('must have 3 weights');
    expect(() => softmaxCrossEntropy(labels(), z(), { classWeights: [1, -2, 0] })).toThrow('classWeights[1] must be');
    expect(() => softmaxCrossEntropy(labels(), z(), { classWeights: 3 as never })).toThrow(TypeError);
    const none = tf.tensor1d([0, 0, 0, 0], 'int32');
    expect(() => softmaxCrossEntropy(none, z(), { classWeights: [0, 1, 1] })).toThrow('total weight > 0, got 0');
    expect(() => binaryCrossEntropy(tf.tensor1d([0, 2]), tf.zeros([2, 1]))).toThrow('targets must be in [0, 1], got 2');
    expect(() => huber(rows(), z(), { delta: 0 })).toThrow('delta must be a finite number > 0, got 0');
  });

  it('refuses heads that are not there', () => {
    expect(() => headLosses({})).toThrow('at least one head');
    expect(() => headLosses({ a: { loss: softmaxCrossEntropy, weight: -1 } })).toThrow('weight of a must be');
    const loss = headLosses({ digit: softmaxCrossEntropy });
    expect(() => loss({ digit: labels() }, { colour: z() })).toThrow('predictions must have digit, got colour');
  });
});
