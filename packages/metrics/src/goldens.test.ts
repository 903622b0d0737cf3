import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Accuracy, ConfusionMatrix, LogLoss, Mean } from './index.ts';
import { ExactSum } from './state/exact-sum.ts';

const goldens = JSON.parse(readFileSync(new URL('../goldens/goldens.json', import.meta.url), 'utf8'));
const batch = { labels: goldens.labels, predictions: goldens.logits };
// Two double implementations of the same sums of 40 terms: a few units in the last place.
const DIGITS = 1e-14;

function expectNear(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(DIGITS * Math.abs(expected));
}

describe('agrees with scikit-learn and NumPy (goldens/make.py)', () => {
  it('in accuracy, from scores and from classes', () => {
    for (const predictions of [goldens.logits, goldens.predicted]) {
      const accuracy = new Accuracy();
      accuracy.update({ labels: goldens.labels, predictions });
      expect(accuracy.compute()).toBe(goldens.accuracy);
    }
  });

  it('in the confusion matrix, rows being the truth', () => {
    const matrix = new ConfusionMatrix({ classes: 5 });
    matrix.update(batch);
    expect(matrix.compute()).toEqual(goldens.confusionMatrix);
    expect(goldens.confusionMatrix).not.toEqual(
      goldens.confusionMatrix[0].map((_: number, i: number) => goldens.confusionMatrix.map((row: number[]) => row[i])),
    );
  });

  it('in log loss, from logits and from probabilities', () => {
    const first = { labels: goldens.labels.slice(0, 30), predictions: goldens.logits.slice(0, 30) };
    const probabilities = first.predictions.map((row: number[]) => {
      const exponentials = row.map((z) => Math.exp(z));
      return exponentials.map((e) => e / exponentials.reduce((sum, x) => sum + x, 0));
    });
    const fromLogits = new LogLoss({ fromLogits: true });
    fromLogits.update(first);
    expectNear(fromLogits.compute(), goldens.logLoss);
    const fromProbabilities = new LogLoss({ fromLogits: false });
    fromProbabilities.update({ ...first, predictions: probabilities });
    expectNear(fromProbabilities.compute(), goldens.logLoss);
  });

  it('in log loss of very sure rows, raw and clipped', () => {
    const raw = new LogLoss({ fromLogits: true });
    const clipped = new LogLoss({ fromLogits: true, clip: 1e-6 });
    for (const metric of [raw, clipped]) metric.update(batch);
    expectNear(raw.compute(), goldens.logLossAll);
    expectNear(clipped.compute(), goldens.logLossClipped);
    expect(clipped.compute()).toBeLessThan(raw.compute());
  });

  it('in the exact sum and the weighted mean, to the last bit', () => {
    const sum = new ExactSum();
    for (const value of goldens.values) sum.add(value);
    expect(sum.value()).toBe(goldens.exactSum);
    const mean = new Mean();
    mean.update({ values: goldens.values, weights: goldens.weights });
    expect(mean.compute()).toBe(goldens.weightedMean);
  });
});
