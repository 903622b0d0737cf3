import { describeValue, requireInteger, requireNumber, requireOneOf } from '@gradlab-internal/checks';
import type * as tf from '@tensorflow/tfjs-core';
import { GradcheckError } from '../gradcheck-error.ts';
import { firstIndices, requireIndices } from './elements.ts';
import { createEvaluator, type Evaluator } from './evaluator.ts';
import { STEPS, type Step, slopesAt } from './slopes.ts';
import { PRECISIONS, type Precision, requireSubject, type ScalarFunction } from './subject.ts';

/** 1/N for N = 1, 5, 10, 50, … 100,000, 500,000. */
export const DEFAULT_EPSILONS: readonly number[] = [0, 1, 2, 3, 4, 5].flatMap((i) => [1 / 10 ** i, 1 / (5 * 10 ** i)]);

export interface EpsilonSweepOptions {
  /** `'float64'` (default): in double precision. `'float32'`: on the current backend, as it trains. */
  readonly precision?: Precision;
  /** Perturbations, each > 0; default `DEFAULT_EPSILONS`. */
  readonly epsilons?: readonly number[];
  /** Compare the first so many elements of x, row-major; default 10, or all if x has fewer. */
  readonly count?: number;
  /** Or compare these, as row-major positions. */
  readonly indices?: readonly number[];
  /** What to divide by: `'actual'` (default), the distance of the perturbed values as they are, or `'nominal'`, 2ε. */
  readonly step?: Step;
}

/** One point of a sweep. */
export interface EpsilonSweepPoint {
  readonly epsilon: number;
  /** Largest |numeric − analytic| of the elements compared; NaN where f is not finite at a perturbed point. */
  readonly maxAbsDifference: number;
}

/**
 * Compares the gradient that TensorFlow.js computes with central differences, for one ε after the other. With a right gradient the
 * difference falls as ε² and, for very small ε, rises again as 1/ε: there the rounding of f is all that is left. In float32 that
 * happens near ε = 0.01, in float64 it falls much further. With a wrong gradient the difference levels off at the fault.
 *
 * If x is a `tf.Variable` it is perturbed in place while f runs, so f may also read it from outside; its value is the old one
 * again before anything else can run.
 *
 * @param f differentiable, from a tensor of the shape of `x` to a scalar
 * @param x float32, at least one element; never disposed
 * @param options `precision`, `epsilons`, `count` or `indices`, `step`
 * @returns one point for each ε, in their order
 * @throws TypeError if an argument is of the wrong kind; RangeError if f returns no scalar, x is empty or an option is out of
 * range; GradcheckError, with a `code`, if there is no gradient to compare with or it is not finite
 * @example
 * ```ts
 * import { useBackend } from '@gradlab/backend';
 * import { epsilonSweep } from '@gradlab/gradcheck';
 * import * as tf from '@tensorflow/tfjs-core';
 *
 * await useBackend('cpu');
 * const x = tf.tensor1d([0.5, 1]);
 * const points = await epsilonSweep((t) => tf.sum(tf.tanh(t)), x, { epsilons: [1, 0.1, 0.01] });
 * for (const { epsilon, maxAbsDifference } of points) console.log(epsilon, maxAbsDifference.toExponential(0));
 * x.dispose();
 * ```
 */
export async function epsilonSweep<T extends tf.Tensor>(
  f: ScalarFunction<T>,
  x: T,
  options: EpsilonSweepOptions = {},
): Promise<EpsilonSweepPoint[]> {
  const caller = 'epsilonSweep';
  const problem = requireSubject(caller, f, x);
  const precision = requireOneOf(caller, 'precision', options.precision ?? 'float64', PRECISIONS);
  const step = requireOneOf(caller, 'step', options.step ?? 'actual', STEPS);
  const epsilons = requireEpsilons(caller, options.epsilons ?? DEFAULT_EPSILONS);
  const indices = chosenElements(caller, options, x.size);
  const evaluator = await createEvaluator(problem, precision);
  const analytic = await requireGradient(caller, evaluator, indices);
  const points: EpsilonSweepPoint[] = [];
  for (const epsilon of epsilons) {
    const slopes = await slopesAt(evaluator, indices, { epsilon, scheme: 'central', step });
    const differences = slopes.map(({ value }, i) => Math.abs(value - (analytic[indices[i] as number] as number)));
    // Math.max keeps a NaN.
    points.push({ epsilon, maxAbsDifference: differences.reduce((most, difference) => Math.max(most, difference), 0) });
  }
  return points;
}

function requireEpsilons(caller: string, epsilons: unknown): readonly number[] {
  if (!Array.isArray(epsilons)) {
    throw new TypeError(`${caller}: epsilons must be a list of numbers > 0, got ${describeValue(epsilons)}`);
  }
  return epsilons.map((epsilon) => requireNumber(caller, 'epsilons', epsilon, { above: 0 }));
}

function chosenElements(caller: string, { count, indices }: EpsilonSweepOptions, size: number): readonly number[] {
  if (size === 0) throw new RangeError(`${caller}: x must have at least one element, got none`);
  if (indices === undefined) {
    return firstIndices(requireInteger(caller, 'count', count ?? Math.min(10, size), { min: 1, max: size }));
  }
  if (count !== undefined) throw new RangeError(`${caller}: count and indices must not both be given`);
  const chosen = requireIndices(caller, indices, size);
  if (chosen.length === 0) throw new RangeError(`${caller}: indices must name at least one element, got none`);
  return chosen;
}

/** The whole gradient, finite at the elements that count. */
async function requireGradient(
  caller: string,
  evaluator: Evaluator,
  indices: readonly number[],
): Promise<ArrayLike<number>> {
  const values = await evaluator.gradient();
  if (values === null) {
    const advice = 'compute the result from x inside f, with TensorFlow.js operations alone';
    throw new GradcheckError('not-connected', `${caller}: the result of f does not depend on x: ${advice}`);
  }
  const bad = indices.find((index) => !Number.isFinite(values[index]));
  if (bad === undefined) return values;
  throw new GradcheckError('not-finite', `${caller}: the gradient of f must be finite, got ${values[bad]} at ${bad}`);
}
