import { useBackend } from '@gradlab/backend';
import { Accuracy } from '@gradlab/metrics';
import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { noisyModel } from '../../test/noisy-model.mjs';
import {
  type Batch,
  type Callback,
  type EpochRecord,
  type FitOptions,
  fit,
  headLosses,
  headMetric,
  LossMetric,
  meanSquaredError,
  sgd,
  softmaxCrossEntropy,
  step,
  type Trainable,
  TrainingError,
} from '../index.ts';

const X = Array.from({ length: 12 }, (_, i) => [Math.sin(i), Math.cos(2 * i)]);
const Y = X.map((_, i) => i % 3);

/** One pass over the twelve points. */
async function* pass(size = 12): AsyncGenerator<Batch> {
  for (let from = 0; from < X.length; from += size) {
    const batch = { x: tf.tensor2d(X.slice(from, from + size)), y: tf.tensor1d(Y.slice(from, from + size), 'int32') };
    try {
      yield batch;
    } finally {
      tf.dispose([batch.x, batch.y]);
    }
  }
}

/** y = w x, w a single number: everything about it can be worked out by hand. */
function line(w = 1): Trainable & { readonly parameters: { readonly weight: tf.Variable } } {
  const weight = tf.tidy(() => tf.variable(tf.tensor2d([[w]])));
  return { parameters: { weight }, apply: (x) => tf.matMul(x as tf.Tensor2D, weight as tf.Tensor) };
}

const weightOf = (model: Trainable): number => model.parameters.weight?.dataSync()[0] ?? Number.NaN;

async function* pairs(values: readonly (readonly [x: number, y: number])[]): AsyncGenerator<Batch> {
  for (const [a, b] of values) {
    const [x, y] = [tf.tensor2d([[a]]), tf.tensor2d([[b]])];
    yield { x, y };
    tf.dispose([x, y]);
  }
}

/** d/dw mean((w x − y)²) is 2 x (w x − y): with x = 1 and y = 0, 2 w. */
function lineOptions(changes: Partial<FitOptions> = {}): FitOptions {
  const optimizer = sgd({ learningRate: 0.1 });
  return { data: () => pairs([[1, 0]]), epochs: 1, loss: meanSquaredError, optimizer, ...changes };
}

async function lineAfter(changes: Partial<FitOptions>, w = 1): Promise<number> {
  const model = line(w);
  await fit(model, lineOptions(changes));
  const after = weightOf(model);
  model.parameters.weight.dispose();
  return after;
}

function noisyOptions(changes: Partial<FitOptions> = {}): FitOptions {
  const optimizer = sgd({ learningRate: 0.2 });
  return { data: () => pass(), epochs: 2, loss: softmaxCrossEntropy, optimizer, ...changes };
}

function valuesOf(model: Trainable): number[] {
  return Object.values(model.parameters).flatMap((variable) => [...variable.dataSync()]);
}

