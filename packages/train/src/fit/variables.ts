import type * as tf from '@tensorflow/tfjs-core';
import type { Predictions, Trainable } from '../contracts.ts';

/** Everything of a model that training changes: parameters, and what `apply` keeps. Their names differ, as in a file of weights. */
export function variablesOf(model: Trainable<Predictions>): Readonly<Record<string, tf.Variable>> {
  for (const name of Object.keys(model.state ?? {})) {
    if (model.parameters[name] === undefined || model.parameters[name] === model.state?.[name]) continue;
    throw new RangeError(`fit: model must not use a name for a parameter and for state, got ${name}`);
  }
  return { ...model.parameters, ...model.state };
}

/** The parameters that training may change. */
export function trainableOf(model: Trainable<Predictions>): Readonly<Record<string, tf.Variable>> {
  const state = model.state ?? {};
  return Object.fromEntries(
    Object.entries(model.parameters).filter(([name, { trainable }]) => trainable && !Object.hasOwn(state, name)),
  );
}
