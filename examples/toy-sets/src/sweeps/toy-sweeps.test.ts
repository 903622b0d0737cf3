import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { useBackend } from '@gradlab/backend';
import { zoo } from '@gradlab/models';
import { runForTest } from '@gradlab-examples/harness/testing';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { compare } from './comparison.ts';
import { toySweeps } from './experiment.ts';
import { bestFinding, divergenceFinding, equalTimeFinding, timeFinding } from './findings.ts';
import { plansOf, type Reading, valueName } from './plan.ts';
import type { SweepResults, SweepTraining } from './run-sweeps.ts';
import { bestOf, hasDiverged } from './summary.ts';

describe('plans', () => {
  it('sweep one setting each, a batch no larger than the set', () => {
    expect(plansOf('batch', 'mean', 1000).map(({ value }) => value)).toEqual([1, 10, 50, 100, 500, 1000]);
    expect(plansOf('batch', 'mean', 200).map(({ setting }) => setting.batchSize)).toEqual([1, 10, 50, 100]);
    const rates = plansOf('rate', 'sum', 200).map(({ setting }) => setting);
    expect(rates.map(({ learningRate }) => learningRate)).toEqual([1e-4, 1e-3, 1e-2, 1e-1, 1]);
    expect(new Set(rates.map(({ loss, batchSize, hidden }) => `${loss} ${batchSize} ${hidden}`))).toEqual(
      new Set(['softmax-sum 100 10']),
    );
  });
});

it('writes report, figures and metrics, and leaks nothing', async () => {
  const out = await mkdtemp(join(tmpdir(), 'gradlab-toy-sweeps-'));
  const backend = await useBackend('wasm');
  const before = tf.memory().numTensors;
  const { metrics } = await runForTest<SweepResults>(toySweeps, { out, backend, only: ['rate'] });
  expect(tf.memory().numTensors).toBe(before);
  expect(await readdir(join(out, 'toy-sweeps'))).toEqual(
    expect.arrayContaining(['rate-boundaries.svg', 'rate-loss-mean.svg', 'rate-loss-sum.svg', 'report.html']),
  );
  const { trainings, times } = metrics;
  expect(trainings.map(({ parameterCount }) => parameterCount)).toEqual(Array(10).fill(zoo.toyTanh10.parameterCount));
  // Two batches of 100: a sum is a hundred times their mean, and so is a rate of 0.01 to one of 1e-4.
  const lossOf = (reading: Reading, rate: number) =>
    trainings.find(({ reading: each, value }) => each === reading && value === rate)?.losses.at(-1);
  expect(lossOf('sum', 1e-4)).toBeCloseTo(lossOf('mean', 1e-2) ?? Number.NaN, 5);
  for (const { seconds } of times) expect(seconds).toBeGreaterThan(0);
  const words = (await readFile(join(out, 'toy-sweeps', 'report.html'), 'utf8')).replaceAll(/base64,[^"]*/g, '');
  expect(/NaN|undefined/.exec(words)).toBeNull();
  await rm(out, { recursive: true });
});

describe('findings', () => {
  const training = (changes: Partial<SweepTraining>, ...losses: number[]): SweepTraining => ({
    sweep: 'rate',
    reading: 'mean',
    value: 1,
    setting: { hidden: [10], activation: 'tanh', loss: 'softmax', optimizer: 'sgd', learningRate: 1, batchSize: 100 },
    parameterCount: 52,
    updates: 2,
    losses,
    validationLosses: losses.slice(1),
    accuracy: 0.75,
    testAccuracy: 0.5,
    seconds: losses.slice(1).map(() => 1),
    diverged: null,
    ...changes,
  });

  it('say whether the rate diverged, and how', () => {
    const course = (...losses: number[]) => divergenceFinding([training({}, ...losses)], 'mean');
    expect(course(0.7, 5, 0.2)).toContain(
      'does not diverge: the training loss goes from 0.7000 before the first update to 0.2000',
    );
    expect(course(0.7, 5, 0.2)).toContain('the highest loss after an epoch is 5.0000');
    expect(course(0.7, 5)).toContain('a learning rate of 1 diverges: the training loss');
    expect(divergenceFinding([training({ diverged: 3 }, 0.7)], 'mean')).toContain('no longer finite in epoch 3');
    expect(divergenceFinding([training({}, 0.7)], 'sum')).toBe('');
    expect(hasDiverged(training({ diverged: 1 }, 0.7, 0.1))).toBe(true);
  });

  it('say which value is best, after equal epochs and in equal time', () => {
    const slow = training({ sweep: 'batch', value: 10, seconds: [1, 1] }, 0.9, 0.5, 0.1);
    const fast = training({ sweep: 'batch', value: 100, seconds: [0.6, 0.6] }, 0.9, 0.6, 0.3);
    expect(bestFinding([fast, slow], 'batch', 'mean')).toContain(
      'a batch size of 10 (0.1000, 75.00 % right), the largest that of a batch size of 100 (0.3000, 75.00 % right). Of the test points the first has 50.00 % right.',
    );
    expect(equalTimeFinding([slow, fast], 'mean')).toContain('that of a batch of 100: 0.3000');
    const broken = training({ sweep: 'batch', value: 1, seconds: [], diverged: 1 }, 0.2);
    expect(equalTimeFinding([slow, fast, broken], 'mean')).toContain('that of a batch of 100: 0.3000');
    expect(equalTimeFinding([broken], 'mean')).toBe('');
    const never = training({ value: 0.1, diverged: 1 }, 0.9);
    expect(bestOf([never, slow])).toBe(slow);
    const small = training({ value: 1e-4 }, 0.9, 0.5);
    expect(bestFinding([never, small], 'rate', 'mean')).toMatch(
      /is that of a learning rate of 0\.0001 .*no finite value/,
    );
    expect(bestFinding([small], 'rate', 'mean')).not.toContain('largest');
    expect(bestFinding([never], 'rate', 'mean')).toContain('no training ended with a finite validation loss');
    expect(bestOf([never])).toBeUndefined();
    expect([valueName('hidden', 1), valueName('hidden', 50)]).toEqual(['1 hidden unit', '50 hidden units']);
  });

  it('say what an update costs', () => {
    const times = [1, 100].map((value, i) => ({ sweep: 'batch', value, seconds: 0.001 * (i + 1) }) as const);
    expect(timeFinding(times, 'batch')).toContain(
      'An update with a batch size of 100 takes 2.0 times as long as with a batch size of 1 (2.00 against 1.00 ms): per point 0.020 times as long.',
    );
    expect(timeFinding(times, 'rate')).toBe('');
  });

  it('set what was published beside a full run alone', () => {
    const trainings = [training({ value: 0.01 }, 0.7, 0.1), training({}, 0.7, 5)];
    const results = { isComparable: true, epochs: 1, trainings, times: [] };
    expect(compare(results).map(({ measure, ours, published }) => [measure, ours, published])).toEqual([
      ['best learning rate', 0.01, 0.01],
      ['a rate of 1 diverges (1: yes)', 1, 1],
    ]);
    expect(compare({ ...results, isComparable: false }).every(({ published }) => published === null)).toBe(true);
  });
});
