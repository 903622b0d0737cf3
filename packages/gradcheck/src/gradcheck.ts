import { checkProblem } from './checks/check-problem.ts';
import { type GradcheckOptions, requireSettings } from './checks/settings.ts';
import { GradcheckError } from './gradcheck-error.ts';
import type { Gradable } from './problem/gradable.ts';
import { defineProblem, type Outputs } from './problem/problem.ts';
import type { GradcheckReport } from './report/report.ts';

/**
 * A function to check: synchronous, deterministic, made of TensorFlow.js operations; it changes nothing and disposes nothing that it
 * was given. Tensors that it makes on the way are disposed for it.
 */
export type GradcheckFunction<Inputs extends readonly Gradable[]> = (...inputs: Inputs) => Outputs;

/**
 * Checks the gradients of a function, in two tiers. First in float64, beside the current backend: the gradients that TensorFlow.js
 * computes against difference quotients. That finds a gradient that is mathematically wrong. Then in float32: the values and
 * gradients of the current backend against the float64 ones, within what rounding explains. That finds a wrong kernel.
 *
 * With outputs y, what is differentiated is Σ vᵢ·yᵢ: v = 1 for a scalar, and random upstream gradients of both signs otherwise. An
 * element passes if |analytic − numeric| ≤ rtol·|numeric| + atol·max|analytic| + noise, with the largest gradient of the same input
 * and the measured rounding of f over ε. Slopes that differ on the two sides of x, however near to it, are
 * a kink and no failure. The backward pass must also be linear in its upstream gradient, and two runs must give the same bits.
 *
 * @param f what to check; its outputs are float32 tensors of any shapes
 * @param inputs where to check it: for each argument of `f` a tensor, a `tf.Variable`, or a list or record of them. Float tensors are
 * differentiated, others passed through. Variables are perturbed in place while `f` runs, so it may also read them from outside;
 * their values are the old ones again before anything else can run. Nothing is disposed.
 * @param options `mode`, `elements`, `directions`, `scheme`, `epsilon`, `rtol`, `atol`, `order`, `checkBackend`, `seed`, `signal`,
 * `onProgress`
 * @returns a report; `String(report)` is a table. Numbers that the function makes tensors of (`tf.scalar(0.1)`) stay float32 in both
 * tiers.
 * @throws TypeError or RangeError if an argument is not valid, an input is not finite, or f returns something else than float32
 * tensors; GradcheckError `not-differentiable` if an operation has no gradient; what `f` throws; the reason of `signal`
 * @see The defaults start from torch.autograd.gradcheck's, https://pytorch.org/docs/stable/generated/torch.autograd.gradcheck.gradcheck.html
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { gradcheck } from '@gradlab/gradcheck';
 *
 * await tf.setBackend('cpu');
 * const [x, w] = [tf.tensor2d([[1, -2]]), tf.tensor2d([[0.5, 1], [2, -1]])];
 * const report = await gradcheck((x, w) => tf.tanh(tf.matMul(x, w)), [x, w]);
 * console.log(report.ok, report.maxAbsError < 1e-8); // true true
 * console.log(String(report));
 * ```
 */
export async function gradcheck<Inputs extends readonly Gradable[]>(
  f: GradcheckFunction<NoInfer<Inputs>>,
  inputs: readonly [...Inputs],
  options: GradcheckOptions = {},
): Promise<GradcheckReport> {
  return checkProblem(defineProblem('gradcheck', f, inputs), requireSettings('gradcheck', options));
}

/**
 * As {@link gradcheck}, for tests: resolves if the gradients pass.
 *
 * @throws GradcheckError `gradients-differ` with the report as its message if they do not; and whatever `gradcheck` throws
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { assertGradients } from '@gradlab/gradcheck';
 *
 * await tf.setBackend('cpu');
 * await assertGradients((x) => tf.sum(tf.square(x)), [tf.tensor1d([1, 2, 3])]);
 * ```
 */
export async function assertGradients<Inputs extends readonly Gradable[]>(
  f: GradcheckFunction<NoInfer<Inputs>>,
  inputs: readonly [...Inputs],
  options: GradcheckOptions = {},
): Promise<void> {
  const caller = 'assertGradients';
  const report = await checkProblem(defineProblem(caller, f, inputs), requireSettings(caller, options));
  if (!report.ok) throw new GradcheckError('gradients-differ', `${caller}: ${report}`);
}
