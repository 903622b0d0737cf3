import { useBackend } from '@gradlab/backend';
import { batchNorm, dense, mlp, sequential } from '@gradlab/models';
import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { type CheckableModel, gradcheckModel } from '../src/index.ts';
import { crossEntropy, draws } from './networks.ts';

beforeAll(() => useBackend('wasm'));

const batch = (): { x: tf.Tensor; y: tf.Tensor } => ({
  x: draws(1, 'x', [6, 8]),
  y: tf.tidy(() => tf.oneHot(tf.tensor1d([0, 1, 2, 0, 1, 2], 'int32'), 3)),
});

it('checks a model of @gradlab/models by the names of its parameters', async () => {
  const model = mlp({ inputShape: [8], hidden: [7], outputs: 3, activation: 'tanh', seed: 1 });
  const data = batch();
  const before = await Promise.all(Object.values(model.parameters).map((parameter) => parameter.data()));
  const leak = await leakOf(async () => {
    for (const mode of ['fast', 'full'] as const) {
      const report = await gradcheckModel(model, data, crossEntropy, { mode });
      expect(report, String(report)).toMatchObject({ ok: true, mode });
      expect(report.inputs.map((input) => input.name)).toEqual([
        'dense1.weight',
        'dense1.bias',
        'dense2.weight',
        'dense2.bias',
      ]);
    }
    expect((await gradcheckModel(model, data, crossEntropy)).mode).toBe('fast');
  });
  expect(leak).toEqual({ tensors: 0, bytes: 0 });
  const after = await Promise.all(Object.values(model.parameters).map((parameter) => parameter.data()));
  expect(after).toEqual(before);
  model.dispose();
  tf.dispose([data.x, data.y]);
});

it('leaves running statistics as they are', async () => {
  const model = sequential({ inputShape: [8], layers: [dense({ units: 3 }), batchNorm()], seed: 1 });
  const data = batch();
  expect((await gradcheckModel(model, data, crossEntropy)).ok).toBe(true);
  expect([...(model.state['bn1.runningMean']?.dataSync() ?? [])]).toEqual([0, 0, 0]);
  expect([...(model.state['bn1.runningVariance']?.dataSync() ?? [])]).toEqual([1, 1, 1]);
  model.dispose();
  tf.dispose([data.x, data.y]);
});

it('runs it as told, and names the parameter that is wrong', async () => {
  const weight = tf.variable(draws(1, 'w', [8, 3]));
  const unused = tf.variable(tf.scalar(1));
  const calls = new Set<string>();
  const forgetful = tf.customGrad((t) => ({ value: tf.mul(2, t as tf.Tensor), gradFunc: (dy: tf.Tensor) => dy }));
  const model: CheckableModel = {
    parameters: { weight, unused },
    apply: (x, { training, seed }) => {
      calls.add(`${training} ${JSON.stringify(seed)}`);
      return tf.matMul(x as tf.Tensor2D, forgetful(weight) as tf.Tensor2D);
    },
  };
  const data = batch();
  const report = await gradcheckModel(model, data, crossEntropy, { training: false, seed: 5 });
  expect(report.inputs.map(({ name, verdict }) => [name, verdict])).toEqual([
    ['weight', 'wrong'],
    ['unused', 'not-connected'],
  ]);
  expect(report.worst?.input).toBe('weight');
  expect([...calls]).toEqual(['false {"words":[0,5]}']);
  tf.dispose([weight, unused, data.x, data.y]);
});

it('refuses what is no model, batch or loss', async () => {
  const data = batch();
  const refuse = (model: unknown, given: unknown = data, loss: unknown = crossEntropy): Promise<unknown> =>
    gradcheckModel(model as CheckableModel, given as typeof data, loss as typeof crossEntropy);
  const parameters = { weight: tf.variable(tf.scalar(1)) };
  const apply = (x: tf.Tensor): tf.Tensor => x;
  await expect(refuse({})).rejects.toThrow(
    'gradcheckModel: model must have parameters and a method apply, got an object',
  );
  await expect(refuse({ parameters: { weight: 3 }, apply })).rejects.toThrow(
    'model.parameters.weight must be a tf.Variable',
  );
  await expect(refuse({ parameters, apply }, { x: 3 })).rejects.toThrow('batch must be { x, y } with a tensor x');
  await expect(refuse({ parameters, apply }, data, 3)).rejects.toThrow('loss must be a function, got 3');
  await expect(refuse({ parameters: {}, apply })).rejects.toThrow('inputs must hold at least one float32 tensor');
  tf.dispose([parameters.weight, data.x, data.y]);
});