describe.each(['cpu', 'wasm'] as const)('fit on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('takes the step that the gradient of the loss and of the penalty say', async () => {
    expect(await lineAfter({})).toBeCloseTo(1 - 0.1 * 2, 6);
    expect(await lineAfter({ l2: 0.5 })).toBeCloseTo(1 - 0.1 * (2 + 0.5), 6);
    expect(await lineAfter({ l1: 0.5 }, -1)).toBeCloseTo(-1 - 0.1 * (-2 - 0.5), 6);
    expect(await lineAfter({ l1: 0.5, l2: 0.25, penalized: () => false })).toBeCloseTo(0.8, 6);
  });

  it('decays weights apart from the gradient where the penalty is decoupled', async () => {
    const momentum = sgd({ learningRate: 0.1, momentum: 0.9 });
    // First w ← w − η (λ₂ w + λ₁), then the step of the gradient that was computed before.
    const decayed = 1 - 0.1 * (0.5 + 0.25);
    expect(await lineAfter({ l2: 0.5, l1: 0.25, decoupled: true })).toBeCloseTo(decayed - 0.2, 6);
    // The gradient is clipped, the decay is not.
    const clipped = { l2: 0.5, decoupled: true, clip: { value: 0.1 }, optimizer: momentum };
    expect(await lineAfter(clipped)).toBeCloseTo(0.95 - 0.01, 6);
    momentum.dispose();
  });

  it('clips by value and by norm, after the transform', async () => {
    expect(await lineAfter({ clip: { value: 0.5 } })).toBeCloseTo(0.95, 6);
    expect(await lineAfter({ clip: { norm: 1 } })).toBeCloseTo(0.9, 5);
    const tenfold: FitOptions['transformGradients'] = ({ weight }) => ({ weight: tf.mul(weight as tf.Tensor, 10) });
    expect(await lineAfter({ transformGradients: tenfold, clip: { norm: 3 } })).toBeCloseTo(0.7, 5);
  });

  it('makes of several batches the update of one, whatever their sizes', async () => {
    const trained = async (changes: Partial<FitOptions>): Promise<number[]> => {
      const model = quietModel();
      await fit(model, noisyOptions({ epochs: 3, l2: 0.01, ...changes }));
      const values = valuesOf(model);
      model.dispose();
      return values;
    };
    const whole = await trained({});
    for (const [size, accumulate] of [
      [4, 3],
      [5, 3],
      [1, 12],
      [5, 100],
    ] as const) {
      const parts = await trained({ data: () => pass(size), accumulate });
      parts.forEach((value, i) => {
        // Sums in another order, three updates: a few roundings of numbers near 1.
        expect(Math.abs(value - (whole[i] ?? Number.NaN)), `batches of ${size}`).toBeLessThan(1e-6);
      });
    }
  });

  it('counts updates and not batches where it accumulates, and what is left over makes one', async () => {
    const steps: number[][] = [];
    const model = noisyModel();
    const callback: Callback = {
      onStepEnd: ({ epoch, step, updates, examples }) => void steps.push([epoch, step, updates, examples]),
    };
    const history = await fit(model, noisyOptions({ data: () => pass(5), accumulate: 2, callbacks: [callback] }));
    expect(steps).toEqual([
      [1, 1, 1, 10],
      [1, 2, 2, 12],
      [2, 1, 3, 10],
      [2, 2, 4, 12],
    ]);
    expect(history.epochs.map((epoch) => epoch.steps)).toEqual([2, 2]);
    model.dispose();
  });

  it('sets the rate of a schedule by epoch and by update, and records it', async () => {
    const rates = async (changes: Partial<FitOptions>): Promise<(number | undefined)[]> => {
      const seen: (number | undefined)[] = [];
      const model = noisyModel();
      const callback: Callback = { onStepEnd: ({ learningRate }) => void seen.push(learningRate) };
      const data = () => pass(6);
      const history = await fit(model, noisyOptions({ data, callbacks: [callback], ...changes }));
      expect(history.epochs.at(-1)?.learningRate).toBe(seen.at(-1));
      model.dispose();
      return seen;
    };
    const schedule = step({ rate: 0.4, factor: 0.5, every: 1 });
    expect(await rates({ schedule })).toEqual([0.4, 0.4, 0.2, 0.2]);
    expect(await rates({ schedule, scheduleBy: 'update' })).toEqual([0.4, 0.2, 0.1, 0.05]);
    expect(await rates({})).toEqual([0.2, 0.2, 0.2, 0.2]);
  });

  it('lowers the rate on a plateau, the optimiser’s and the schedule’s', async () => {
    const watched = { set: 'v', metric: 'score', mode: 'min', factor: 0.5, patience: 1 } as const;
    const run = async (changes: Partial<FitOptions>): Promise<(number | undefined)[]> => {
      const model = noisyModel();
      const evaluations = { v: { data: () => pass(), metrics: { score: scripted([3, 3, 3, 3, 2, 2]) } } };
      const history = await fit(model, noisyOptions({ epochs: 6, evaluations, reduceOnPlateau: watched, ...changes }));
      model.dispose();
      return history.epochs.map(({ learningRate }) => learningRate);
    };
    expect(await run({})).toEqual([0.2, 0.2, 0.2, 0.1, 0.1, 0.1]);
    const schedule = step({ rate: 0.8, factor: 0.5, every: 2 });
    expect(await run({ schedule })).toEqual([0.8, 0.8, 0.4, 0.2, 0.1, 0.1]);
  });

  it('stops early and restores the weights of the best epoch', async () => {
    const model = noisyModel();
    const weights: number[][] = [];
    const evaluations = { v: { data: () => pass(), metrics: { score: scripted([5, 3, 3.5, 2.95, 1, 1]) } } };
    const earlyStopping = { set: 'v', metric: 'score', mode: 'min', patience: 2, minDelta: 0.1 } as const;
    const callbacks = [{ onEpochEnd: () => void weights.push(valuesOf(model)) }];
    const history = await fit(model, noisyOptions({ epochs: 6, evaluations, earlyStopping, callbacks }));
    expect(history).toMatchObject({ keptEpoch: 4, stoppedEarly: true });
    expect(history.epochs).toHaveLength(4);
    expect(valuesOf(model)).toEqual(weights[3]);
    model.dispose();
  });

  it('keeps by one rule and stops by another', async () => {
    const model = noisyModel();
    const metrics = { score: scripted([5, 3, 4, 4, 4]), other: scripted([1, 2, 3, 2, 1]) };
    const evaluations = { v: { data: () => pass(), metrics } };
    const history = await fit(
      model,
      noisyOptions({
        epochs: 5,
        evaluations,
        earlyStopping: { set: 'v', metric: 'score', mode: 'min', patience: 2 },
        keepBest: { set: 'v', metric: 'other', mode: 'max' },
      }),
    );
    expect(history).toMatchObject({ keptEpoch: 3, stoppedEarly: true });
    model.dispose();
  });

  it('watches the training loss where no set is named', async () => {
    const model = noisyModel();
    const history = await fit(model, noisyOptions({ epochs: 4, keepBest: { metric: 'loss', mode: 'min' } }));
    const losses = history.epochs.map(({ loss }) => loss);
    expect(losses[history.keptEpoch - 1]).toBe(Math.min(...losses));
    model.dispose();
  });

  it('evaluates and ends with the average of the weights', async () => {
    const data = () =>
      pairs([
        [1, 0],
        [1, 0],
        [1, 0],
      ]);
    const seen = new LossMetric(meanSquaredError);
    const evaluations = { all: { data: () => pairs([[1, 0]]), metrics: { loss: seen } } };
    const model = line();
    const history = await fit(model, lineOptions({ data, average: { decay: 0.5 }, evaluations }));
    // w: 0.8, 0.64, 0.512; their average 0.8, 0.72, 0.616.
    expect(weightOf(model)).toBeCloseTo(0.616, 6);
    expect(history.epochs[0]?.evaluations.all?.loss).toBeCloseTo(0.616 ** 2, 6);
    model.parameters.weight.dispose();
  });

  it('trains several heads, each with its loss and metric', async () => {
    const weights = tf.tidy(() => ({
      a: tf.variable(
        tf.tensor2d([
          [0.1, -0.2, 0.3],
          [0.2, 0.1, 0],
        ]),
      ),
      b: tf.variable(tf.tensor2d([[0.5], [-0.5]])),
    }));
    const model: Trainable<{ digit: tf.Tensor; size: tf.Tensor }> = {
      parameters: weights,
      apply: (x) =>
        tf.tidy(() => ({
          digit: tf.matMul(x as tf.Tensor2D, weights.a as tf.Tensor2D),
          size: tf.matMul(x as tf.Tensor2D, weights.b as tf.Tensor2D),
        })),
    };
    async function* data(): AsyncGenerator<Batch<{ digit: tf.Tensor; size: tf.Tensor }>> {
      for await (const { x, y } of pass()) {
        const size = tf.tidy(() => tf.sum(x, 1));
        yield { x, y: { digit: y, size } };
        size.dispose();
      }
    }
    const loss = headLosses({ digit: softmaxCrossEntropy, size: { loss: meanSquaredError, weight: 0.5 } });
    const metrics = {
      accuracy: headMetric('digit', new Accuracy()),
      error: headMetric('size', new LossMetric(meanSquaredError)),
    };
    const run = (): Promise<{ epochs: readonly EpochRecord[] }> =>
      fit(model, { data, epochs: 60, loss, optimizer: sgd({ learningRate: 0.5 }), metrics });
    const { epochs } = await run();
    expect(epochs.at(-1)?.metrics.error).toBeLessThan(1e-3);
    expect(epochs.at(-1)?.loss).toBeLessThan(epochs[0]?.loss ?? 0);
    expect(epochs.at(-1)?.metrics.accuracy).toBeGreaterThanOrEqual(0);
    expect(await leakOf(run)).toEqual({ tensors: 0, bytes: 0 });
    tf.dispose(weights);
  });

  it('leaves frozen parameters as they are, and refuses a model that is frozen throughout', async () => {
    const model = noisyModel();
    const frozen = model.parameters['dense1.weight'] as tf.Variable;
    frozen.trainable = false;
    const before = [...frozen.dataSync()];
    const rest = [...(model.parameters['dense2.weight']?.dataSync() ?? [])];
    await fit(model, noisyOptions({ l2: 0.1, average: { decay: 0.5 } }));
    expect([...frozen.dataSync()]).toEqual(before);
    expect([...(model.parameters['dense2.weight']?.dataSync() ?? [])]).not.toEqual(rest);
    for (const variable of Object.values(model.parameters)) variable.trainable = false;
    await expect(fit(model, noisyOptions())).rejects.toThrow('must have a parameter to train');
    model.dispose();
  });

  it('keeps running statistics with the best weights, and never changes them by an evaluation', async () => {
    const model = noisyModel();
    const means: number[][] = [];
    const mean = (): number[] => [...(model.state['norm1.mean']?.dataSync() ?? [])];
    let during: number[] = [];
    const evaluations = {
      v: {
        data: async function* () {
          during = mean();
          yield* pass();
        },
        metrics: { score: scripted([1, 2, 0]) },
      },
    };
    const callbacks = [{ onEpochEnd: () => void means.push(mean()) }];
    const keepBest = { set: 'v', metric: 'score', mode: 'max' } as const;
    await fit(model, noisyOptions({ epochs: 3, evaluations, keepBest, callbacks }));
    expect(means[2]).toEqual(during);
    expect(means[0]).not.toEqual(means[1]);
    expect(mean()).toEqual(means[1]);
    model.dispose();
  });

  it('gives every pass a seed of its own, the same in the same place of another run', async () => {
    const record = async (seed?: number): Promise<string[]> => {
      const model = noisyModel();
      const seeds: string[] = [];
      const { apply } = model;
      const spied = {
        ...model,
        apply(...[x, options]: Parameters<Trainable['apply']>) {
          if (options?.training) seeds.push(JSON.stringify(options.seed));
          return apply(x, options);
        },
      };
      await fit(spied, noisyOptions({ data: () => pass(6), ...(seed !== undefined && { seed }) }));
      model.dispose();
      return seeds;
    };
    const seeds = await record();
    expect(new Set(seeds).size).toBe(4);
    expect(await record()).toEqual(seeds);
    expect(await record(1)).not.toEqual(seeds);
  });

  it.each([
    ['dense1', 'the output of dense1 is the first that is not'],
    ['dense2', 'the output of dense2 is the first that is not'],
  ])('names %s where its output is the first that is not finite', async (layer, words) => {
    const model = noisyModel();
    const mean = [...(model.state['norm1.mean']?.dataSync() ?? [])];
    const weight = model.parameters[`${layer}.weight`] as tf.Variable;
    // Finite weights whose products pass the largest float32.
    tf.tidy(() => weight.assign(tf.fill(weight.shape, 3e38)));
    if (layer === 'dense1') patchTanh(model);
    const failure: unknown = await fit(model, noisyOptions()).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(TrainingError);
    expect(failure).toMatchObject({ code: 'non-finite-loss', place: { epoch: 1, step: 1, layer } });
    expect(String(failure)).toContain(words);
    expect([...(model.state['norm1.mean']?.dataSync() ?? [])]).toEqual(mean);
    model.dispose();
  });

  it('names the parameter that an update made infinite, or its gradient before the update where it looks', async () => {
    const data = () =>
      pairs([
        [1e20, 1],
        [1, 1],
      ]);
    const model = line();
    await expect(
      fit(model, lineOptions({ data: () => pairs([[1e9, -1e9]]), epochs: 2, optimizer: sgd({ learningRate: 1e30 }) })),
    ).rejects.toMatchObject({
      code: 'non-finite-loss',
      place: { epoch: 2, step: 1, parameter: 'weight' },
    });
    model.parameters.weight.dispose();
    const checked = line(1);
    const steep = (y: tf.Tensor, p: tf.Tensor): tf.Scalar =>
      tf.mul(tf.sqrt(tf.relu(tf.sum(tf.sub(p, y)))), 0) as tf.Scalar;
    await expect(
      fit(checked, lineOptions({ data: () => pairs([[0, 0]]), loss: steep, checkGradients: true })),
    ).rejects.toMatchObject({ code: 'non-finite-gradient', place: { epoch: 1, step: 1, parameter: 'weight' } });
    expect(weightOf(checked)).toBe(1);
    await expect(fit(checked, lineOptions({ data }))).rejects.toThrow('fit: the loss must stay finite');
    checked.parameters.weight.dispose();
  });

  it('keeps its memory flat from epoch to epoch', async () => {
    const model = noisyModel();
    const sizes: number[][] = [];
    const callbacks = [
      {
        onEpochEnd() {
          const { numTensors, numBytes } = tf.memory();
          sizes.push([numTensors, numBytes]);
        },
      },
    ];
    const evaluations = { v: { data: () => pass(), metrics: { loss: new LossMetric(softmaxCrossEntropy) } } };
    const optimizer = sgd({ learningRate: 0.1, momentum: 0.9 });
    const features = { accumulate: 2, average: { decay: 0.9 }, clip: { norm: 1 }, l2: 1e-3 };
    const keepBest = { set: 'v', metric: 'loss', mode: 'min' } as const;
    const data = () => pass(4);
    const options = noisyOptions({ epochs: 30, data, evaluations, optimizer, callbacks, keepBest, ...features });
    const leak = await leakOf(async () => {
      await fit(model, options);
      optimizer.dispose();
    });
    expect(new Set(sizes.slice(1).map(String)).size).toBe(1);
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
    model.dispose();
  });
});

