import { registerMissingGradients } from '@gradlab-internal/gradients';
import * as tf from '@tensorflow/tfjs-core';
import { float64Backend } from '../float64/in-float64.ts';
import { GradcheckError } from '../gradcheck-error.ts';
import { DoubleFunction } from '../problem/double-function.ts';
import { gradientsOf } from '../problem/gradients.ts';
import type { Problem } from '../problem/problem.ts';
import { withVariablesAt } from '../problem/with-variables-at.ts';
import type { Precision } from './subject.ts';

/** One element of x at another value. */
export interface Point {
  readonly index: number;
  readonly value: number;
}

/** A scalar function of a tensor x in one of the two precisions. */
export interface Evaluator {
  /** x, row-major. */
  readonly values: ArrayLike<number>;
  /** f(x), which is finite. */
  readonly value: number;
  /** The nearest number to which an element can be set. */
  readonly round: (value: number) => number;
  /** f at each of several points. */
  readonly evaluate: (points: readonly Point[]) => Promise<number[]>;
  /** The gradient that TensorFlow.js computes; null where the result is not connected to x. */
  readonly gradient: () => Promise<ArrayLike<number> | null>;
}

const ONE = { weights: undefined };

/** @throws GradcheckError `not-finite` if f(x) is not finite */
export async function createEvaluator(problem: Problem, precision: Precision): Promise<Evaluator> {
  await tf.ready();
  const parts = await (precision === 'float64' ? inDoubles(problem) : onCurrentBackend(problem));
  const first = Number(parts.values[0] ?? 0);
  // Setting an element to what it is evaluates f at x itself; an empty x has none, and needs none.
  const [value = Number.NaN] = await parts.evaluate(parts.values.length === 0 ? [] : [{ index: 0, value: first }]);
  if (parts.values.length > 0 && !Number.isFinite(value)) {
    throw new GradcheckError('not-finite', `${problem.caller}: f(x) must be finite, got ${value}`);
  }
  return { ...parts, value };
}

type Parts = Omit<Evaluator, 'value'>;

async function inDoubles(problem: Problem): Promise<Parts> {
  const backend = await float64Backend();
  const x = problem.leaves[0]?.tensor as tf.Tensor;
  const values = Float64Array.from(await x.data<'float32'>());
  const f = new DoubleFunction(backend, problem, ONE, [values]);
  const valueAt = ({ index, value }: Point): number => {
    const original = values[index] as number;
    values[index] = value;
    try {
      return f.value();
    } finally {
      values[index] = original;
    }
  };
  return {
    values,
    round: (value) => value,
    evaluate: async (points) => f.run(() => points.map(valueAt)),
    gradient: async () => {
      await registerMissingGradients();
      return f.run(() => f.gradients())[0] ?? null;
    },
  };
}

async function onCurrentBackend(problem: Problem): Promise<Parts> {
  const x = problem.leaves[0]?.tensor as tf.Tensor;
  const values = await x.data<'float32'>();
  return {
    values,
    round: Math.fround,
    evaluate: (points) =>
      valuesAt(
        problem,
        x,
        points.map(({ index, value }) => values.with(index, value)),
      ),
    gradient: () => gradientOnCurrentBackend(problem, x),
  };
}

/** f at several places, evaluated at once, then read. */
async function valuesAt(problem: Problem, x: tf.Tensor, places: readonly Float32Array[]): Promise<number[]> {
  const scalars: tf.Tensor[] = [];
  try {
    for (const place of places) scalars.push(valueAt(problem, x, place));
    const values = await Promise.all(scalars.map((scalar) => scalar.data()));
    return values.map(([value = Number.NaN]) => value);
  } finally {
    tf.dispose(scalars);
  }
}

/** A variable is changed in place while f runs, so f may as well read it from outside. */
function valueAt(problem: Problem, x: tf.Tensor, place: Float32Array): tf.Tensor {
  return tf.tidy(() => {
    const at = x instanceof tf.Variable ? x : tf.tensor(place, x.shape, 'float32');
    // The clone outlives a variable's change back, and is ours to dispose whatever f returned.
    return withVariablesAt(problem, [place], () => tf.clone(problem.apply([at])[0]?.tensor as tf.Tensor));
  });
}

async function gradientOnCurrentBackend(problem: Problem, x: tf.Tensor): Promise<Float32Array | null> {
  await registerMissingGradients();
  const gradients: tf.Tensor[] = [];
  tf.tidy(() => {
    const [gradient] = gradientsOf(problem, [x], ONE, 1).gradients;
    if (gradient) gradients.push(tf.keep(tf.clone(gradient)));
  });
  const [gradient] = gradients;
  if (gradient === undefined) return null;
  try {
    return await gradient.data<'float32'>();
  } finally {
    gradient.dispose();
  }
}
