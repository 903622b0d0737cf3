import { describe, expect, it } from 'vitest';
import { accuraciesAfter, compare, compareDescents } from './comparison.ts';
import { type DescentSummary, descentFinding, summarise } from './descent-summary.ts';
import { bestFinding, depthFinding, pairFinding } from './findings.ts';
import { PLANS } from './plan.ts';
import type { Descent } from './run-descent.ts';
import type { Training } from './run-training.ts';

function training(id: string, accuracies: readonly number[], changes: Partial<Training> = {}): Training {
  const plan = PLANS.find((each) => each.id === id);
  if (plan === undefined) throw new RangeError(`there is no training ${id}`);
  const last = { loss: 0.1, accuracy: accuracies.at(-1) ?? 0 };
  return {
    ...plan,
    batchSize: 10,
    epochs: accuracies.length,
    layers: [],
    parameterCount: 7850,
    history: accuracies.map((accuracy, i) => ({
      epoch: i + 1,
      steps: 1,
      examples: 1,
      seconds: 1,
      loss: 1,
      metrics: { accuracy: 1 },
      evaluations: { validation: { loss: 1, accuracy } },
    })),
    keptEpoch: accuracies.length,
    validation: last,
    test: last,
    confusion: [],
    seconds: 1,
    ...changes,
  };
}

const descent = (
  norms: readonly (number | null)[],
  losses: readonly number[],
  stopped: string | null = null,
): Descent => ({
  id: 'entropy-exploding',
  group: 'cross-entropy',
  label: 'rate 0.1',
  learningRate: 0.1,
  clipNorm: null,
  norms,
  losses,
  stopped,
  accuracy: 0.5,
});

describe('comparisons and findings', () => {
  it('set published figures beside runs of their length alone', () => {
    const five = Array<number>(5).fill(0.9);
    expect(compare([training('linear', five)]).map(({ published }) => published)).toEqual([0.8802, null]);
    const quick = training('linear', five, { learningRate: 1 });
    expect(compare([quick]).map(({ published }) => published)).toEqual([null, null]);
    expect(compare([training('linear', [0.9])]).map(({ published }) => published)).toEqual([null, null]);
    const fifty = Array<number>(50).fill(0.99);
    expect(compare([training('conv-3-wide-entropy', fifty)]).map(({ published }) => published)).toEqual([
      0.9821, 0.9839,
    ]);
    expect(compare([training('conv-3-wide-entropy', five)]).map(({ published }) => published)).toEqual([null, null]);
  });

  it('say how each network does beside the one before, and which is best', () => {
    const row = [
      training('linear', [0.8]),
      training('conv-1', [0.9]),
      training('conv-2', [0.85]),
      training('conv-3', [0.85]),
    ];
    expect(depthFinding(row)).toBe(
      'Validation accuracy: 80.00 % with linear, 90.00 % with 1 convolution of 10 (+10.00 points), 85.00 % with 2 convolutions of 10 (−5.00 points), 85.00 % with 3 convolutions of 10 (no change).',
    );
    expect(depthFinding([])).toBe('');
    expect(bestFinding(row)).toContain('Best on the validation digits is “1 convolution of 10” with 7,850 parameters');
    expect(bestFinding([])).toBe('');
  });

  it('compare two trainings after as many epochs as both have', () => {
    const [short, long] = [training('conv-3-wide', [0.8, 0.9]), training('conv-3-wide-entropy', [0.7, 0.85, 0.99])];
    expect(pairFinding(short, long)).toContain('After 2 epochs “3 convolutions of 20” is right on 90.00 %');
    expect(pairFinding(short, long)).toContain('“3 convolutions of 20” is ahead by 5.00 points');
    expect(pairFinding(short, long)).toContain('Their rates are 0.1 and 0.025.');
    expect(pairFinding(short, short)).toMatch(/no difference\.$/);
    const unmeasured = training('linear', [0.9], {
      history: short.history.map((epoch) => ({ ...epoch, metrics: {} })),
    });
    expect(() => accuraciesAfter(unmeasured, 'train')).toThrow('train must have an accuracy after epoch 1');
  });
});

describe('descents', () => {
  it('stand among the figures by themselves', () => {
    expect(compareDescents([descent([1], [2])])).toEqual([
      { what: 'descent by cross-entropy: rate 0.1', measure: 'validation accuracy', ours: 0.5, published: null },
    ]);
  });

  it('are summed up by their largest finite norm', () => {
    const summary: DescentSummary = summarise(descent([1, 3, 2, null, 50], [2, 2, 2, 2, 7]));
    expect(summary).toEqual({ largestNorm: 50, at: 5, firstNorm: 1, largestLoss: 7, endLoss: 3 });
    expect(() => summarise(descent([], []))).toThrow('summarise: a descent must have at least one step, got none');
  });

  it('explode or do not, as the numbers have it', () => {
    const calm = Array<number>(40).fill(1);
    expect(descentFinding(descent(calm, calm))).toContain('the gradient does not explode');
    const wild = calm.map((norm, i) => (i === 30 ? 12 : norm));
    expect(descentFinding(descent(wild, wild))).toContain(
      'the gradient explodes: its norm reaches 12.00 at step 31, 12 times that of the first step',
    );
    expect(
      descentFinding(
        descent(
          calm,
          calm.map(() => 3),
        ),
      ),
    ).toContain('knows nothing');
    const stopped = descentFinding(descent([1, 5e18, null], [2, 4e36], 'stopped'));
    expect(stopped).toContain('reaches 5.0 × 10¹⁸ at step 2, 5.0 × 10¹⁸ times that of the first step');
    expect(stopped).toContain('the largest loss of a batch is 4.0 × 10³⁶; after 2 steps the loss is no longer finite');
    // What is no longer finite has exploded, however suddenly.
    expect(descentFinding(descent([1, 2, null], [2, 2], 'stopped'))).toContain(
      'the gradient explodes: its norm reaches 2.00 at step 2, 2.0 times',
    );
  });
});
