import { buildModel } from './build-model.ts';
import { freezeLike } from './freeze.ts';
import type { Model, Outputs } from './model.ts';

/**
 * A model of the same layers with weights of its own, equal to those of another bit for bit; what is frozen stays frozen.
 *
 * @param model to copy; it stays as it is
 * @returns the copy; the caller disposes it
 */
export function copyModel<Output extends Outputs>(model: Model<Output>): Model<Output> {
  const copy = buildModel(model.blueprint, 0, model.weights);
  freezeLike(model, copy, Object.keys(model.weights));
  return copy;
}
