import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BackendInfo, useBackend } from '@gradlab/backend';
import { zoo } from '@gradlab/models';
import { buildNetwork } from '@gradlab-examples/harness';
import { runForTest } from '@gradlab-examples/harness/testing';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { drawSets } from '../toy-data.ts';
import { networkOf } from '../training/toy-setting.ts';
import { trainToy } from '../training/train-toy.ts';
import { bestLine, meanDistance } from './best-line.ts';
import { compare, likenesses } from './comparison.ts';
import { toySets } from './experiment.ts';
import {
  bestFinding,
  gridFinding,
  gridOutline,
  ladderFinding,
  likenessFinding,
  lineFinding,
  lossFinding,
  sizeReading,
} from './findings.ts';
import { BEST, LADDER } from './plan.ts';
import type { Results } from './results.ts';
import type { SetTraining } from './run-ladder.ts';

let backend: BackendInfo;
let out: string;
beforeAll(async () => {
  backend = await useBackend('wasm');
});
beforeEach(async () => {
  out = await mkdtemp(join(tmpdir(), 'gradlab-toy-sets-'));
});
afterEach(() => rm(out, { recursive: true, force: true }));

it('trains the networks of the zoo', () => {
  const counts = [...LADDER, BEST].map(({ setting }) => {
    const model = buildNetwork(networkOf({ ...setting, loss: 'bce' }), 1);
    const count = model.countParameters();
    model.dispose();
    return count;
  });
  const { toyLinear, toyMlp100x150, toyMlp75 } = zoo;
  expect([counts[0], counts[4], counts[7]]).toEqual(
    [toyLinear, toyMlp100x150, toyMlp75].map(({ parameterCount }) => parameterCount),
  );
});

describe('the best line', () => {
  const setOf = (points: readonly (readonly [number, number, number])[]) => ({
    name: 'points',
    size: points.length,
    x: { data: Float32Array.from(points.flatMap((point) => point.slice(0, 2))), shape: [2] },
    y: { data: Uint8Array.from(points, ([, , label]) => label), shape: [] },
  });

  it('separates what a line separates, at any angle', () => {
    for (let angle = 0; angle < 6.28; angle += 0.37) {
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      const row = [-3, -2, -1, 1, 2, 3].map((t) => [t * c + 5, t * s - 2, t > 0 ? 1 : 0] as const);
      const { accuracy, normal, offset } = bestLine(setOf(row));
      expect(accuracy).toBe(1);
      for (const [x, y, label] of row) expect(normal[0] * x + normal[1] * y > offset ? 1 : 0).toBe(label);
    }
  });

  it('gets three of the four corners of an exclusive or', () => {
    expect(
      bestLine(
        setOf([
          [0, 0, 0],
          [1, 1, 0],
          [0, 1, 1],
          [1, 0, 1],
        ]),
      ).accuracy,
    ).toBe(0.75);
    // Points on one place cannot be told apart.
    expect(
      bestLine(
        setOf([
          [1, 1, 0],
          [1, 1, 1],
        ]),
      ).accuracy,
    ).toBe(0.5);
  });

  it('has nothing to go by where the class means are the same', () => {
    expect(
      meanDistance(
        setOf([
          [0, 0, 0],
          [1, 1, 0],
          [0, 1, 1],
          [1, 0, 1],
        ]),
      ),
    ).toBe(0);
    expect(
      meanDistance(
        setOf([
          [-1, 0, 0],
          [1, 0, 1],
        ]),
      ),
    ).toBe(2);
  });
});

it('draws the same points for the same seed, in parts that hold both classes equally', () => {
  const sizes = { train: 40, validation: 20, test: 30 };
  const [data, again, other] = [1, 1, 2].map((seed) => drawSets(['moons', 'spirals'], sizes, seed));
  expect(again).toEqual(data);
  expect(other?.digests).not.toEqual(data?.digests);
  expect(data?.points.map(({ train, test }) => [train.size, test.size])).toEqual([
    [40, 30],
    [40, 30],
  ]);
});

it('says that a training diverged instead of failing', async () => {
  const [set] = drawSets(['moons'], { train: 40, validation: 2, test: 20 }, 1).points;
  const before = tf.memory().numTensors;
  const run = { epochs: 3, seed: 1, signal: new AbortController().signal };
  const setting = {
    hidden: [8],
    activation: 'relu',
    loss: 'bce',
    optimizer: 'sgd',
    learningRate: 1e30,
    batchSize: 10,
  } as const;
  const course = await trainToy(setting, set, run, () => 'seen');
  expect(course.diverged).toBe(1);
  expect(course.seen).toBe('seen');
  expect(tf.memory().numTensors).toBe(before);
});

