import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BackendInfo, useBackend } from '@gradlab/backend';
import { mlp } from '@gradlab/models';
import type { DataSource } from '@gradlab-examples/harness';
import { runForTest, type TestRun, timeless, writeDigits } from '@gradlab-examples/harness/testing';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { leastAt, plateauAt } from './curves.ts';
import { flatFinding, gradientFinding, improvingFinding, plateauFinding } from './findings.ts';
import { mnistMlp } from './index.ts';
import { plansOf } from './plan.ts';
import { readingsOf } from './readings.ts';
import type { Training } from './run-training.ts';
import { curvesSetting, humourSetting, type Initialisation, type Setting, solutionSetting } from './settings.ts';

let backend: BackendInfo;
let root: string;
let source: DataSource;
beforeAll(async () => {
  backend = await useBackend('wasm');
});
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'gradlab-mnist-mlp-'));
  source = await writeDigits(root, { train: 600, test: 100 });
});
afterEach(() => rm(root, { recursive: true, force: true }));

interface Metrics {
  readonly trainings: {
    readonly plan: { readonly id: string };
    readonly parameterCount: number;
    readonly largestWeight: number;
    readonly history: { seconds?: number }[];
  }[];
  readonly gradientValidation: {
    readonly points: { n: number; maxAbsDifference: number }[];
    readonly float64Points: { n: number; maxAbsDifference: number }[];
    readonly gradient: number[];
  };
  readonly comparisons: unknown[];
}

async function runInto(name: string, changes: Partial<TestRun>): Promise<Metrics> {
  return (await runForTest<Metrics>(mnistMlp, { out: join(root, name), backend, source, ...changes })).metrics;
}

/** Curves and figures without the wall times, which alone may differ. */
function repeatable({ trainings, gradientValidation, comparisons }: Metrics): unknown {
  return timeless({ trainings, gradientValidation, comparisons });
}

describe('settings', () => {
  const count = ({ hidden }: Setting): number => {
    const model = mlp({ inputShape: [28, 28, 1], hidden, outputs: 10, seed: 1 });
    const parameters = model.countParameters();
    model.dispose();
    return parameters;
  };

  it('have the parameter counts of the reports', () => {
    expect(count(solutionSetting)).toBe(596_910);
    expect(count(humourSetting)).toBe(762_810);
    // The largest of A2-K.
    expect(count(curvesSetting)).toBe(669_706);
  });

  it('give one training for each initialisation and reading', () => {
    expect(plansOf(solutionSetting).map(({ id }) => id)).toEqual([
      'a1-s-zero-plain',
      'a1-s-zero-bias-divided-twice',
      'a1-s-normal-plain',
      'a1-s-glorot-plain',
    ]);
    expect(plansOf(humourSetting)).toHaveLength(6);
    expect(plansOf(curvesSetting).map(({ id }) => id)).toEqual([
      'a1-k-zero-plain',
      'a1-k-normal-plain',
      'a1-k-glorot-plain',
    ]);
    expect(readingsOf(humourSetting, 'glorot').map(({ l2 }) => l2)).toEqual([0.1, 0.00625]);
  });

  it('divide gradients of biases alone by the batch size', () => {
    const reading = readingsOf(solutionSetting, 'zero')[1];
    const gradients = { 'dense1.weight': tf.tensor1d([8]), 'dense1.bias': tf.tensor1d([8]) };
    const changed = reading?.transformGradients?.(gradients, { size: 4 });
    expect(changed?.['dense1.weight']?.dataSync()[0]).toBe(8);
    expect(changed?.['dense1.bias']?.dataSync()[0]).toBe(2);
  });
});