it('refuses options that are none', async () => {
  await useBackend('cpu');
  const refused = async (changes: object): Promise<unknown> => {
    const model = line();
    const failure: unknown = await fit(model, lineOptions(changes)).catch((error: unknown) => error);
    model.parameters.weight.dispose();
    return String(failure);
  };
  expect(await refused({ accumulate: 0 })).toContain('fit: accumulate must be an integer >= 1, got 0');
  expect(await refused({ l1: -1 })).toContain('fit: l1 must be');
  expect(await refused({ clip: { norm: 0 } })).toContain('fit: clip.norm must be a finite number > 0, got 0');
  expect(await refused({ scheduleBy: 'day' })).toContain('scheduleBy must be one of epoch, update');
  expect(await refused({ schedule: () => -1 })).toContain('what schedule gives must be a finite number >= 0, got -1');
  expect(await refused({ average: { decay: 2 } })).toContain('average.decay');
  const stopping = { metric: 'loss', mode: 'min', patience: 0 };
  expect(await refused({ earlyStopping: stopping })).toContain('earlyStopping.patience');
  expect(await refused({ reduceOnPlateau: { metric: 'accuracy', mode: 'max' } })).toContain(
    'one of loss, got "accuracy"',
  );
  const bare = { step() {}, dispose() {} };
  expect(await refused({ optimizer: bare, schedule: () => 1 })).toContain('optimizer must have a learningRate');
  expect(await refused({ optimizer: bare, l2: 1, decoupled: true })).toContain('optimizer must have a learningRate');
});

