import { describeShape } from '@gradlab-internal/checks';
import type { MetricBatch } from '../metric.ts';
import { type ExampleWeights, readExampleWeights } from './example-weights.ts';
import { readNumbers } from './numeric-input.ts';

/** True and predicted values side by side, all that weigh anything. */
export interface ValueBatch {
  readonly size: number;
  readonly truth: ArrayLike<number>;
  readonly predicted: ArrayLike<number>;
  /** Of each value. */
  readonly weights: ExampleWeights;
}

/** Sizes of 1 at the end say nothing: a network's `[batch, 1]` fits labels `[batch]`. */
function essential(shape: readonly number[]): readonly number[] {
  const last = shape.findLastIndex((size, axis) => size !== 1 || axis === 0);
  return shape.slice(0, last + 1);
}

/**
 * Reads values of equal shape; the weight of an example is that of each of its values.
 *
 * @throws TypeError if either is of the wrong kind; RangeError if shapes do not fit
 */
export function readValueBatch(caller: string, batch: MetricBatch): ValueBatch {
  const labels = readNumbers(caller, 'labels', batch?.labels);
  const predictions = readNumbers(caller, 'predictions', batch?.predictions);
  if (essential(labels.shape).join() !== essential(predictions.shape).join()) {
    const shapes = `${describeShape(labels.shape)} and ${describeShape(predictions.shape)}`;
    throw new RangeError(`${caller}: labels and predictions must have equal shape, got ${shapes}`);
  }
  const [examples = 1] = labels.shape;
  const size = labels.data.length;
  const weights = readExampleWeights(caller, batch.weights, examples);
  return { size, truth: labels.data, predicted: predictions.data, weights: spread(weights, size / examples) };
}

function spread(weights: ExampleWeights, times: number): ExampleWeights {
  if (weights === undefined || times === 1) return weights;
  return Float64Array.from({ length: weights.length * times }, (_, i) => weights[Math.floor(i / times)] as number);
}
