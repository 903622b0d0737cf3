import { useBackend } from '@gradlab/backend';
import { Accuracy } from '@gradlab/metrics';
import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { noisyOptions, pass, scripted } from '../../test/fit-fixtures.ts';
import { noisyModel } from '../../test/noisy-model.mjs';
import {
  type Batch,
  type EpochRecord,
  fit,
  headLosses,
  headMetric,
  LossMetric,
  meanSquaredError,
  sgd,
  softmaxCrossEntropy,
  type Trainable,
} from '../index.ts';

describe.each(['cpu', 'wasm'] as const)('fit on %s', (backend) => {
  beforeAll(() => useBackend(backend));

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
