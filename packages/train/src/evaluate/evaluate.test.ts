import { useBackend } from '@gradlab/backend';
import { mlp } from '@gradlab/models';
import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Batch,
  classifyExamples,
  evaluate,
  exampleLosses,
  LossMetric,
  type Predictor,
  predict,
  softmaxCrossEntropy,
} from '../index.ts';

const LOGITS = [
  [2, 0, -1],
  [0, 0, 0],
  [-3, 5, 100],
  [1, 3, 1],
  [0.5, 0.25, 0],
];
const LABELS = [0, 2, 1, 1, 2];

/** Its inputs are its logits. */
const echo: Predictor = { apply: (x) => tf.clone(x) };

async function* data(size = 2, logits = LOGITS, labels = LABELS): AsyncGenerator<Batch> {
  for (let from = 0; from < logits.length; from += size) {
    const batch = {
      x: tf.tensor2d(logits.slice(from, from + size)),
      y: tf.tensor1d(labels.slice(from, from + size), 'int32'),
    };
    try {
      yield batch;
    } finally {
      tf.dispose([batch.x, batch.y]);
    }
  }
}

const nothing = async function* (): AsyncGenerator<Batch> {};
const oneOf = async function* (batch: Batch): AsyncGenerator<Batch> {
  yield batch;
};
const perExample = (y: tf.Tensor, z: tf.Tensor): tf.Tensor => softmaxCrossEntropy(y, z, { reduction: 'none' });

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('predicts for all data in one tensor, however it is cut into batches', async () => {
    const model = mlp({ inputShape: [3], hidden: [4], outputs: 2, seed: 1 });
    const whole = await predict(model, data(5));
    for (const size of [1, 2, 4]) {
      const parts = await predict(model, data(size));
      expect(parts.shape).toEqual([5, 2]);
      whole.dataSync().forEach((value, i) => {
        // Kernels may take rows in other groups.
        expect(parts.dataSync()[i]).toBeCloseTo(value, 5);
      });
      parts.dispose();
    }
    tf.dispose(whole);
    model.dispose();
  });

  it('predicts for each head', async () => {
    const model = { apply: (x: tf.Tensor) => tf.tidy(() => ({ twice: tf.mul(x, 2), sum: tf.sum(x, 1) })) };
    const { twice, sum } = await predict(model, data());
    expect(twice.shape).toEqual([5, 3]);
    expect([...sum.dataSync()]).toEqual(LOGITS.map(([a = 0, b = 0, c = 0]) => a + b + c));
    tf.dispose([twice, sum]);
  });

  it('tells label, prediction, probabilities and loss of each example', async () => {
    const examples = await classifyExamples(echo, data());
    const softmax = LOGITS.map((row) => {
      const powers = row.map((z) => Math.exp(z - Math.max(...row)));
      return powers.map((power) => power / powers.reduce((sum, p) => sum + p, 0));
    });
    expect(examples.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4]);
    expect(examples.map(({ prediction }) => prediction)).toEqual([0, 0, 2, 1, 0]);
    const losses = await exampleLosses(echo, data(3), perExample);
    examples.forEach(({ label, prediction, probability, labelProbability, loss }, i) => {
      expect(label).toBe(LABELS[i]);
      expect(probability).toBeCloseTo(softmax[i]?.[prediction] ?? Number.NaN, 12);
      expect(labelProbability).toBeCloseTo(softmax[i]?.[label] ?? Number.NaN, 12);
      // Float32 on one side, of numbers up to 100.
      expect(loss).toBeCloseTo(losses[i] ?? Number.NaN, 4);
    });
    expect(JSON.parse(JSON.stringify(examples))).toEqual(examples);
  });

  it('takes one logit for that of class 1', async () => {
    const examples = await classifyExamples(echo, data(3, [[2], [-1], [0]], [1, 1, 0]));
    expect(examples.map(({ prediction }) => prediction)).toEqual([1, 0, 0]);
    expect(examples[0]?.probability).toBeCloseTo(1 / (1 + Math.exp(-2)), 12);
    expect(examples[1]?.labelProbability).toBeCloseTo(1 / (1 + Math.E), 12);
  });

  it('means a loss over examples and not over batches', async () => {
    const [even, uneven] = [new LossMetric(softmaxCrossEntropy), new LossMetric(softmaxCrossEntropy)];
    await evaluate(echo, data(5), { even });
    await evaluate(echo, data(2), { uneven });
    expect(uneven.compute()).toBeCloseTo(even.compute(), 4);
  });

  it('leaks nothing, also where it fails', async () => {
    async function* broken(): AsyncGenerator<Batch> {
      yield* data();
      throw new Error('bad data');
    }
    const leak = await leakOf(async () => {
      tf.dispose(await predict(echo, data()));
      await classifyExamples(echo, data());
      await exampleLosses(echo, data(), perExample);
      await expect(predict(echo, broken())).rejects.toThrow('bad data');
      await expect(exampleLosses(echo, data(), () => tf.scalar(1))).rejects.toThrow('[2], got []');
      await expect(classifyExamples(echo, data(2, LOGITS, [3, 0, 0, 0, 0]))).rejects.toThrow('in [0, 3), got 3');
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
  });

  it('stops when it is told to', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(predict(echo, data(), { signal })).rejects.toThrow('enough');
    await expect(classifyExamples(echo, data(), { signal })).rejects.toThrow('enough');
    await expect(exampleLosses(echo, data(), perExample, { signal })).rejects.toThrow('enough');
  });
});

it('takes batches of any size', async () => {
  const size = 300_000; // more than the arguments that one call takes
  const [x, y] = [tf.zeros([size, 1]), tf.zeros([size])];
  const losses = await exampleLosses({ apply: () => tf.zeros([size]) }, oneOf({ x, y }), () => tf.ones([size]));
  expect([losses.length, losses[size - 1]]).toEqual([size, 1]);
  tf.dispose([x, y]);
});

it('says what it makes of no data', async () => {
  await expect(predict(echo, nothing())).rejects.toThrow('predict: data must yield at least one batch, got none');
  expect(await classifyExamples(echo, nothing())).toEqual([]);
  expect(await exampleLosses(echo, nothing(), perExample)).toEqual(new Float64Array());
  expect(await evaluate(echo, nothing(), { loss: new LossMetric(softmaxCrossEntropy) })).toEqual({ loss: Number.NaN });
});

it('refuses labels that are none', async () => {
  const batch = async function* (y: tf.Tensor, x: tf.Tensor = tf.zeros([2, 3])): AsyncGenerator<Batch> {
    yield { x, y };
  };
  await expect(classifyExamples(echo, batch(tf.zeros([2])))).rejects.toThrow(TypeError);
  await expect(classifyExamples(echo, batch(tf.zeros([3], 'int32')))).rejects.toThrow('got [3] and [2,3]');
});
