import { describeValue } from '@gradlab-internal/checks';
import type { MetricBatch } from '../metric.ts';
import { readClassBatch, readScoreBatch, type ScoreBatch } from './class-batch.ts';
import { weightAt } from './example-weights.ts';

/** How predictions are to be read. */
export interface ProbabilityOptions {
  /** True if predictions are logits, to be put through a softmax (binary: a sigmoid); false if they are probabilities. */
  readonly fromLogits: boolean;
  /** True if predictions are `[batch]`, the probability (or logit) of class 1 of two. Default false: `[batch, classes]`. */
  readonly binary?: boolean;
}

/** @throws TypeError if either is not a boolean: whether logits are meant must not be guessed */
export function requireProbabilityOptions(caller: string, { fromLogits, binary }: ProbabilityOptions): void {
  for (const [name, value] of Object.entries({ fromLogits, binary })) {
    if (typeof value !== 'boolean')
      throw new TypeError(`${caller}: ${name} must be a boolean, got ${describeValue(value)}`);
  }
}

// A float32 softmax may round to a little over 1; what is farther off is no probability but most likely a logit.
const PROBABILITY_SLACK = 1e-3;

/**
 * Reads a batch of predictions `[batch, classes]`, or in binary form `[batch]` or `[batch, 1]`; without `fromLogits` each must
 * be a probability or NaN.
 */
export function readPredictions(
  caller: string,
  batch: MetricBatch,
  { fromLogits, binary = false }: ProbabilityOptions,
): ScoreBatch {
  const read = binary ? readBinary(caller, batch) : readScoreBatch(caller, batch);
  if (!fromLogits) requireProbabilities(caller, read);
  return read;
}

/** Labels 0 and 1, predictions `[batch]` or `[batch, 1]`. */
export function readBinary(caller: string, batch: MetricBatch): ScoreBatch {
  const read = readClassBatch(caller, batch, { classes: 2, columns: 1 });
  return { ...read, classes: 1 };
}

function requireProbabilities(caller: string, { predictions: { data }, weights, classes }: ScoreBatch): void {
  for (let i = 0; i < data.length; i++) {
    const value = data[i] as number;
    if (!(value < 0 || value > 1 + PROBABILITY_SLACK)) continue;
    if (weightAt(weights, Math.floor(i / classes)) === 0) continue;
    throw new RangeError(
      `${caller}: predictions must be probabilities unless fromLogits is true, got ${value} at ${i}`,
    );
  }
}

/**
 * Class probabilities in double precision, `[batch, classes]`, or `[batch]` of class 1 in binary form. A row of logits with a
 * NaN, or with more than one infinite, is all NaN.
 */
export function probabilitiesOf(
  { size, classes, predictions: { data } }: ScoreBatch,
  options: ProbabilityOptions,
): Float64Array {
  const { fromLogits, binary = false } = options;
  const values = Float64Array.from(data);
  if (!fromLogits) return values.map((p) => Math.min(1, p));
  if (binary) return values.map((z) => 1 / (1 + Math.exp(-z)));
  for (let row = 0; row < size; row++) softmaxInPlace(values.subarray(row * classes, (row + 1) * classes));
  return values;
}

function softmaxInPlace(row: Float64Array): void {
  const largest = row.reduce((most, z) => Math.max(most, z), Number.NEGATIVE_INFINITY);
  let sum = 0;
  for (let i = 0; i < row.length; i++) {
    const term = Math.exp((row[i] as number) - largest);
    row[i] = term;
    sum += term;
  }
  for (let i = 0; i < row.length; i++) row[i] = (row[i] as number) / sum;
}
