import { describeValue, requireNumber } from '@gradlab-internal/checks';

/**
 * Checks a weight for each class.
 *
 * @throws TypeError if they are no list of numbers; RangeError if their number is not that of the classes or one is negative
 */
export function requireClassWeights(caller: string, weights: unknown, classes: number): readonly number[] | undefined {
  if (weights === undefined) return undefined;
  if (!Array.isArray(weights)) {
    throw new TypeError(`${caller}: classWeights must be a list of numbers, got ${describeValue(weights)}`);
  }
  if (weights.length !== classes) {
    throw new RangeError(
      `${caller}: classWeights must have ${classes} weights, one for each class, got ${weights.length}`,
    );
  }
  return weights.map((weight, i) => requireNumber(caller, `classWeights[${i}]`, weight, { min: 0 }));
}