it('writes report, figures and metrics, and leaks nothing', async () => {
  const before = tf.memory().numTensors;
  const { metrics } = await runForTest<Results>(toySets, { out, backend, only: ['ladder', 'best'] });
  expect(tf.memory().numTensors).toBe(before);
  expect(await readdir(join(out, 'toy-sets'))).toEqual(
    expect.arrayContaining([
      'boundaries.svg',
      'circles-linear-bce-boundary.svg',
      'moons-best-bce-boundary.svg',
      'report.html',
    ]),
  );
  expect(metrics.ladder).toHaveLength(3 * 2 * LADDER.length);
  expect(metrics.isComparable).toBe(false);
  // A line cannot do better than the best one, but for a few points between the directions tried.
  for (const { set, best } of metrics.lines) {
    const linear = metrics.ladder.find((each) => each.set === set && each.step === 'linear');
    expect(linear?.epochs.at(-1)?.test.accuracy).toBeLessThan(best.accuracy + 0.01);
  }
  const html = await readFile(join(out, 'toy-sets', 'report.html'), 'utf8');
  const words = html.replaceAll(/base64,[^"]*/g, '');
  expect(words.includes('What makes a linear model fail')).toBe(true);
  expect(/NaN|undefined/.exec(words)).toBeNull();
});

describe('findings', () => {
  const training = (changes: Partial<SetTraining>, ...accuracies: number[]): SetTraining => ({
    set: 'moons',
    step: 'best',
    label: 'a network',
    setting: { ...BEST.setting, loss: 'bce' },
    parameterCount: 1,
    start: { loss: 1, accuracy: 0.5 },
    epochs: accuracies.map((accuracy) => ({
      steps: 1,
      seconds: 1,
      train: { loss: 0, accuracy },
      test: { loss: 0, accuracy },
    })),
    diverged: null,
    ...changes,
  });
  const ladderOf = (set: SetTraining['set'], shift: number): SetTraining[] =>
    LADDER.flatMap(({ id, label, setting, published }) =>
      (['bce', 'mse'] as const).map((loss) =>
        training(
          { set, step: id, label, setting: { ...setting, loss } },
          published - shift - (loss === 'mse' ? 0.01 : 0),
        ),
      ),
    );
  const ladder = [...ladderOf('circles', 0.2), ...ladderOf('moons', 0)];

  it('find the set that is most like the published one, and what the losses change', () => {
    expect(likenesses(ladder)[0]).toMatchObject({ set: 'moons', loss: 'bce', distance: 0 });
    expect(likenessFinding(ladder)).toContain('on moons, trained by BCE: they differ by 0.0 points');
    expect(lossFinding(ladder)).toContain('cross-entropy is better in 14, the squared error in 0');
    const swapped = ladder.map((each): SetTraining => {
      const loss = each.setting.loss === 'bce' ? 'mse' : 'bce';
      return { ...each, setting: { ...each.setting, loss } };
    });
    expect(lossFinding(swapped)).toContain('the squared error is ahead by 1.0 points on average');
    const [pair = training({}, 1)] = ladder;
    const equal = [pair, { ...pair, setting: { ...pair.setting, loss: 'mse' } }] as const;
    expect(lossFinding(equal)).not.toContain('largest difference');
    expect(ladderFinding(ladder, 'moons')).toContain('from “3 layers, tanh” (78.20 %) to “3 layers, ReLU” (99.80 %)');
    expect(ladderFinding([training({}, 1), training({}, 0.5)], 'moons')).toContain('no step is better');
    expect(sizeReading()).toContain('of points of 2,000, and not of 200, 500, 1,000');
  });

  it('set published figures beside runs of their length alone', () => {
    const results = {
      isComparable: true,
      epochs: 10,
      ladder,
      lines: [],
      best: [training({}, 1)],
      grids: [],
      gridBest: [],
    };
    expect(
      compare(results)
        .slice(-2)
        .map(({ published }) => published),
    ).toEqual([0.998, 1]);
    expect(compare({ ...results, isComparable: false }).every(({ published }) => published === null)).toBe(true);
  });

  it('say how a line fails, when the best is right everywhere, and what the grid found', () => {
    const line = { set: 'moons', best: { accuracy: 0.9, normal: [1, 0], offset: 0 }, meanDistance: 0.05 } as const;
    expect(lineFinding(line, training({}, 0.5))).toContain(
      '10.0 points of its error are due to its being a line, and 40.0 points to its loss and training',
    );
    expect(lineFinding(line, training({}, 0.905))).toContain('being a line, and 0.0 points to its loss');
    expect(lineFinding(line, training({}, 0.9))).toContain('next to nothing');
    expect(bestFinding(training({}, 0.5, 1, 0.9))).toContain('right after 2 epochs; after 3 epochs 90.00 %');
    expect(bestFinding(training({}, 0.5, 0.9))).toContain('at best 90.00 %');
    const trial = {
      depth: 2,
      width: 5,
      activation: 'tanh',
      loss: 'mse',
      optimizer: 'adam',
      learningRate: 0.1,
    } as const;
    const grid = {
      set: 'moons',
      trials: [{ ...trial, score: 0.9 }, { ...trial, score: 0.999 }, trial],
      importance: [],
      seconds: 1,
    } as const;
    expect(gridFinding(grid, undefined)).toContain(
      '1 of 3 trainings reach 99.5 % of the validation points; the best is 2-5-1 tanh, MSE, Adam 0.1',
    );
    const linear = { depth: 1, loss: 'bce', optimizer: 'sgd', learningRate: 0.05 } as const;
    expect(gridOutline([{ ...grid, trials: [trial, linear] }])).toBe(
      'Every combination of depth (1, 2), width (5), activation (tanh), loss (MSE, BCE), optimiser (Adam, SGD), learning rate (0.05, 0.1); a linear model has neither width nor activation.',
    );
    expect(gridFinding({ ...grid, trials: [trial] }, undefined)).toContain('no training of the grid ended');
  });
});
