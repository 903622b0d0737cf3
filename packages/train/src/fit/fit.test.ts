import { readFileSync } from 'node:fs';
import { useBackend } from '@gradlab/backend';
import { Accuracy } from '@gradlab/metrics';
import { type Model, mlp } from '@gradlab/models';
import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Batch,
  type Callback,
  type FitOptions,
  fit,
  type Optimizer,
  sgd,
  softmaxCrossEntropy,
  TrainingError,
} from '../index.ts';

interface Golden {
  readonly learningRate: number;
  readonly l2: number;
  readonly x: number[];
  readonly y: number[];
  readonly initial: Record<string, number[]>;
  readonly final: Record<string, number[]>;
  readonly losses: number[];
}

const golden: Golden = JSON.parse(readFileSync(new URL('../../goldens/sgd-steps.json', import.meta.url), 'utf8'));

/** Yields one batch, again and again; disposes it at the end, as the owner of its batches must. */
async function* repeat(times: number, x: number[][], y: number[]): AsyncGenerator<Batch> {
  const batch = { x: tf.tensor2d(x), y: tf.tensor1d(y, 'int32') };
  try {
    for (let i = 0; i < times; i++) yield batch;
  } finally {
    tf.dispose([batch.x, batch.y]);
  }
}

const POINTS = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];
const XOR = [0, 1, 1, 0];

function options(changes: Partial<FitOptions> = {}): FitOptions {
  const optimizer = sgd({ learningRate: 0.5 });
  return { data: () => repeat(5, POINTS, XOR), epochs: 2, loss: softmaxCrossEntropy, optimizer, ...changes };
}

function xorModel(): Model {
  return mlp({ inputShape: [2], hidden: [8], outputs: 2, activation: 'tanh', seed: 3 });
}

