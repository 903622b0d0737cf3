import { describeShape } from '@gradlab-internal/checks';
import type { GradcheckFunction } from './gradcheck.ts';
import { GradcheckError } from './gradcheck-error.ts';
import type { Gradable } from './problem/gradable.ts';
import { prepare } from './problem/prepare.ts';
import { defineProblem } from './problem/problem.ts';

/** What {@link float64Gradients} computes of one input. */
export interface Float64Gradient {
  /** `inputs[0]`, or `inputs[0].weight` in a record. */
  readonly name: string;
  readonly shape: readonly number[];
  /** One value for each element, row-major. */
  readonly values: Float64Array;
}

/**
 * Value and gradients of a scalar function in double precision, by TensorFlow.js' own backward pass: what gradients that were worked
 * out by hand, or by another program, can be held against to more than float32's seven digits.
 *
 * All operations run on a backend of its own that is current only meanwhile; the inputs, float32, are widened exactly, and numbers that
 * f makes tensors of (`tf.scalar(0.1)`) are rounded to float32 as always.
 *
 * @param f synchronous, deterministic, from the inputs to a scalar
 * @param inputs for each argument of `f` a tensor, a `tf.Variable`, or a list or record of them; float ones are differentiated.
 * Nothing is disposed
 * @returns f at the inputs, and a gradient for each float tensor among them, in order
 * @throws TypeError if an argument is of the wrong kind; RangeError if f returns no scalar or an input is not finite; GradcheckError
 * `not-connected` if f does not depend on an input, `not-differentiable` if an operation has no gradient
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { float64Gradients } from '@gradlab/gradcheck';
 *
 * await tf.setBackend('cpu');
 * const x = tf.tensor1d([1, 2]);
 * const { value, gradients } = await float64Gradients((t) => tf.sum(tf.tanh(t)), [x]);
 * console.log(value, gradients[0]?.values); // tanh 1 + tanh 2, and 1 − tanh² of each, in doubles
 * x.dispose();
 * ```
 */
export async function float64Gradients<Inputs extends readonly Gradable[]>(
  f: GradcheckFunction<NoInfer<Inputs>>,
  inputs: readonly [...Inputs],
): Promise<{ value: number; gradients: Float64Gradient[] }> {
  const caller = 'float64Gradients';
  const { problem, f: doubles, upstream } = await prepare(defineProblem(caller, f, inputs), 1, 0);
  if (upstream.weights !== undefined) {
    const shapes = doubles.run(() => doubles.shapes());
    throw new RangeError(
      `${caller}: f must return a scalar tensor, got shape ${shapes.map(describeShape).join(' and ')}`,
    );
  }
  const { value, gradients } = doubles.run(() => ({ value: doubles.value(), gradients: doubles.gradients() }));
  return {
    value,
    gradients: problem.differentiable.map((leaf, i) => {
      const { name = '', tensor } = problem.leaves[leaf] ?? {};
      const values = gradients[i] ?? null;
      if (values === null) throw new GradcheckError('not-connected', `${caller}: f must depend on ${name}`);
      return { name, shape: [...(tensor?.shape ?? [])], values };
    }),
  };
}
