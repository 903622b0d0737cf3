import { describeShape, requireEqualShapes } from '@gradlab-internal/checks';
import type { MetricBatch } from '../metric.ts';
import { type ExampleWeights, readExampleWeights, weightAt } from './example-weights.ts';
import { readNumbers, type ShapedNumbers } from './numeric-input.ts';

/** Labels that were checked, and the predictions and weights beside them. */
export interface ClassBatch {
  readonly size: number;
  readonly labels: ArrayLike<number>;
  readonly predictions: ShapedNumbers;
  readonly weights: ExampleWeights;
}

/** A batch with a score for each class. */
export interface ScoreBatch extends ClassBatch {
  /** How many scores a row has. */
  readonly classes: number;
}

/** What a metric knows of its batches before it sees one. */
interface Expected {
  /** How many classes there are: labels have to be below that. Default: as many as a row has scores. */
  readonly classes?: number | undefined;
  /** How many scores a row has. Default: any number. */
  readonly columns?: number | undefined;
}

/**
 * Reads a batch: labels `[batch]`, predictions `[batch]` or `[batch, classes]` of the same batch size, labels that are
 * class indices, weights `[batch]`.
 */
export function readClassBatch(caller: string, batch: MetricBatch, expected: Expected = {}): ClassBatch {
  const labels = readNumbers(caller, 'labels', batch?.labels);
  const predictions = readNumbers(caller, 'predictions', batch?.predictions);
  if (labels.shape.length !== 1) {
    throw new RangeError(`${caller}: labels must have shape [batch], got ${describeShape(labels.shape)}`);
  }
  const [size = 0] = labels.shape;
  if (predictions.shape.length !== 2) {
    requireEqualShapes(caller, ['labels', 'predictions'], labels.shape, predictions.shape);
  } else if (predictions.shape[0] !== size) {
    const shapes = `${describeShape(labels.shape)} and ${describeShape(predictions.shape)}`;
    throw new RangeError(`${caller}: labels and predictions must have equal batch size, got ${shapes}`);
  }
  const { columns = predictions.shape[1], classes = columns } = expected;
  if (predictions.shape.length === 2 && predictions.shape[1] !== columns) {
    throw new RangeError(`${caller}: predictions must have ${columns} scores a row, got ${predictions.shape[1]}`);
  }
  const weights = readExampleWeights(caller, batch.weights, size);
  requireClasses(caller, 'labels', labels.data, { classes, weights });
  return { size, labels: labels.data, predictions, weights };
}

/** Reads a batch whose predictions have to be scores, `[batch, classes]`. */
export function readScoreBatch(caller: string, batch: MetricBatch, classes?: number): ScoreBatch {
  const read = readClassBatch(caller, batch, { columns: classes });
  const [, columns] = read.predictions.shape;
  if (columns === undefined) {
    const { shape } = read.predictions;
    throw new RangeError(`${caller}: predictions must have shape [batch, classes], got ${describeShape(shape)}`);
  }
  return { ...read, classes: columns };
}

/** Checks that each value whose weight is not 0 is an integer in [0, classes). */
export function requireClasses(
  caller: string,
  name: string,
  values: ArrayLike<number>,
  {
    classes = Number.POSITIVE_INFINITY,
    weights,
  }: { readonly classes?: number | undefined; readonly weights: ExampleWeights },
): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (Number.isInteger(value) && value >= 0 && value < classes) continue;
    if (weightAt(weights, i) === 0) continue;
    const range = classes === Number.POSITIVE_INFINITY ? 'integers >= 0' : `integers >= 0 and < ${classes}`;
    throw new RangeError(`${caller}: ${name} must be ${range}, got ${value} at ${i}`);
  }
}

/**
 * The class each example is predicted to have: the index itself, or that of the largest score, the lowest where several are
 * largest. A row of scores with a NaN has none: −1.
 */
export function predictedClasses(caller: string, batch: ClassBatch): ArrayLike<number> {
  const { size, weights } = batch;
  const { data, shape } = batch.predictions;
  const [, classes] = shape;
  if (classes === undefined) {
    requireClasses(caller, 'predictions', data, { weights });
    return data;
  }
  const predicted = new Int32Array(size);
  for (let row = 0; row < size; row++) predicted[row] = argMax(data, row * classes, classes);
  return predicted;
}

/** Place of the largest of some scores, counted from `start`; the lowest where several are largest, −1 where one is NaN. */
export function argMax(data: ArrayLike<number>, start: number, length: number): number {
  let best = 0;
  for (let i = 0; i < length; i++) {
    const score = data[start + i] as number;
    if (Number.isNaN(score)) return -1;
    if (score > (data[start + best] as number)) best = i;
  }
  return best;
}

/** @throws RangeError if a row of scores whose weight is not 0 holds a NaN, with the row */
export function requireScores(caller: string, { predictions, weights, size }: ClassBatch): void {
  const { data } = predictions;
  const width = data.length / size;
  for (let i = 0; i < data.length; i++) {
    if (!Number.isNaN(data[i])) continue;
    const row = Math.floor(i / width);
    if (weightAt(weights, row) === 0) continue;
    throw new RangeError(`${caller}: predictions must not be NaN, got NaN in row ${row}`);
  }
}
