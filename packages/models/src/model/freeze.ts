import type * as tf from '@tensorflow/tfjs-core';
import type { Model, Outputs } from './model.ts';
import { matchNames, type NamePattern } from './name-pattern.ts';
import { layersOf, parameterNames } from './place-layers.ts';

/**
 * Excludes parameters from training: they move from `model.parameters` to `model.state`, and tfjs' own optimisers leave them alone too
 * (`trainable` is false). Running statistics of a batch norm go on being updated in training; see {@link NamePattern} for what a
 * pattern is.
 *
 * @param model whose parameters are frozen
 * @param names of parameters or layers; all unless given
 * @returns the names of the parameters that are meant
 * @throws RangeError if a name matches nothing
 * @example
 * ```ts
 * import { freeze, mlp, unfreeze } from '@gradlab/models';
 * import '@tensorflow/tfjs-backend-cpu';
 *
 * const model = mlp({ inputShape: [4], hidden: [8], outputs: 2, seed: 1 });
 * console.log(freeze(model, 'dense1')); // ['dense1.weight', 'dense1.bias']
 * console.log(Object.keys(model.parameters)); // ['dense2.weight', 'dense2.bias']
 * unfreeze(model);
 * model.dispose();
 * ```
 */
export function freeze(model: Model<Outputs>, names?: NamePattern): string[] {
  return setTrainable('freeze', model, names, false);
}

/**
 * Takes parameters into training again.
 *
 * @param model whose parameters are meant
 * @param names of parameters or layers; all unless given
 * @returns the names of the parameters that are meant
 * @throws RangeError if a name matches nothing
 * @example
 * ```ts
 * import { freeze, mlp, unfreeze } from '@gradlab/models';
 * import '@tensorflow/tfjs-backend-cpu';
 *
 * const model = mlp({ inputShape: [4], hidden: [8], outputs: 2, seed: 1 });
 * freeze(model);
 * console.log(unfreeze(model, /bias$/)); // ['dense1.bias', 'dense2.bias']
 * model.dispose();
 * ```
 */
export function unfreeze(model: Model<Outputs>, names?: NamePattern): string[] {
  return setTrainable('unfreeze', model, names, true);
}

function setTrainable(
  caller: string,
  model: Model<Outputs>,
  names: NamePattern | undefined,
  trainable: boolean,
): string[] {
  const all = parameterNames(layersOf(model.blueprint));
  const chosen = names === undefined ? all : matchNames(caller, all, names);
  for (const name of chosen) {
    const variable: tf.Variable | undefined = model.weights[name];
    if (variable !== undefined) variable.trainable = trainable;
  }
  return chosen;
}

/** Freezes in one model what is frozen in another, as far as these parameters go. */
export function freezeLike(model: Model<Outputs>, copy: Model<Outputs>, names: readonly string[]): void {
  for (const name of names) {
    const [original, variable] = [model.weights[name], copy.weights[name]];
    if (original !== undefined && variable !== undefined) variable.trainable = original.trainable;
  }
}
