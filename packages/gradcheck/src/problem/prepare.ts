import { foldIn, type Seed } from '@gradlab/random';
import { registerMissingGradients } from '@gradlab-internal/gradients';
import * as tf from '@tensorflow/tfjs-core';
import { float64Backend } from '../float64/in-float64.ts';
import { DoubleFunction } from './double-function.ts';
import type { Problem } from './problem.ts';
import { gradientProblem } from './second-order.ts';
import { drawUpstream, type Upstream } from './upstream.ts';

/** All that a check of a problem needs. */
export interface Prepared {
  readonly problem: Problem;
  readonly upstream: Upstream;
  readonly f: DoubleFunction;
  /**
   * For each differentiable input, whether no gradient at all may be a gradient of zero: of second order where the first one exists,
   * since f may be linear in the input.
   */
  readonly mayBeAbsent: readonly boolean[];
}

/**
 * Brings what differentiation needs (gradients, the float64 backend), reads the inputs, and draws an upstream gradient for the
 * outputs that there turn out to be.
 *
 * @param order 2 prepares the gradients of the problem in its place
 * @throws RangeError if an input is not finite
 */
export async function prepare(problem: Problem, order: 1 | 2, seed: Seed): Promise<Prepared> {
  await tf.ready();
  await registerMissingGradients();
  const backend = await float64Backend();
  const values = await readInputs(problem);
  const doubles = (of: Problem, upstream: Upstream): DoubleFunction =>
    new DoubleFunction(backend, of, upstream, values);
  const shapesOf = (of: Problem): readonly (readonly number[])[] => {
    const f = doubles(of, { weights: undefined });
    return f.run(() => f.shapes());
  };
  const upstream = drawUpstream(shapesOf(problem), seed);
  const f = doubles(problem, upstream);
  if (order === 1) return { problem, upstream, f, mayBeAbsent: values.map(() => false) };
  const mayBeAbsent = f.run(() => f.gradients()).map((gradient) => gradient !== null);
  const second = gradientProblem(problem, upstream);
  const upstreamOfSecond = drawUpstream(shapesOf(second), foldIn(seed, 'second order'));
  return { problem: second, upstream: upstreamOfSecond, f: doubles(second, upstreamOfSecond), mayBeAbsent };
}

async function readInputs({ caller, leaves, differentiable }: Problem): Promise<readonly Float64Array[]> {
  const read = async (i: number): Promise<Float64Array> => {
    const { name, tensor } = leaves[i] as (typeof leaves)[number];
    const values = Float64Array.from(await tensor.data<'float32'>());
    const bad = values.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) throw new RangeError(`${caller}: ${name} must be finite, got ${values[bad]} at ${bad}`);
    return values;
  };
  return Promise.all(differentiable.map(read));
}
