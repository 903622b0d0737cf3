import { useBackend } from '@gradlab/backend';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { line, lineOptions, noisyOptions, pairs, patchTanh, weightOf } from '../../test/fit-fixtures.ts';
import { noisyModel } from '../../test/noisy-model.mjs';
import { fit, LossMetric, meanSquaredError, sgd, TrainingError } from '../index.ts';

describe.each(['cpu', 'wasm'] as const)('fit on %s', (backend) => {
  beforeAll(() => useBackend(backend));

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
});

it('says so where an evaluation set is at its end after one pass', async () => {
  await useBackend('cpu');
  const once = pairs([[1, 0]]);
  const evaluations = { v: { data: () => once, metrics: { loss: new LossMetric(meanSquaredError) } } };
  const model = line();
  await expect(fit(model, lineOptions({ epochs: 2, evaluations }))).rejects.toMatchObject({
    code: 'no-data',
    place: { epoch: 2 },
    message: 'fit: evaluations.v.data must give a fresh pass of at least one batch, got none after epoch 2',
  });
  model.parameters.weight.dispose();
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
  expect(await refused({ data: [] })).toContain('TypeError: fit: data must be a function, got');
  expect(await refused({ loss: undefined })).toContain('TypeError: fit: loss must be a function, got undefined');
  expect(await refused({ optimizer: undefined })).toContain('TypeError: fit: optimizer.step must be a function');
  const bare = { step() {}, dispose() {} };
  expect(await refused({ optimizer: bare, schedule: () => 1 })).toContain('optimizer must have a learningRate');
  expect(await refused({ optimizer: bare, l2: 1, decoupled: true })).toContain('optimizer must have a learningRate');
});
