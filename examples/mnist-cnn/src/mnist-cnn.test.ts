import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BackendInfo, useBackend } from '@gradlab/backend';
import { buildNetwork, loadModel } from '@gradlab-examples/harness';
import { runForTest, timeless } from '@gradlab-examples/harness/testing';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { compare, lowestLoss } from './comparison.ts';
import { confusionFinding, dropoutFinding, longFinding, pairFinding } from './findings.ts';
import { mnistCnn } from './index.ts';
import { PLANS, plansOf } from './plan.ts';
import type { Training } from './run-training.ts';

let backend: BackendInfo;
let root: string;
beforeAll(async () => {
  backend = await useBackend('wasm');
});
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'gradlab-mnist-cnn-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function run(name: string, only: readonly string[]): Promise<{ trainings: Training[] }> {
  const { metrics } = await runForTest<{ trainings: Training[] }>(mnistCnn, { out: join(root, name), backend, only });
  return metrics;
}

describe('plans', () => {
  it('have the parameter counts of the reports, and perceptrons that are as large but not larger', () => {
    const counts = PLANS.map(({ network }) => network.parameterCount);
    expect(counts.slice(0, 4)).toEqual([159_882, 570_436, 2_066, 206_500]);
    const perceptrons = PLANS.filter(({ part }) => part === 'perceptrons').map(({ network }) => network.parameterCount);
    expect(perceptrons).toEqual([570_025, 205_915, 159_805, 1_600]);
    for (const { network } of PLANS) {
      const model = buildNetwork(network.reference, 1);
      expect(model.countParameters()).toBe(network.parameterCount);
      model.dispose();
    }
  });

  it('are those of the parts asked for, with what they are compared with; long ones as the profile has it', () => {
    expect(plansOf(['dropout'], 'full').map(({ id }) => id)).toEqual(['b-s', 'b-s-dropout']);
    expect(plansOf(undefined, 'full')).toEqual(PLANS);
    expect(plansOf(['long-K', 'long-tiny'], 'full').map(({ stretch }) => stretch)).toEqual([10, 10]);
    expect(plansOf(['long-tiny', 'B-H'], 'quick').map(({ stretch }) => stretch)).toEqual([1, 2]);
    expect(new Set(PLANS.map(({ id }) => id)).size).toBe(PLANS.length);
  });
});

describe('a run on synthetic digits', () => {
  it('writes report, figures, metrics and weights, the same for the same seed, and leaks nothing', async () => {
    const before = tf.memory().numTensors;
    const { trainings } = await run('run', ['B-K-tiny', 'perceptrons']);
    expect(tf.memory().numTensors).toBe(before);
    const files = await readdir(join(root, 'run', 'mnist-cnn'));
    expect(files).toEqual(
      expect.arrayContaining(['b-k-tiny-confusion.svg', 'b-k-tiny-error.svg', 'b-k-tiny-hardest.svg']),
    );
    expect(files).toEqual(
      expect.arrayContaining(['metrics.json', 'report.html', 'sizes-error.svg', 'weights-b-k-tiny.safetensors']),
    );
    const html = await readFile(join(root, 'run', 'mnist-cnn', 'report.html'), 'utf8');
    for (const { label } of trainings) expect(html).toContain(label);
    const [tiny] = trainings;
    expect(tiny?.confusion.flat().reduce((sum, count) => sum + count, 0)).toBe(1000);
    const losses = tiny?.hardest.map(({ loss }) => loss) ?? [];
    expect(losses).toEqual([...losses].sort((a, b) => b - a));
    // It has seen 1,500 digits once; guessing gives 0.1.
    expect(tiny?.test.accuracy).toBeGreaterThan(0.15);
    const again = await run('again', ['B-K-tiny']);
    expect(timeless(again.trainings)).toEqual(timeless(trainings.slice(0, 1)));
    const { model, description } = await loadModel(join(root, 'run', 'mnist-cnn', 'weights-mlp-1600.safetensors'));
    expect(description).toMatchObject({ input: 'digit', network: { builder: 'mlp' } });
    expect(model.countParameters()).toBe(1600);
    model.dispose();
  });
});

describe('comparisons and findings', () => {
  const training = (changes: Partial<Training>, losses: readonly number[] = [0.2, 0.1, 0.3]): Training => ({
    id: 'b-s',
    label: 'B-S',
    part: 'B-S',
    network: { name: 'CNN', description: 'c', design: 'published' },
    settings: { learningRate: 1, batchSize: 1, dropout: null, epochs: losses.length },
    layers: [],
    parameterCount: 1,
    history: losses.map((loss, i) => ({
      epoch: i + 1,
      steps: 1,
      examples: 1,
      seconds: 1,
      loss,
      metrics: {},
      evaluations: { train: { loss, accuracy: 1 }, validation: { loss, accuracy: 0.9 } },
    })),
    keptEpoch: 1,
    validation: { loss: 0.2, accuracy: 0.9 },
    test: { loss: 0.2, accuracy: 0.9 },
    confusion: [
      [5, 1],
      [3, 2],
    ],
    hardest: [],
    seconds: 3,
    ...changes,
  });

  it('set published figures beside runs of their length alone', () => {
    const ten = training({}, Array(10).fill(0.07));
    expect(compare([ten]).map(({ measure, published }) => [measure, published])).toEqual([
      ['validation accuracy', 0.98],
      ['validation loss', 0.08],
      ['test accuracy', null],
    ]);
    expect(compare([training({})]).map(({ published }) => published)).toEqual([null, null, null]);
    expect(lowestLoss(training({}))).toEqual({ epoch: 2, loss: 0.1, accuracy: 0.9 });
  });

  it('say what the numbers say', () => {
    const [good, bad] = [0.98, 0.9].map((accuracy) => training({ test: { loss: 0, accuracy } })) as [
      Training,
      Training,
    ];
    expect(pairFinding(good, bad)).toContain('the perceptron errs 5.0 times as often');
    expect(pairFinding(bad, good)).toContain('the convolutional network errs 5.0 times as often');
    expect(pairFinding(good, good)).toContain('no difference');
    expect(dropoutFinding(training({}), training({}, [0.05]))).toContain(
      'Dropout lowers the least validation loss: 0.0500',
    );
    expect(dropoutFinding(training({}, [0.05]), training({}))).toContain('Dropout raises');
    expect(longFinding(training({}))).toContain('rises again to 0.3000: it overfits');
    expect(longFinding(training({}, [0.2, 0.1]))).toContain('it does not overfit');
    expect(confusionFinding(training({}))).toBe('Most often a 1 is taken for a 0: 3 times.');
    expect(confusionFinding(training({ confusion: [[1]] }))).toBe('No test digit is mistaken for another.');
  });
});
