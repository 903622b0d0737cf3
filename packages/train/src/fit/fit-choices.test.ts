import { useBackend } from '@gradlab/backend';
import { beforeAll, describe, expect, it } from 'vitest';
import { line, lineOptions, noisyOptions, pairs, pass, scripted, valuesOf, weightOf } from '../../test/fit-fixtures.ts';
import { noisyModel } from '../../test/noisy-model.mjs';
import { fit, LossMetric, meanSquaredError } from '../index.ts';

describe.each(['cpu', 'wasm'] as const)('fit on %s', (backend) => {
  beforeAll(() => useBackend(backend));

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
});
