import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BackendInfo, useBackend } from '@gradlab/backend';
import { mlp } from '@gradlab/models';
import { runForTest, timeless, writeDigits } from '@gradlab-examples/harness/testing';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examplesOf, fromTfjs, toTfjs, weightsOf } from './beside-tfjs.ts';
import { type GradientCheck, greatestDifference } from './check-gradients.ts';
import { differencesOf } from './compare-courses.ts';
import { worstShare } from './comparison.ts';
import { curveFinding, DIFFERENCE_ERROR, FLOAT64_ROUNDING, gradientFinding } from './findings.ts';
import { gradcheckByHand } from './gradcheck-by-hand.ts';
import { fromScratch } from './index.ts';
import { eachOf, lossAndGradients } from './network.ts';
import { plansOf } from './plan.ts';
import type { SetResult } from './run-set.ts';

let backend: BackendInfo;
let root: string;
beforeAll(async () => {
  backend = await useBackend('wasm');
  root = await mkdtemp(join(tmpdir(), 'gradlab-from-scratch-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe('a run on few digits and the circles', () => {
  it('agrees with autograd to rounding, trains to the curve of tfjs, and writes its report; the same again', async () => {
    const source = await writeDigits(root, { train: 120, test: 20 });
    const run = (name: string, only: readonly string[]) =>
      runForTest<{ sets: SetResult[] }>(fromScratch, { out: join(root, name), backend, source, only, epochs: 2 });
    const before = tf.memory().numTensors;
    const { metrics } = await run('run', ['toy', 'digits']);
    expect(tf.memory().numTensors).toBe(before);
    expect(metrics.sets.map(({ id }) => id)).toEqual(['toy', 'digits']);
    for (const set of metrics.sets) {
      expect(worstShare(set, 'fromAutograd')).toBeLessThan(FLOAT64_ROUNDING);
      expect(worstShare(set, 'fromDifferences')).toBeLessThan(DIFFERENCE_ERROR);
      // 24 bits, and sums of up to 784 products.
      expect(worstShare(set, 'fromFloat32')).toBeLessThan(1e-5);
      expect(set.checks.map(({ gradcheck }) => gradcheck.verdict)).toEqual(['ok', 'ok']);
      // Losses of about 1 in float32, after some updates.
      expect(Math.max(...set.differences.float64.map(({ loss }) => loss))).toBeLessThan(1e-5);
      expect(gradientFinding(set)).toContain('which rounding explains, nor farther');
      expect(curveFinding(set)).toContain('the same curve');
    }
    const folder = join(root, 'run', 'from-scratch');
    const files = await readdir(folder);
    expect(files).toEqual(expect.arrayContaining(['toy-boundary.svg', 'toy-curves.svg', 'digits-differences.svg']));
    const html = await readFile(join(folder, 'report.html'), 'utf8');
    expect(html).toContain('∇h̃ = (1 − h²) ⊙ ∇h');
    // No figure was published of it, for any data.
    expect(html).not.toContain('orientation');
    expect(html).toContain('on circles and digits of ');
    const again = await run('again', ['toy']);
    expect(timeless(again.metrics.sets)).toEqual(timeless(metrics.sets.slice(0, 1)));
  });
});

describe('beside tfjs', () => {
  it('turns matrices and back, and names what a model lacks', () => {
    const values = Float32Array.of(1, 2, 3, 4, 5, 6);
    const turned = fromTfjs(values, [2, 3], 'float64');
    expect([...turned]).toEqual([1, 4, 2, 5, 3, 6]);
    expect([...toTfjs(turned, [2, 3])]).toEqual([...values]);
    expect(fromTfjs(values, [6], 'float32')).toEqual(values);
    const linear = mlp({ inputShape: [2], hidden: [], outputs: 2, seed: 1 });
    expect(() => weightsOf(linear, 'float64')).toThrow('model must have dense2.weight, got dense1.weight,dense1.bias');
    linear.dispose();
  });

  it('sees by gradcheck when a formula is left out', async () => {
    const model = mlp({ inputShape: [3], hidden: [4], outputs: 2, activation: 'tanh', seed: 1 });
    const batch = { x: tf.tensor2d([[1, 2, -1]]), y: tf.tensor1d([1], 'int32') };
    expect((await gradcheckByHand(model, batch, lossAndGradients)).verdict).toBe('ok');
    const wrong: typeof lossAndGradients = (weights, examples) => {
      const { loss, gradients } = lossAndGradients(weights, examples);
      return { loss, gradients: { ...gradients, bh: gradients.bh.map((d) => 1.01 * d) } };
    };
    expect((await gradcheckByHand(model, batch, wrong)).verdict).toBe('wrong');
    expect(examplesOf(batch, 2, 'float64')).toEqual({
      x: Float64Array.of(1, 2, -1),
      y: Float64Array.of(0, 1),
      count: 1,
    });
    tf.dispose([batch.x, batch.y]);
    model.dispose();
  });
});

describe('plans, differences and findings', () => {
  it('has plans of the parts asked for, with the epochs asked for', () => {
    expect(plansOf(['digits']).map(({ id, epochs }) => [id, epochs])).toEqual([['digits', 5]]);
    expect(plansOf(undefined, 3).map(({ id, epochs }) => [id, epochs])).toEqual([
      ['toy', 3],
      ['digits', 3],
    ]);
  });

  it('measures the greatest difference, and does not take a lack for agreement', () => {
    expect(greatestDifference([1, 2, 3], [1, 2.5, 2])).toBe(1);
    expect(greatestDifference([1], [])).toBeNaN();
    expect(greatestDifference([Number.NaN], [1])).toBeNaN();
    const weights = { Wh: Float64Array.of(1), bh: Float64Array.of(0), Wy: Float64Array.of(1), by: Float64Array.of(0) };
    const a = { batchLosses: [[1, 2]], weights: [weights], seconds: 1 };
    const b = {
      batchLosses: [[1, 2.25]],
      weights: [eachOf(weights, (values) => values.map((w) => w + 0.5))],
      seconds: 1,
    };
    expect(differencesOf(a, b)).toEqual([{ epoch: 1, loss: 0.25, weight: 0.5 }]);
  });

  it('say what the numbers say', () => {
    const gradient: GradientCheck = {
      name: 'Wy',
      size: 1,
      largest: 1,
      fromAutograd: 0,
      fromDifferences: 0,
      differenced: 1,
      fromFloat32: 0,
    };
    const set = (change: Partial<GradientCheck>, apart = 0): SetResult => {
      const difference = [{ epoch: 1, loss: apart, weight: apart }];
      const training = { losses: [1], testAccuracy: 1, seconds: 1 };
      const check = {
        when: 'before',
        examples: 1,
        lossDifference: 0,
        gradcheck: { verdict: 'ok', maxAbsError: 0, compared: 1 },
      } as const;
      return {
        id: 'toy',
        label: 'circles',
        plan: plansOf(['toy'])[0] as SetResult['plan'],
        examples: { train: 1, test: 1 },
        parameterCount: 1,
        checks: [{ ...check, gradients: [{ ...gradient, ...change }] }],
        trainings: { tfjs: training, float64: training, float32: training },
        differences: { float64: difference, float32: difference, precisions: [{ epoch: 1, loss: 0, weight: 0 }] },
      };
    };
    expect(gradientFinding(set({ fromAutograd: 1e-3 }))).toContain(
      'from autograd, more than the 1.0e-13 that rounding explains',
    );
    expect(gradientFinding(set({ fromDifferences: 1e-3 }))).toContain(
      'more than the 1.0e-8 that their own error explains',
    );
    expect(curveFinding(set({}, 0.5))).toContain('curves that part');
    expect(curveFinding(set({}, 0.5))).toContain('the precision alone makes 0.0 times the distance from TensorFlow.js');
    expect(curveFinding(set({}, Number.NaN))).toMatch(/curves that part.*cannot be told/);
    expect(curveFinding(set({}))).toContain('there is no distance to explain');
  });
});
