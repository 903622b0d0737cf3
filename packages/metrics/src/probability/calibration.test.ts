import { describe, expect, it } from 'vitest';
import { BrierScore, ExpectedCalibrationError, LogLoss, MaximumCalibrationError, ReliabilityCurve } from '../index.ts';

const binary = { fromLogits: false, binary: true };
const inf = Number.POSITIVE_INFINITY;

describe('calibration', () => {
  it('puts a probability on a border into the bin below it, 0 into the first', () => {
    for (const bins of [3, 7, 15, 25, 49, 100]) {
      const curve = new ReliabilityCurve({ ...binary, bins });
      const borders = Array.from({ length: bins + 1 }, (_, i) => i / bins);
      curve.update({ labels: borders.map(() => 1), predictions: borders });
      expect(curve.compute().map(({ weight }) => weight)).toEqual(
        Array.from({ length: bins }, (_, i) => (i === 0 ? 2 : 1)),
      );
      curve.reset();
      // The next double above a border is in the bin above.
      curve.update({
        labels: borders.slice(1, -1).map(() => 1),
        predictions: borders.slice(1, -1).map((p) => p * (1 + 2 ** -52)),
      });
      expect(curve.compute().map(({ weight }) => weight)).toEqual(
        Array.from({ length: bins }, (_, i) => (i === 0 ? 0 : 1)),
      );
    }
  });

  it('takes the largest probability, the lowest index among equals, as the prediction', () => {
    const curve = new ReliabilityCurve({ fromLogits: false, bins: 2 });
    curve.update({
      labels: [0, 1, 2],
      predictions: [
        [0.4, 0.4, 0.2],
        [0.4, 0.4, 0.2],
        [0.1, 0.2, 0.7],
      ],
    });
    const [low, high] = curve.compute();
    expect(low).toEqual({ lower: 0, upper: 0.5, weight: 2, confidence: 0.4, accuracy: 0.5 });
    expect(high).toEqual({ lower: 0.5, upper: 1, weight: 1, confidence: 0.7, accuracy: 1 });
  });

  it('is 0 for calibrated predictions, 1 for sure ones that are all wrong', () => {
    for (const metric of [new ExpectedCalibrationError(binary), new MaximumCalibrationError(binary)]) {
      expect(metric.compute()).toBeNaN();
      metric.update({ labels: [0, 1, 0, 0], predictions: [0.25, 0.25, 0.25, 0.25] });
      expect(metric.compute()).toBe(0);
      metric.reset();
      metric.update({ labels: [0, 1], predictions: [1, 0] });
      expect(metric.compute()).toBe(1);
    }
  });

  it('refuses NaN, and logits that have no softmax', () => {
    const curve = new ReliabilityCurve({ fromLogits: true });
    expect(() =>
      curve.update({
        labels: [0, 1],
        predictions: [
          [0, 1],
          [Number.NaN, 1],
        ],
      }),
    ).toThrow('reliabilityCurve: predictions must not be NaN, got NaN in row 1');
    expect(() => curve.update({ labels: [0], predictions: [[inf, 1]] })).toThrow('got NaN in row 0');
    expect(() => curve.update({ labels: [0], predictions: [[-inf, 1]] })).not.toThrow();
    expect(() => new ReliabilityCurve({ ...binary, bins: 0 })).toThrow(RangeError);
    expect(() => new ReliabilityCurve({} as { fromLogits: boolean })).toThrow(
      'reliabilityCurve: fromLogits must be a boolean, got undefined',
    );
  });
});

describe('BrierScore', () => {
  it('is 0 for the truth, 2 (binary 1) for its contrary, NaN for NaN', () => {
    const score = (options: { fromLogits: boolean; binary?: boolean }, predictions: number[] | number[][]): number => {
      const metric = new BrierScore(options);
      metric.update({ labels: [1], predictions });
      return metric.compute();
    };
    expect(score({ fromLogits: false }, [[0, 1]])).toBe(0);
    expect(score({ fromLogits: false }, [[1, 0]])).toBe(2);
    expect(score(binary, [0])).toBe(1);
    expect(score({ fromLogits: true, binary: true }, [0])).toBe(0.25);
    expect(score({ fromLogits: true, binary: true }, [800])).toBe(0);
    expect(score({ fromLogits: true, binary: true }, [-800])).toBe(1);
    expect(score({ fromLogits: true }, [[1000, 1000]])).toBe(0.5);
    expect(score({ fromLogits: true }, [[Number.NaN, 0]])).toBeNaN();
    expect(() => score({ fromLogits: false }, [[2, -1]])).toThrow(
      'predictions must be probabilities unless fromLogits is true, got 2 at 0',
    );
  });
});

describe('LogLoss in binary form', () => {
  const loss = (fromLogits: boolean, label: number, prediction: number): number => {
    const metric = new LogLoss({ fromLogits, binary: true });
    metric.update({ labels: [label], predictions: [prediction] });
    return metric.compute();
  };

  it('is that of two classes, with the digits of very sure predictions', () => {
    expect(loss(true, 1, 40)).toBe(Math.exp(-40));
    expect(loss(true, 0, 40)).toBe(40);
    expect(loss(true, 0, -800)).toBe(0);
    expect(loss(true, 1, -800)).toBe(800);
    expect(loss(true, 1, 0)).toBe(Math.LN2);
    expect(loss(false, 0, 1e-20)).toBe(1e-20);
    expect(loss(false, 1, 0.25)).toBe(Math.log(4));
    expect(loss(false, 1, 0)).toBe(inf);
    expect(loss(false, 0, 1)).toBe(inf);
    expect(loss(true, 1, inf)).toBe(0);
    expect(loss(true, 1, Number.NaN)).toBeNaN();
    expect(() => loss(false, 2, 0.5)).toThrow('labels must be integers >= 0 and < 2, got 2 at 0');
  });
});
