import { requireNumber, requireOneOf } from '@gradlab-internal/checks';
import type * as tf from '@tensorflow/tfjs-core';
import { SCHEMES, type Scheme } from '../numeric/schemes.ts';
import { firstIndices, requireIndices } from './elements.ts';
import { createEvaluator } from './evaluator.ts';
import { STEPS, type Step, slopesAt } from './slopes.ts';
import { PRECISIONS, type Precision, requireSubject, type ScalarFunction } from './subject.ts';

export interface FiniteDifferenceOptions {
  /** `'float64'` (default): in double precision, wherever the current backend is. `'float32'`: on the current backend. */
  readonly precision?: Precision;
  /** `'central'` (default), `'forward'`, or `'ridders'`, which takes twelve evaluations an element and estimates its error. */
  readonly scheme?: Scheme;
  /**
   * Perturbation of each element, > 0; of the Ridders scheme the largest. Default: about where the errors of the formula and of the
   * arithmetic are equal for values and derivatives near 1. In float64 2⁻¹⁷ (7.6e-6) central, 2⁻²⁶ forward, 2⁻⁶ Ridders; in float32
   * 5e-3, 5e-4 and 2⁻³.
   */
  readonly epsilon?: number;
  /** What to divide by: `'actual'` (default), the distance of the perturbed values as they are, or `'nominal'`, 2ε or ε. */
  readonly step?: Step;
  /** Elements of x to do, as row-major positions. Default: all. */
  readonly indices?: readonly number[];
}

/** Difference quotients. */
export interface FiniteDifference {
  /** One for each element, row-major. */
  readonly values: Float64Array;
  /** Estimated errors of the Ridders scheme; other schemes have none. */
  readonly errors?: Float64Array;
  /** The shape of x, or `[number of indices]`. */
  readonly shape: number[];
}

const DEFAULT_EPSILON: Readonly<Record<Precision, Readonly<Record<Scheme, number>>>> = {
  float64: { central: 2 ** -17, forward: 2 ** -26, ridders: 2 ** -6 },
  float32: { central: 5e-3, forward: 5e-4, ridders: 2 ** -3 },
};

/**
 * Numeric gradient of a scalar function: ∂f/∂xᵢ ≈ (f(x + ε·eᵢ) − f(x − ε·eᵢ)) / 2ε, one element after the other. Needs no gradients.
 *
 * In float64 all operations run in double precision, on a backend of its own that is current only meanwhile; numbers that f
 * makes tensors of (`tf.scalar(0.1)`) are rounded to float32 as always. If x is a `tf.Variable` it is perturbed in place while f
 * runs, so f may also read it from outside; its value is the old one again before anything else can run.
 *
 * @param f from a tensor of the shape of `x` to a scalar
 * @param x float32, any shape; never disposed
 * @param options `precision`, `scheme`, `epsilon`, `step`, `indices`
 * @returns one difference quotient for each element; NaN or infinite where f is at a perturbed point, NaN where x ± ε are the
 * same number and the step is `actual`
 * @throws TypeError if an argument is of the wrong kind; RangeError if f returns no scalar or an option is out of range;
 * GradcheckError `not-finite` if f(x) is not finite
 * @see Press et al.: Numerical Recipes, 3rd edition, section 5.7. Ridders: Accurate computation of F'(x) and F'(x)F''(x). Advances in
 * Engineering Software, 1982.
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
  const problem = requireSubject(caller, f, x);
  const precision = requireOneOf(caller, 'precision', options.precision ?? 'float64', PRECISIONS);
  const scheme = requireOneOf(caller, 'scheme', options.scheme ?? 'central', SCHEMES);
  const step = requireOneOf(caller, 'step', options.step ?? 'actual', STEPS);
  const epsilon = requireNumber(caller, 'epsilon', options.epsilon ?? DEFAULT_EPSILON[precision][scheme], { above: 0 });
  const indices =
    options.indices === undefined ? firstIndices(x.size) : requireIndices(caller, options.indices, x.size);
  const slopes = await slopesAt(await createEvaluator(problem, precision), indices, { epsilon, scheme, step });
  return {
    values: Float64Array.from(slopes, ({ value }) => value),
    ...(scheme === 'ridders' ? { errors: Float64Array.from(slopes, ({ error }) => error) } : {}),
    shape: options.indices === undefined ? [...x.shape] : [indices.length],
  };
}
