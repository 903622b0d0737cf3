import type { Seed } from '@gradlab/random';
import { describeValue } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import { checkProblem } from './checks/check-problem.ts';
import { type GradcheckOptions, requireSettings } from './checks/settings.ts';
import { defineProblem } from './problem/problem.ts';
import type { GradcheckReport } from './report/report.ts';

/** What a model needs to have: those of `@gradlab/models` do, and one of your own may. */
export interface CheckableModel {
  /** The trainable variables by name, which `apply` reads. */
  readonly parameters: Readonly<Record<string, tf.Variable>>;
  /** The forward pass. With `updateState: false` a model that keeps running statistics is to leave them as they are. */
  apply(
    x: tf.Tensor,
    options: { readonly training: boolean; readonly seed: Seed; readonly updateState: false },
  ): tf.Tensor;
}

export interface GradcheckModelOptions extends GradcheckOptions {
  /** How the model is run: true (default) with dropout and the statistics of the batch, false as in evaluation. */
  readonly training?: boolean;
}

/** What a model is checked on. */
export interface ModelBatch<Targets> {
  /** Inputs of the model, `[batch, ...]`. */
  readonly x: tf.Tensor;
  /** What `loss` compares with. */
  readonly y: Targets;
}

/**
 * Checks the gradients of a loss by every parameter of a model, by name: {@link gradcheck} of the whole, with `'fast'` mode as the
 * default, since a model has many parameters.
 *
 * @param model its parameters are perturbed while it runs, and are then as before
 * @param batch `x` and `y`; a few examples are enough. Not differentiated, not disposed
 * @param loss of the targets `y` and the model's output; a scalar
 * @param options those of `gradcheck`, and `training`; the seed is the one that the model gets as well, for dropout
 * @returns a report with an input for each parameter
 * @throws TypeError if an argument is of the wrong kind; and whatever `gradcheck` throws
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { gradcheckModel } from '@gradlab/gradcheck';
 *
 * await tf.setBackend('cpu');
 * const weight = tf.variable(tf.tensor2d([[0.1], [-0.2]]));
 * const model = { parameters: { weight }, apply: (x: tf.Tensor) => tf.matMul(x as tf.Tensor2D, weight as tf.Tensor2D) };
 * const batch = { x: tf.tensor2d([[1, 2], [3, 4]]), y: tf.tensor2d([[1], [0]]) };
 * const report = await gradcheckModel(model, batch, (y, output) => tf.losses.meanSquaredError(y, output));
 * console.log(report.ok, report.inputs[0]?.name); // true weight
 * ```
 */
export async function gradcheckModel<Targets>(
  model: CheckableModel,
  batch: ModelBatch<Targets>,
  loss: (y: Targets, output: tf.Tensor) => tf.Tensor,
  options: GradcheckModelOptions = {},
): Promise<GradcheckReport> {
  const caller = 'gradcheckModel';
  requireModel(caller, model);
  if (!(batch?.x instanceof tf.Tensor)) {
    throw new TypeError(`${caller}: batch must be { x, y } with a tensor x, got ${describeValue(batch)}`);
  }
  if (typeof loss !== 'function') throw new TypeError(`${caller}: loss must be a function, got ${describeValue(loss)}`);
  const { training = true, ...rest } = options;
  const settings = requireSettings(caller, { mode: 'fast', ...rest });
  const { x, y } = batch;
  // The parameters change in place, where the model reads them.
  const f = (_parameters: CheckableModel['parameters']): tf.Tensor =>
    loss(y, model.apply(x, { training, seed: settings.seed, updateState: false }));
  return checkProblem(defineProblem(caller, f, [model.parameters], ['']), settings);
}

function requireModel(caller: string, model: unknown): void {
  const { parameters, apply } = (model ?? {}) as Partial<CheckableModel>;
  if (typeof apply !== 'function' || typeof parameters !== 'object' || parameters === null) {
    throw new TypeError(`${caller}: model must have parameters and a method apply, got ${describeValue(model)}`);
  }
  for (const [name, parameter] of Object.entries(parameters)) {
    if (parameter instanceof tf.Variable) continue;
    throw new TypeError(`${caller}: model.parameters.${name} must be a tf.Variable, got ${describeValue(parameter)}`);
  }
}
