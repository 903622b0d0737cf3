import { buildModel } from './build-model.ts';
import { freezeLike } from './freeze.ts';
import type { Model, Outputs } from './model.ts';

/**
 * A model of the same layers with weights of its own, equal to those of another bit for bit; what is frozen stays frozen.
 *
 * @param model to copy; it stays as it is
 * @returns the copy; the caller disposes it
 * @example
 * ```ts
 * import { copyModel, mlp } from '@gradlab/models';
 * import '@tensorflow/tfjs-backend-cpu';
 *
 * const model = mlp({ inputShape: [4], hidden: [8], outputs: 2, seed: 1 });
 * const before = copyModel(model); // whatever becomes of the model
 * model.dispose();
 * console.log(before.countParameters()); // 58
 * before.dispose();
 * ```
 */
export function copyModel<Output extends Outputs>(model: Model<Output>): Model<Output> {
  const copy = buildModel(model.blueprint, 0, model.weights);
  freezeLike(model, copy, Object.keys(model.weights));
  return copy;
}