describe('a run on few digits', () => {
  it('names in its report no initialisation that it did not run', async () => {
    await runInto('alone', { only: ['A3'] });
    const html = await readFile(join(root, 'alone', 'mnist-mlp', 'report.html'), 'utf8');
    expect(html).toContain('784-500-400-10 (here: Glorot uniform)');
    expect(html).toContain(' 1 epoch;');
  });

  it('writes report, figures, metrics and weights, and leaks nothing', async () => {
    const before = tf.memory().numTensors;
    const metrics = await runInto('run', { only: ['A1-S', 'A3'] });
    expect(tf.memory().numTensors).toBe(before);
    expect((await readdir(join(root, 'run', 'mnist-mlp'))).sort()).toEqual([
      'a1-s-training-loss.svg',
      'a1-s-validation-accuracy.svg',
      'a3-gradient-validation.svg',
      'files.txt',
      'metrics.json',
      'report.html',
      'weights-a1-s-glorot-plain.safetensors',
      'weights-a1-s-normal-plain.safetensors',
      'weights-a1-s-zero-bias-divided-twice.safetensors',
      'weights-a1-s-zero-plain.safetensors',
    ]);
    expect(metrics.trainings.map(({ parameterCount }) => parameterCount)).toEqual([596_910, 596_910, 596_910, 596_910]);
    expect(metrics.trainings.map(({ largestWeight }) => largestWeight === 0)).toEqual([true, true, false, false]);
  });

  it('gives the same numbers for the same seed', async () => {
    const options = { only: ['A3'], seed: 5 } as const;
    const [first, again] = [await runInto('first', options), await runInto('again', options)];
    expect(repeatable(again)).toEqual(repeatable(first));
    const other = await runInto('other', { ...options, seed: 6 });
    expect(repeatable(other)).not.toEqual(repeatable(first));
  });

  it('shows the fall and the rise of A3, on a sample whose gradients are not all zero', async () => {
    const { gradientValidation } = await runInto('run', { only: ['A3'] });
    const { points, float64Points, gradient } = gradientValidation;
    expect(gradient.some((value) => value !== 0)).toBe(true);
    expect(points.map(({ n }) => n)).toEqual([1, 5, 10, 50, 100, 500, 1e3, 5e3, 1e4, 5e4, 1e5, 5e5]);
    const smallest = Math.min(...points.map(({ maxAbsDifference }) => maxAbsDifference));
    expect(points[0]?.maxAbsDifference).toBeGreaterThan(10 * smallest);
    expect(points.at(-1)?.maxAbsDifference).toBeGreaterThan(10 * smallest);
    // In double precision the fall goes on.
    expect(Math.min(...float64Points.map(({ maxAbsDifference }) => maxAbsDifference))).toBeLessThan(smallest / 1000);
  });

  it('draws the curves of A1-K, and compares them with what its report says only at its length', async () => {
    const metrics = await runInto('run', { only: ['A1-K'], epochs: 2 });
    const files = await readdir(join(root, 'run', 'mnist-mlp'));
    const drawn = ['training-accuracy', 'training-loss', 'validation-accuracy', 'validation-loss'];
    expect(files.filter((name) => name.endsWith('.svg')).sort()).toEqual(drawn.map((name) => `a1-k-${name}.svg`));
    expect(metrics.trainings.map(({ largestWeight }) => largestWeight === 0)).toEqual([true, false, false]);
    expect(metrics.comparisons).toHaveLength(5);
    expect(metrics.comparisons).toContainEqual(
      expect.objectContaining({ measure: 'epoch of the least validation error', published: null }),
    );
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error('enough')), 300);
    await expect(runInto('run', { signal: controller.signal, epochs: 100 })).rejects.toThrow('enough');
    // What was done is kept for the next run; nothing is published.
    expect(await readdir(join(root, 'run', 'mnist-mlp'))).toEqual(['.parts']);
  });
});

describe('findings', () => {
  const validation = (differences: number[]) => ({
    sample: 0,
    label: 1,
    parameter: 'dense2.weight',
    shape: [2, 2],
    gradient: [1],
    points: differences.map((maxAbsDifference, i) => ({ n: 10 ** i, maxAbsDifference })),
    float64Points: [{ n: 1000, maxAbsDifference: 1e-9 }],
  });

  it('say that the difference rises again only where it does', () => {
    expect(gradientFinding(validation([1, 0.1, 0.01, 0.5]))).toContain('then it rises to 5.00e-1 at N = 1,000');
    expect(gradientFinding(validation([1, 0.1, 0.01, 0.001]))).toContain('it does not rise again');
    expect(gradientFinding(validation([0.1, 1, 2]))).toContain('it does not fall');
    expect(gradientFinding(validation([0.1, 1, 2]))).toContain('In float64 it falls to 1.00e-9 at N = 1,000.');
  });

  const curve = (initialisation: Initialisation, accuracies: number[], losses = accuracies.map(() => 2.3)) =>
    ({
      plan: { ...plansOf(curvesSetting)[0], initialisation },
      epochs: accuracies.length - 1,
      initial: { validation: { accuracy: accuracies[0], loss: losses[0] } },
      history: accuracies.slice(1).map((accuracy, i) => ({
        epoch: i + 1,
        evaluations: { validation: { accuracy, loss: losses[i + 1] } },
      })),
    }) as unknown as Training;

  it('say of curves whether they are flat, where they plateau and whether they still improve', () => {
    const plateau = curve('normal', [0.1, 0.8, 0.9, 0.905, 0.904, 0.903, 0.905]);
    expect([plateauAt(plateau), leastAt(plateau)]).toEqual([2, 3]);
    expect(plateauFinding(plateau)).toContain('plateaus: at epoch 2 it is 0.9000, and all later ones add 0.0050');
    expect(plateauFinding(curve('normal', [0.1, 0.2, 0.3, 0.4]))).toContain('only from epoch 3 of 3 on');
    expect(improvingFinding(curve('glorot', [0.1, 0.2, 0.3]))).toContain('keeps improving to the end');
    expect(improvingFinding(plateau)).toContain('no longer improves at the end: its best validation accuracy, 0.9050');
    expect(flatFinding(curve('zero', [0.1, 0.1], [2.31, 2.308]))).toContain(
      'is flat: in 1 epoch it stays within 0.0020',
    );
    expect(flatFinding(curve('zero', [0.1, 0.1], [2.3, 1.3]))).toContain('is not flat');
  });
});
