import { describeValue, requireEqualShapes } from '@gradlab-internal/checks';
import { ExactSum } from './exact-sum.ts';
import { type NumericInput, readNumbers, type ShapedNumbers } from './numeric-input.ts';

export interface MeanBatch {
  /** A number, or numbers of any shape. */
  readonly values: number | NumericInput;
  /** At least 0: one for all values, or one for each; default 1. A value of weight 0 is left out, even if it is NaN. */
  readonly weights?: number | NumericInput;
}

/**
 * Weighted mean of values, Σ wᵢxᵢ / Σ wᵢ, for instance of the mean losses of batches with the batch sizes as weights.
 *
 * Both sums are exact until they are read, so neither order nor batching nor merging changes the result in any bit. NaN and
 * infinities carry through to the result.
 *
 * @example
 * ```ts
 * import { Mean } from '@gradlab/metrics';
 *
 * const loss = new Mean();
 * loss.update({ values: 0.5, weights: 64 });
 * loss.update({ values: 0.25, weights: 16 });
 * console.log(loss.compute()); // 0.45
 * ```
 */
export class Mean {
  #sum = new ExactSum();
  #weight = new ExactSum();

  /**
   * @param batch values of any shape, weights of the same shape or one for all
   * @throws TypeError if either is of the wrong kind; RangeError if shapes differ or a weight is negative or not finite
   */
  update({ values, weights = 1 }: MeanBatch): void {
    const read = readScalarOrNumbers('values', values);
    const weighting = readScalarOrNumbers('weights', weights);
    const single = typeof weights === 'number';
    if (!single) requireEqualShapes('mean', ['values', 'weights'], read.shape, weighting.shape);
    requireWeights(weighting.data);
    for (let i = 0; i < read.data.length; i++) {
      const weight = weighting.data[single ? 0 : i] as number;
      if (weight === 0) continue;
      this.#sum.add(weight * (read.data[i] as number));
      this.#weight.add(weight);
    }
  }

  /** NaN while the weights sum to 0. */
  compute(): number {
    return this.#sum.value() / this.#weight.value();
  }

  reset(): void {
    this.#sum = new ExactSum();
    this.#weight = new ExactSum();
  }

  /**
   * Takes in all that `other` took in; `other` stays as it is.
   *
   * @throws TypeError if `other` is no Mean
   */
  merge(other: Mean): void {
    if (!(other instanceof Mean)) throw new TypeError(`mean: other must be a Mean, got ${describeValue(other)}`);
    this.#sum.merge(other.#sum);
    this.#weight.merge(other.#weight);
  }
}

function readScalarOrNumbers(name: string, input: number | NumericInput): ShapedNumbers {
  return typeof input === 'number' ? { data: [input], shape: [] } : readNumbers('mean', name, input);
}

function requireWeights(weights: ArrayLike<number>): void {
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] as number;
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`mean: weights must be finite and >= 0, got ${weight} at ${i}`);
    }
  }
}
