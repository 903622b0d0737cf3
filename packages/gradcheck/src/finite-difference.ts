import { requireNumber, requireOneOf } from '@gradlab-internal/checks';
import type * as tf from '@tensorflow/tfjs-core';
import { differenceAt, SCHEMES, type Scheme, STEPS, type Step } from './difference.ts';
import { firstIndices, requireIndices } from './elements.ts';
import { evaluateBase } from './evaluate.ts';
import { requireSubject, type ScalarFunction } from './scalar-function.ts';

export interface FiniteDifferenceOptions {
  /**
   * Perturbation of each element, > 0. Default 5e-3 for the central scheme and 5e-4 for the forward one: about where the
   * errors of the formula and of float32 are equal for values and derivatives near 1.
   */
  readonly epsilon?: number;
  /** `'central'` (default), error of order ε², or `'forward'`, error of order ε and half the evaluations. */
  readonly scheme?: Scheme;
  /** What to divide by: `'actual'` (default), the distance of the perturbed values in float32, or `'nominal'`, 2ε or ε. */
  readonly step?: Step;
  /** Elements of x to do, as row-major positions. Default: all. */
  readonly indices?: readonly number[];
}

/** Difference quotients. */
export interface FiniteDifference {
  /** One for each element, row-major; double precision, though the function's values are float32. */
  readonly values: Float64Array;
  /** The shape of x, or `[number of indices]`. */
  readonly shape: number[];
}

const DEFAULT_EPSILON: Readonly<Record<Scheme, number>> = { central: 5e-3, forward: 5e-4 };

/**
 * Numeric gradient of a scalar function: ∂f/∂xᵢ ≈ (f(x + ε·eᵢ) − f(x − ε·eᵢ)) / 2ε, one element after the other, on the
 * current backend. Needs no gradients to be registered.
 *
 * If x is a `tf.Variable` it is perturbed in place while f runs, so f may also read it from outside; its value is the old one
 * again before anything else can run.
 *
 * @param f from a tensor of the shape of `x` to a scalar
 * @param x float32, any shape; never disposed
 * @param options `epsilon`, `scheme`, `step`, `indices`
 * @returns one difference quotient for each element; NaN or infinite where f is at a perturbed point, NaN where x ± ε are the
 * same float32 and the step is `actual`
 * @throws TypeError if an argument is of the wrong kind; RangeError if f returns no scalar or an option is out of range;
 * GradcheckError `not-finite` if f(x) is not finite
 * @see Press et al.: Numerical Recipes, 3rd edition, section 5.7.
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { finiteDifference } from '@gradlab/gradcheck';
 *
 * await tf.setBackend('cpu');
 * const x = tf.tensor1d([1, 2]);
 * const { values, shape } = await finiteDifference((t) => tf.sum(tf.pow(t, 3)), x, { epsilon: 0.5 });
 * console.log(values, shape); // Float64Array(2) [ 3.25, 12.25 ] [ 2 ]: 3x² + ε²
 * x.dispose();
 * ```
 */
export async function finiteDifference<T extends tf.Tensor>(
  f: ScalarFunction<T>,
  x: T,
  options: FiniteDifferenceOptions = {},
): Promise<FiniteDifference> {
  const caller = 'finiteDifference';
  const subject = requireSubject(caller, f, x);
  const scheme = requireOneOf(caller, 'scheme', options.scheme ?? 'central', SCHEMES);
  const step = requireOneOf(caller, 'step', options.step ?? 'actual', STEPS);
  const epsilon = requireNumber(caller, 'epsilon', options.epsilon ?? DEFAULT_EPSILON[scheme], { above: 0 });
  const indices =
    options.indices === undefined ? firstIndices(x.size) : requireIndices(caller, options.indices, x.size);
  const base = await evaluateBase(subject);
  const differences = new Float64Array(indices.length);
  for (const [i, index] of indices.entries()) {
    differences[i] = await differenceAt(base, index, { epsilon, scheme, step });
  }
  return { values: differences, shape: options.indices === undefined ? [...x.shape] : [indices.length] };
}
