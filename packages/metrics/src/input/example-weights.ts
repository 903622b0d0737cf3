import { describeShape } from '@gradlab-internal/checks';
import { type NumericInput, readNumbers } from './numeric-input.ts';

/** Weights of the examples of a batch, checked; undefined where all weigh 1. */
export type ExampleWeights = ArrayLike<number> | undefined;

/**
 * Reads the weights of `size` examples.
 *
 * @throws TypeError if they are of the wrong kind; RangeError if they are not `[size]`, or one is negative or not finite
 */
export function readExampleWeights(caller: string, weights: NumericInput | undefined, size: number): ExampleWeights {
  if (weights === undefined) return undefined;
  const { data, shape } = readNumbers(caller, 'weights', weights);
  if (shape.length !== 1 || shape[0] !== size) {
    throw new RangeError(`${caller}: weights must have shape [${size}], got ${describeShape(shape)}`);
  }
  requireWeights(caller, data);
  return data;
}

/** @throws RangeError with the place of the first weight that is negative or not finite */
export function requireWeights(caller: string, weights: ArrayLike<number>): void {
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] as number;
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`${caller}: weights must be finite and >= 0, got ${weight} at ${i}`);
    }
  }
}

/** The weight of example `i`: 1 unless some were given. */
export function weightAt(weights: ExampleWeights, i: number): number {
  return weights === undefined ? 1 : (weights[i] as number);
}
