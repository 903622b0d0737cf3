import { describeShape, requireEqualShapes } from '@gradlab-internal/checks';
import type { MetricBatch } from './metric.ts';
import { readNumbers, type ShapedNumbers } from './numeric-input.ts';

/** Labels that were checked, and the predictions beside them. */
export interface ClassBatch {
  readonly size: number;
  readonly labels: ArrayLike<number>;
  readonly predictions: ShapedNumbers;
}

/**
 * Reads a batch: labels `[batch]`, predictions `[batch]` or `[batch, classes]` of the same batch size, labels that are
 * class indices.
 */
export function readClassBatch(caller: string, batch: MetricBatch): ClassBatch {
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
  requireClasses(caller, 'labels', labels.data, predictions.shape[1]);
  return { size, labels: labels.data, predictions };
}

/** Checks that each value is an integer in [0, classes). */
export function requireClasses(
  caller: string,
  name: string,
  values: ArrayLike<number>,
  classes: number = Number.POSITIVE_INFINITY,
): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (!Number.isInteger(value) || value < 0 || value >= classes) {
      const range = classes === Number.POSITIVE_INFINITY ? 'integers >= 0' : `integers >= 0 and < ${classes}`;
      throw new RangeError(`${caller}: ${name} must be ${range}, got ${value} at ${i}`);
    }
  }
}

/**
 * The class each example is predicted to have: the index itself, or that of the largest score, the lowest where several are
 * largest. A row of scores with a NaN has none: −1.
 */
export function predictedClasses(
  caller: string,
  { size, predictions: { data, shape } }: ClassBatch,
): ArrayLike<number> {
  const classes = shape[1];
  if (classes === undefined) {
    requireClasses(caller, 'predictions', data);
    return data;
  }
  return Int32Array.from({ length: size }, (_, row) => argMax(data, row * classes, classes));
}

function argMax(data: ArrayLike<number>, start: number, length: number): number {
  let best = 0;
  for (let i = 0; i < length; i++) {
    const score = data[start + i] as number;
    if (Number.isNaN(score)) return -1;
    if (score > (data[start + best] as number)) best = i;
  }
  return best;
}
