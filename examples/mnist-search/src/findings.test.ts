import { logUniform } from '@gradlab/train';
import { describe, expect, it } from 'vitest';
import { compare } from './comparison.ts';
import { costFinding, lossFinding, meansFinding, readingFinding, searchFinding, sizeFinding } from './findings.ts';
import { networkSettings } from './network-settings.ts';
import type { Results } from './results.ts';
import type { SearchRecord, TrialRecord } from './run-search.ts';
import type { TrainingRecord } from './run-training.ts';
import { courseOf } from './search-summary.ts';

const scores = (accuracy: number) => ({ loss: 1, accuracy });

function training(changes: Partial<TrainingRecord> & { readonly accuracy?: number }): TrainingRecord {
  const { accuracy = 0.9, ...rest } = changes;
  return {
    id: 'k-512-512',
    label: 'K 512-512',
    settings: networkSettings({ hidden: [512, 512], batchSize: 100, learningRate: 0.01 }),
    epochs: 60,
    layers: [],
    parameterCount: 1000,
    history: Array.from({ length: 12 }, (_, i) => ({ epoch: i + 1, train: scores(0.5), validation: scores(i / 100) })),
    keptEpoch: 60,
    train: scores(accuracy + 0.02),
    validation: scores(accuracy + 0.01),
    test: scores(accuracy),
    seconds: 1,
    ...rest,
  };
}

/** Networks with a score after each round. */
function searched(id: string, curves: readonly (readonly number[])[], best: number): SearchRecord {
  const trials = curves.map((curve, trial): TrialRecord => {
    const score = curve.at(-1);
    const parameters = { hidden1: 400, hidden2: 500, batchSize: 16, learningRate: 0.1 };
    return {
      trial,
      parameters,
      state: score === undefined ? 'failed' : 'finished',
      ...(score !== undefined && { score }),
      rounds: curve.length,
      curve,
      parameterCount: 1,
    };
  });
  return {
    id,
    label: id,
    space: { learningRate: logUniform(0.01, 0.1) },
    strategy: {},
    rounds: 6,
    roundsPerEpoch: 3,
    trials,
    best,
    examples: curves.flat().length * 100,
    importance: [{ name: 'learningRate', share: 0.5 }],
    seconds: 1,
  };
}

const results = (changes: Partial<Results>): Results => ({
  isComparable: true,
  sizes: [],
  publishedBest: [],
  searches: [],
  perceptrons: [],
  ...changes,
});

describe('comparisons', () => {
  it('stand beside published figures for the published settings on MNIST alone', () => {
    const published = (changes: Partial<Results>) => compare(results(changes)).map((each) => each.published);
    expect(published({ sizes: [training({})] })).toEqual([0.9876, 0.9767, 0.9733, 0.94]);
    expect(published({ sizes: [training({ epochs: 12 })] })).toEqual([null, null, null, null]);
    expect(published({ sizes: [training({})], isComparable: false })).toEqual([null, null, null, null]);
    const best = training({ id: 'h-best-plain', epochs: 20 });
    expect(published({ publishedBest: [best] })).toEqual([0.9734]);
    const after = compare(results({ sizes: [training({})] })).at(-1);
    expect(after).toMatchObject({ measure: 'validation accuracy after 10 epochs', ours: 0.09 });
  });

  it('list the first networks of a grid, and count those that reach 98 %', () => {
    const search = { ...searched('s-grid', [[0.979], [0.981], [0.98]], 1), rounds: 45 };
    const rows = compare(results({ searches: [{ search }] }));
    expect(rows.map(({ ours, published }) => [ours, published])).toEqual([
      [0.981, 0.9842],
      [2, 17],
      [0.979, 0.976],
      [0.981, 0.9834],
      [0.98, 0.9835],
    ]);
  });
});

describe('findings', () => {
  const whole = searched(
    's-grid',
    [1, 2, 3].map((n) => [0.1, 0.2, 0.3, 0.4, 0.5, n / 10 + 0.5]),
    2,
  );
  const halved = searched('s-halving', [[0.1], [0.1, 0.2, 0.3, 0.4, 0.5, 0.7], [0.1, 0.2, 0.3]], 1);

  it('say what halving costs', () => {
    expect(costFinding(halved)).toContain('3 for 0.33 epochs, 2 for 1 epoch, 1 for 2 epochs: 3.33 epochs in all');
    expect(costFinding(halved)).toContain('take 6 epochs: a cost ratio of 0.556');
    expect(courseOf(halved)).toEqual([
      [1 / 3, 0.1],
      [1 + 2 / 3, 0.1],
      [1 + 2 / 3, 0.3],
      [expect.closeTo(3 + 1 / 3), 0.3],
      [expect.closeTo(3 + 1 / 3), 0.7],
      [expect.closeTo(3 + 1 / 3), 0.7],
    ]);
  });

  it('say what halving loses, and where', () => {
    expect(lossFinding(whole, halved)).toContain('not within one point (10.00 points less), for 0.556 of');
    expect(lossFinding(whole, halved)).toContain('best was given up after 1 epoch.');
    expect(lossFinding(whole, whole)).toContain('within one point (0.00 points less), for 1.000 of');
    expect(lossFinding(whole, whole)).toContain('It is the same network.');
  });

  it('say what a search found, and that trainings failed', () => {
    const said = searchFinding(searched('h', [[], [0.5]], 1), training({ accuracy: 0.4 }));
    expect(said).toContain('Best of 2 networks: 400-500, batch 16, rate 0.1, with 50.00 %');
    expect(said).toContain('41.00 % of them and 40.00 % of the test digits');
    expect(said).toContain("learning rate explains most of the scores' variance by itself: 50.00 %");
    expect(said).toContain('1 trainings failed');
    const { best: _, ...none } = searched('h', [[]], 0);
    expect(searchFinding(none, undefined)).toBe('Every network of this search failed.');
  });

  it('say what sizes, readings and means change', () => {
    const small = training({ label: 'small', parameterCount: 100, accuracy: 0.95 });
    expect(sizeFinding([training({}), small])).toContain('10 times as many parameters (1,000 against 100) lose 5.00');
    expect(readingFinding([training({}), small], 0.94)).toContain('is small, 1.00 points away');
    expect(readingFinding([training({}), small], undefined)).not.toContain('published');
    const [plain, more] = [training({ label: 'a: plain' }), training({ label: 'a: + more', accuracy: 0.99 })];
    expect(meansFinding([plain, more], 0.984)).toContain('more adds 9.00 points');
    expect(meansFinding([plain, more], 0.984)).toContain('has 99.00 % and passes the mark of 98.40 %');
    expect(meansFinding([plain], 0.984)).toContain('does not pass the mark');
    expect(meansFinding([plain], undefined)).not.toContain('mark');
  });
});
