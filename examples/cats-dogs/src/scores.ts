import { Accuracy, bootstrapMetric, ConfusionMatrix, ExpectedCalibrationError } from '@gradlab/metrics';
import type { Results, Training } from './training.ts';

/** The class that a probability of a dog means; the lower one where both are as likely. */
export const classOf = (ofDog: number): number => (ofDog > 0.5 ? 1 : 0);

/** The share of photos classified rightly. */
export function accuracyOf(labels: readonly number[], probabilities: readonly number[]): number {
  const accuracy = new Accuracy();
  accuracy.update({ labels, predictions: probabilities.map(classOf) });
  return accuracy.compute();
}

/** An accuracy and where it may lie, were the photos others of the same kind: 95 % of bootstrap samples. */
export interface AccuracyInterval {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/** The same for the photos drawn again and again. */
export function intervalOf(
  labels: readonly number[],
  probabilities: readonly number[],
  seed: number,
): AccuracyInterval {
  const batch = { labels, predictions: probabilities.map(classOf) };
  const { estimate, lower, upper } = bootstrapMetric(new Accuracy(), batch, { seed, method: 'percentile' });
  return { estimate, lower, upper };
}

/** Test photos by true class and prediction. */
export function confusionOf(labels: readonly number[], probabilities: readonly number[]): number[][] {
  const matrix = new ConfusionMatrix({ classes: 2 });
  matrix.update({ labels, predictions: probabilities.map(classOf) });
  return matrix.compute().map((row) => [...row]);
}

/** Both classes' probabilities, as metrics take them. */
export const asRows = (probabilities: readonly number[]): number[][] =>
  probabilities.map((ofDog) => [1 - ofDog, ofDog]);

/** How far confidence lies from accuracy, on average. */
export function calibrationErrorOf(labels: readonly number[], probabilities: readonly number[]): number {
  const error = new ExpectedCalibrationError({ fromLogits: false, bins: 10 });
  error.update({ labels, predictions: asRows(probabilities) });
  return error.compute();
}

/** A photo and what a network says of it. */
export interface Verdict {
  /** Its place among the test photos. */
  readonly index: number;
  readonly label: number;
  readonly prediction: number;
  /** How sure the network is of its prediction, from 0.5 to 1. */
  readonly confidence: number;
}

function verdictsOf({ labels }: Results, { test }: Training): Verdict[] {
  return test.map((ofDog, index) => ({
    index,
    label: labels.test[index] ?? 0,
    prediction: classOf(ofDog),
    confidence: Math.max(ofDog, 1 - ofDog),
  }));
}

/** The test photos that a network has wrong, those that it is surest of first. */
export function mistakesOf(results: Results, training: Training): Verdict[] {
  return verdictsOf(results, training)
    .filter(({ label, prediction }) => label !== prediction)
    .sort((a, b) => b.confidence - a.confidence || a.index - b.index);
}

/** The test photos that a network can tell least, the least first. */
export function undecidedOf(results: Results, training: Training): Verdict[] {
  return verdictsOf(results, training).sort((a, b) => a.confidence - b.confidence || a.index - b.index);
}
