import { describe, expect, it } from 'vitest';
import { LogLoss } from './log-loss.ts';

function lossOf(options: { fromLogits: boolean; clip?: number }, label: number, row: readonly number[]): number {
  const loss = new LogLoss(options);
  loss.update({ labels: [label], predictions: [row] });
  return loss.compute();
}

const logits = { fromLogits: true };
const inf = Number.POSITIVE_INFINITY;

describe('LogLoss from logits', () => {
  it('keeps its digits for very sure and very large logits', () => {
    // ln(1 + e⁻⁴⁰) = e⁻⁴⁰ to 17 digits; 1 + e⁻⁴⁰ is 1 in doubles.
    expect(lossOf(logits, 0, [40, 0])).toBe(Math.exp(-40));
    expect(lossOf(logits, 1, [40, 0])).toBe(40);
    expect(lossOf(logits, 0, [1e30, 1e30])).toBe(Math.LN2);
    expect(lossOf(logits, 1, [1e30, 0])).toBe(1e30);
    expect(lossOf(logits, 0, [5])).toBe(0);
  });

  it('has stated values for what is not finite', () => {
    expect(lossOf(logits, 0, [-inf, 0])).toBe(inf);
    expect(lossOf(logits, 1, [-inf, 0])).toBe(0);
    expect(lossOf({ ...logits, clip: 1e-6 }, 0, [-inf, 0])).toBe(-Math.log(1e-6));
    for (const clip of [{}, { clip: 1e-6 }]) {
      expect(lossOf({ ...logits, ...clip }, 0, [Number.NaN, 0])).toBeNaN();
      expect(lossOf({ ...logits, ...clip }, 0, [0, Number.NaN])).toBeNaN();
      expect(lossOf({ ...logits, ...clip }, 0, [-inf, -inf])).toBeNaN();
    }
  });
});

describe('LogLoss from probabilities', () => {
  it('is −ln p, Infinity at 0 unless clipped', () => {
    expect(lossOf({ fromLogits: false }, 1, [0.75, 0.25])).toBe(Math.log(4));
    expect(lossOf({ fromLogits: false }, 0, [0, 1])).toBe(inf);
    expect(lossOf({ fromLogits: false, clip: 0.01 }, 0, [0, 1])).toBe(-Math.log(0.01));
    expect(lossOf({ fromLogits: false, clip: 0.01 }, 0, [0.02, 0.98])).toBe(-Math.log(0.02));
    expect(lossOf({ fromLogits: false }, 0, [1 + 2 ** -23, 0])).toBe(0);
    expect(lossOf({ fromLogits: false }, 0, [0.5, Number.NaN])).toBeNaN();
  });

  it('refuses logits', () => {
    expect(() => lossOf({ fromLogits: false }, 0, [2, -1])).toThrow(
      new RangeError('logLoss: predictions must be probabilities unless fromLogits is true, got 2 at 0'),
    );
    expect(() => lossOf({ fromLogits: false }, 0, [0.5, -0.1])).toThrow(RangeError);
  });
});

it('refuses bad options, class indices, and a merge of unlike losses', () => {
  expect(() => new LogLoss({} as { fromLogits: boolean })).toThrow('logLoss: fromLogits must be a boolean');
  expect(() => new LogLoss({ fromLogits: true, clip: 0 })).toThrow(RangeError);
  expect(() => new LogLoss({ fromLogits: true, clip: 1 })).toThrow(RangeError);
  const loss = new LogLoss(logits);
  expect(() => loss.update({ labels: [0], predictions: [1] })).toThrow(
    new RangeError('logLoss: predictions must have shape [batch, classes], got [1]'),
  );
  expect(() => loss.merge(new LogLoss({ fromLogits: true, clip: 0.1 }))).toThrow(RangeError);
  expect(() => loss.merge(new LogLoss({ fromLogits: false }))).toThrow('must have the same options');
});
