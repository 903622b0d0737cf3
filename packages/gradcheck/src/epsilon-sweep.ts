import { describeValue, requireInteger, requireNumber, requireOneOf } from '@gradlab-internal/checks';
import type * as tf from '@tensorflow/tfjs-core';
import { analyticGradient } from './analytic-gradient.ts';
import { differenceAt, STEPS, type Step } from './difference.ts';
import { firstIndices, requireIndices } from './elements.ts';
import { evaluateBase } from './evaluate.ts';
import { GradcheckError } from './gradcheck-error.ts';
import { requireSubject, type ScalarFunction, type Subject } from './scalar-function.ts';

/** 1/N for N = 1, 5, 10, 50, … 100,000, 500,000. */
export const DEFAULT_EPSILONS: readonly number[] = [0, 1, 2, 3, 4, 5].flatMap((i) => [1 / 10 ** i, 1 / (5 * 10 ** i)]);

export interface EpsilonSweepOptions {
  /** Perturbations, each > 0; default `DEFAULT_EPSILONS`. */
  readonly epsilons?: readonly number[];
  /** Compare the first so many elements of x, row-major; default 10, or all if x has fewer. */
  readonly count?: number;
  /** Or compare these, as row-major positions. */
  readonly indices?: readonly number[];
  /** What to divide by: `'actual'` (default), the distance of the perturbed values in float32, or `'nominal'`, 2ε. */
  readonly step?: Step;
}

/** One point of a sweep. */
export interface EpsilonSweepPoint {
  readonly epsilon: number;
  /** Largest |numeric − analytic| of the elements compared; NaN where f is not finite at a perturbed point. */
  readonly maxAbsDifference: number;
}

/**
 * Compares the gradient that TensorFlow.js computes on the current backend with central differences, for one ε after the other.
 * With a right gradient the difference falls as ε² and, for very small ε, rises again as 1/ε: there the rounding of f in float32
 * is all that is left. With a wrong one it levels off at the fault.
 *
 * If x is a `tf.Variable` it is perturbed in place while f runs, so f may also read it from outside; its value is the old one
 * again before anything else can run.
 *
 * @param f differentiable, from a tensor of the shape of `x` to a scalar
 * @param x float32, at least one element; never disposed
 * @param options `epsilons`, `count` or `indices`, `step`
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
  const subject = requireSubject(caller, f, x);
  const step = requireOneOf(caller, 'step', options.step ?? 'actual', STEPS);
  const epsilons = requireEpsilons(caller, options.epsilons ?? DEFAULT_EPSILONS);
  const indices = chosenElements(caller, options, x.size);
  const base = await evaluateBase(subject);
  const analytic = await gradientValues(subject, indices);
  const points: EpsilonSweepPoint[] = [];
  for (const epsilon of epsilons) {
    let maxAbsDifference = 0;
    for (const index of indices) {
      const numeric = await differenceAt(base, index, { epsilon, scheme: 'central', step });
      // Math.max keeps a NaN.
      maxAbsDifference = Math.max(maxAbsDifference, Math.abs(numeric - (analytic[index] as number)));
    }
    points.push({ epsilon, maxAbsDifference });
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
async function gradientValues(subject: Subject, indices: readonly number[]): Promise<Float32Array> {
  const gradient = analyticGradient(subject);
  try {
    const values = await gradient.data<'float32'>();
    const bad = indices.find((index) => !Number.isFinite(values[index]));
    if (bad === undefined) return values;
    const problem = `the gradient of f must be finite, got ${values[bad]} at ${bad}`;
    throw new GradcheckError('not-finite', `${subject.caller}: ${problem}`);
  } finally {
    gradient.dispose();
  }
}
