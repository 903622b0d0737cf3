import { useBackend } from '@gradlab/backend';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { lineAfter, noisyOptions, pass, quietModel, scripted, valuesOf } from '../../test/fit-fixtures.ts';
import { noisyModel } from '../../test/noisy-model.mjs';
import { type Callback, type FitOptions, fit, sgd, step } from '../index.ts';

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
});
