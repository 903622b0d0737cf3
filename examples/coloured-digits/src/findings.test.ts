import { describe, expect, it } from 'vitest';
import { compare } from './comparison.ts';
import { headsFinding, mistakesFinding, pairFinding } from './findings.ts';
import type { Verdict } from './judge-examples.ts';
import { EPOCHS, PLANS, plansOf } from './plan.ts';
import type { Training } from './run-training.ts';

function training(id: 'shared' | 'separate', changes: Partial<Training> = {}): Training {
  const plan = PLANS.find((each) => each.id === id);
  if (plan === undefined) throw new RangeError(`there is no training ${id}`);
  const scores = { loss: 0.1, digit: 0.98, colour: 1, joint: 0.98 };
  return {
    ...plan,
    batchSize: 64,
    epochs: EPOCHS,
    layers: [],
    parameterCount: 34_738,
    history: [],
    keptEpoch: 2,
    validation: scores,
    test: scores,
    confusions: { digit: [], colour: [] },
    mistakes: [],
    seconds: 1,
    ...changes,
  };
}

function verdict(index: number, digitRight: boolean, colourRight: boolean): Verdict {
  const answer = (right: boolean) => ({ label: 1, prediction: right ? 1 : 2, probability: 0.9 });
  return { index, digit: answer(digitRight), colour: answer(colourRight) };
}

describe('comparisons and findings', () => {
  it('set the published figures beside the separate trunks after as many epochs alone', () => {
    expect(compare([training('separate')]).map(({ published }) => published)).toEqual([0.9913, 1, 0.9913]);
    expect(
      compare([training('separate', { epochs: 1 }), training('shared')]).map(({ published }) => published),
    ).toEqual(Array(6).fill(null));
    expect(plansOf(undefined)).toEqual(PLANS);
    expect(plansOf(['shared']).map(({ id }) => id)).toEqual(['shared']);
  });

  it('tell what is wrong', () => {
    const mistakes = [
      verdict(0, false, true),
      verdict(3, true, false),
      verdict(4, false, false),
      verdict(7, false, true),
    ];
    expect(mistakesFinding(training('shared', { mistakes }))).toBe(
      'With a shared trunk 4 test examples are wrong: the digit alone in 2, the colour alone in 1, both in 1.',
    );
    expect(mistakesFinding(training('shared'))).toBe('With a shared trunk no test example is wrong.');
    expect(headsFinding(training('shared'))).toContain('the digit is right in 98.00 % of the test examples');
  });

  it('tell a difference from chance', () => {
    const wrong = (count: number, from = 0) => Array.from({ length: count }, (_, i) => verdict(from + i, false, true));
    const worse = training('shared', { mistakes: wrong(12) });
    const better = pairFinding(worse, training('separate', { mistakes: wrong(2) }));
    expect(better).toContain('Digit and colour of 0 test examples are right with a shared trunk alone, of 10 with');
    expect(better).toContain('in favour of separate trunks (McNemar, p = 0.0020)');
    const much = training('shared', { mistakes: wrong(40) });
    expect(pairFinding(much, training('separate'))).toContain('p < 0.0001');
    expect(pairFinding(worse, worse)).toContain('no more than chance explains (McNemar, p = 1.0)');
    expect(pairFinding(worse, training('separate', { mistakes: wrong(11, 50) }))).toContain(
      'no more than chance explains',
    );
  });
});