describe.each(['cpu', 'wasm'] as const)('fit on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('takes the steps that PyTorch takes, with an L2 penalty on weights and not on biases', async () => {
    const model = mlp({ inputShape: [3], hidden: [4], outputs: 3, activation: 'tanh', seed: 1 });
    for (const [name, variable] of Object.entries(model.parameters)) {
      variable.assign(tf.tensor(golden.initial[name] ?? [], variable.shape));
    }
    const rows = Array.from({ length: 6 }, (_, i) => golden.x.slice(3 * i, 3 * i + 3));
    const losses: number[] = [];
    await fit(model, {
      data: () => repeat(1, rows, golden.y),
      epochs: golden.losses.length,
      loss: softmaxCrossEntropy,
      optimizer: sgd({ learningRate: golden.learningRate }),
      l2: golden.l2,
      callbacks: [{ onEpochEnd: ({ loss }) => void losses.push(loss) }],
    });
    // Float32 against float64: five steps of a few dozen roundings of numbers near 1.
    losses.forEach((loss, i) => {
      expect(loss).toBeCloseTo(golden.losses[i] ?? Number.NaN, 5);
    });
    for (const [name, variable] of Object.entries(model.parameters)) {
      variable.dataSync().forEach((value, i) => {
        expect(value).toBeCloseTo(golden.final[name]?.[i] ?? Number.NaN, 5);
      });
    }
    model.dispose();
  });

  it('learns exclusive or, and reports plain data', async () => {
    const model = xorModel();
    const history = await fit(
      model,
      options({
        data: () => repeat(100, POINTS, XOR),
        epochs: 10,
        metrics: { accuracy: new Accuracy() },
        evaluations: { test: { data: () => repeat(1, POINTS, XOR), metrics: { accuracy: new Accuracy() } } },
      }),
    );
    const last = history.epochs.at(-1);
    expect(history.epochs).toHaveLength(10);
    expect(last?.loss).toBeLessThan(0.1);
    expect(last).toMatchObject({ epoch: 10, steps: 100, examples: 400, evaluations: { test: { accuracy: 1 } } });
    expect(JSON.parse(JSON.stringify(history))).toEqual(history);
    model.dispose();
  });

  it('leaks nothing, also when a callback or the data fails', async () => {
    const model = xorModel();
    const failing: Callback = {
      onStepEnd() {
        throw new Error('stop here');
      },
    };
    async function* broken(): AsyncGenerator<Batch> {
      yield* repeat(1, POINTS, XOR);
      throw new Error('bad data');
    }
    const evaluation = { data: () => repeat(2, POINTS, XOR), metrics: { accuracy: new Accuracy() } };
    const keepBest = { set: 'test', metric: 'accuracy', mode: 'max' } as const;
    expect(
      await leakOf(async () => {
        await fit(model, options({ evaluations: { test: evaluation }, keepBest, l2: 0.1 }));
        await expect(fit(model, options({ callbacks: [failing] }))).rejects.toThrow('stop here');
        await expect(fit(model, options({ data: broken }))).rejects.toThrow('bad data');
        await expect(fit(model, options({ loss: throwingLoss }))).rejects.toThrow('no loss');
        await expect(fit(model, options({ loss: lossOfOneLayer(model), l2: 1 }))).rejects.toThrow(
          'got none for dense1.bias',
        );
        const dropped = { transformGradients: () => ({}) };
        await expect(fit(model, options(dropped))).rejects.toThrow('must give every gradient');
      }),
    ).toEqual({ tensors: 0, bytes: 0 });
    model.dispose();
  });

  it('stops at a loss that is not finite, before it spoils the weights', async () => {
    const model = xorModel();
    const loss = (_: tf.Tensor, predictions: tf.Tensor): tf.Scalar =>
      tf.log(tf.neg(tf.sum(tf.square(predictions)))) as tf.Scalar;
    const before = firstWeights(model);
    await expect(fit(model, options({ loss }))).rejects.toThrow(TrainingError);
    await expect(fit(model, options({ loss }))).rejects.toThrow('got NaN at step 1 of epoch 1');
    expect(firstWeights(model)).toEqual(before);
    model.dispose();
  });

  it('keeps the weights of the best epoch', async () => {
    const model = xorModel();
    const values = [0.2, 0.9, 0.9, 0.1];
    let at = 0;
    const weights: Float32Array[] = [];
    const scripted = { update() {}, compute: () => values[at++] ?? 0, reset() {} };
    const history = await fit(
      model,
      options({
        epochs: 4,
        evaluations: { validation: { data: () => repeat(1, POINTS, XOR), metrics: { score: scripted } } },
        keepBest: { set: 'validation', metric: 'score', mode: 'max' },
        callbacks: [{ onEpochEnd: () => void weights.push(Float32Array.from(firstWeights(model))) }],
      }),
    );
    expect(history.keptEpoch).toBe(2);
    expect(firstWeights(model)).toEqual(weights[1]);
    expect(weights[3]).not.toEqual(weights[1]);
    model.dispose();
  });

  it.each([
    { mode: 'max', values: [Number.NaN, 0.2, 0.9, Number.NaN], kept: 3 },
    { mode: 'min', values: [0.5, 0.2, 0.2, 0.9], kept: 2 },
    { mode: 'min', values: [Number.NaN, Number.NaN, Number.NaN, Number.NaN], kept: 1 },
  ] as const)('keeps epoch $kept of $values ($mode)', async ({ mode, values, kept }) => {
    const model = xorModel();
    let at = 0;
    const scripted = { update() {}, compute: () => values[at++] ?? 0, reset() {} };
    const evaluations = { test: { data: () => repeat(1, POINTS, XOR), metrics: { score: scripted } } };
    const history = await fit(
      model,
      options({ epochs: 4, evaluations, keepBest: { set: 'test', metric: 'score', mode } }),
    );
    expect(history.keptEpoch).toBe(kept);
    model.dispose();
  });

  it('tells every callback that training ended, and reports the first thing that went wrong', async () => {
    const model = xorModel();
    const calls: string[] = [];
    const failing: Callback = {
      onStepEnd() {
        throw new Error('first');
      },
      onTrainEnd() {
        throw new Error('second');
      },
    };
    const patient: Callback = { onTrainEnd: () => void calls.push('end') };
    await expect(fit(model, options({ callbacks: [failing, patient] }))).rejects.toThrow('first');
    const late: Callback = { onTrainEnd: () => Promise.reject(new Error('third')) };
    await expect(fit(model, options({ callbacks: [late, patient] }))).rejects.toThrow('third');
    expect(calls).toEqual(['end', 'end']);
    model.dispose();
  });

  it('lets an optimiser keep state from step to step', async () => {
    const model = xorModel();
    const seen = new Map<string, tf.Tensor>();
    const optimizer: Optimizer = {
      step(_, gradients) {
        for (const [name, gradient] of Object.entries(gradients)) {
          const sum = seen.get(name);
          seen.set(name, sum === undefined ? tf.clone(gradient) : tf.tidy(() => tf.add(sum, gradient)));
          sum?.dispose();
        }
      },
      dispose: () => tf.dispose([...seen.values()]),
    };
    expect(await leakOf(() => fit(model, options({ optimizer })).then(() => optimizer.dispose()))).toEqual({
      tensors: 0,
      bytes: 0,
    });
    model.dispose();
  });

  it('refuses a transform that loses a gradient or changes its shape', async () => {
    const model = xorModel();
    const one = () => ({ 'dense1.weight': tf.zeros([2, 8]) });
    await expect(fit(model, options({ transformGradients: one }))).rejects.toThrow('got none for dense1.bias');
    const scalars = (gradients: Readonly<Record<string, tf.Tensor>>) =>
      Object.fromEntries(Object.keys(gradients).map((name) => [name, tf.scalar(0)]));
    await expect(fit(model, options({ transformGradients: scalars }))).rejects.toThrow('must have equal shape');
    model.dispose();
  });

  it('hands gradients and batch size to the transform', async () => {
    const model = xorModel();
    const before = firstWeights(model);
    const sizes: number[] = [];
    await fit(
      model,
      options({
        epochs: 1,
        transformGradients: (gradients, { size }) => {
          sizes.push(size);
          return Object.fromEntries(Object.entries(gradients).map(([name, g]) => [name, tf.mul(g, 0)]));
        },
      }),
    );
    expect(sizes).toEqual([4, 4, 4, 4, 4]);
    expect(firstWeights(model)).toEqual(before);
    model.dispose();
  });

  it('stops when it is told to, and still says that training ended', async () => {
    const model = xorModel();
    const controller = new AbortController();
    const calls: string[] = [];
    const callback: Callback = {
      onEpochBegin: ({ epoch }) => void calls.push(`epoch ${epoch}`),
      onStepEnd: ({ epoch, step }) => {
        if (epoch === 2 && step === 3) controller.abort(new Error('enough'));
      },
      onTrainEnd: () => void calls.push('end'),
    };
    await expect(fit(model, options({ epochs: 5, callbacks: [callback], signal: controller.signal }))).rejects.toThrow(
      'enough',
    );
    expect(calls).toEqual(['epoch 1', 'epoch 2', 'end']);
    model.dispose();
  });

  it('refuses bad options', async () => {
    const model = xorModel();
    await expect(fit(model, options({ epochs: 0 }))).rejects.toThrow('fit: epochs must be an integer >= 1, got 0');
    await expect(fit(model, options({ l2: -1 }))).rejects.toThrow(RangeError);
    await expect(fit(model, options({ data: () => repeat(0, POINTS, XOR) }))).rejects.toThrow('at least one batch');
    const evaluations = { test: { data: () => repeat(1, POINTS, XOR), metrics: { accuracy: new Accuracy() } } };
    const misspelt = { set: 'test', metric: 'acuracy', mode: 'max' } as const;
    await expect(fit(model, options({ keepBest: misspelt, evaluations }))).rejects.toThrow(
      'one of accuracy, got "acuracy"',
    );
    const elsewhere = { set: 'validation', metric: 'accuracy', mode: 'max' } as const;
    await expect(fit(model, options({ keepBest: elsewhere, evaluations }))).rejects.toThrow(
      'one of test, got "validation"',
    );
    await expect(fit(model, options({ data: () => empty() }))).rejects.toThrow(
      'at least one example, got an empty one',
    );
    expect(() => sgd({ learningRate: 0 })).toThrow('sgd: learningRate must be a finite number > 0, got 0');
    model.dispose();
  });
});

/** Depends on the first weights alone. */
function lossOfOneLayer(model: Model): () => tf.Scalar {
  return () => tf.sum(tf.square(model.parameters['dense1.weight'] as tf.Tensor)) as tf.Scalar;
}

async function* empty(): AsyncGenerator<Batch> {
  yield { x: tf.zeros([0, 2]), y: tf.zeros([0], 'int32') };
}

function throwingLoss(): tf.Scalar {
  throw new Error('no loss');
}

function firstWeights(model: Model): Float32Array {
  return Float32Array.from(model.parameters['dense1.weight']?.dataSync() ?? []);
}