/** Gives one number after another. */
function scripted(values: readonly number[]): { update(): void; compute(): number; reset(): void } {
  let at = 0;
  return { update() {}, compute: () => values[at++] ?? Number.NaN, reset() {} };
}

/** Without noise, so that only the gradients tell runs apart; and without the running mean, which knows batches. */
function quietModel(): Trainable & { dispose(): void } {
  const { parameters, dispose } = noisyModel();
  const dense = (x: tf.Tensor, name: string): tf.Tensor =>
    tf.add(
      tf.matMul(x as tf.Tensor2D, parameters[`${name}.weight`] as tf.Tensor2D),
      parameters[`${name}.bias`] as tf.Tensor,
    );
  return { parameters, dispose, apply: (x) => tf.tidy(() => dense(tf.tanh(dense(x, 'dense1')), 'dense2')) };
}

/** `dense1` with no tanh over it, which would make any number finite. */
function patchTanh(model: ReturnType<typeof noisyModel>): void {
  model.apply = (x, { taps = {} } = {}) =>
    tf.tidy(() => {
      const hidden = tf.mul(tf.matMul(x as tf.Tensor2D, model.parameters['dense1.weight'] as tf.Tensor2D), 10);
      taps.dense1?.(hidden);
      const parts = Object.values(model.parameters).map((variable) => tf.sum(variable));
      const output = tf.add(tf.matMul(hidden as tf.Tensor2D, tf.zeros([6, 3])), tf.mul(tf.addN(parts), 0));
      taps.dense2?.(output);
      return output;
    });
}
