import * as tf from '@tensorflow/tfjs-core';
import { type NamedGradient, type NamedGradients, variablesOf } from './named-gradients.ts';
import type { OptimizerVariable, Rule, Slot } from './rule.ts';

/** An optimiser's lists of state by the names of its fields; private in tfjs-core. */
type Lists = Record<string, (OptimizerVariable | undefined)[]>;

function fits({ variable }: OptimizerVariable, like: tf.Variable): boolean {
  return variable.dtype === 'float32' && !variable.isDisposed && tf.util.arraysEqual(variable.shape, like.shape);
}

function allFit(lists: Lists, slots: readonly Slot[], variables: readonly NamedGradient[]): boolean {
  return variables.every(({ index, variable }) =>
    slots.every(({ field }) => {
      const state = lists[field]?.[index];
      return lists[field] !== undefined && (state === undefined || state === null || fits(state, variable));
    }),
  );
}

/** The state of a variable, made as tfjs-core makes it where there is none yet. */
function stateOf(
  lists: Lists,
  { field, suffix, initial = 0 }: Slot,
  { index, name, variable }: NamedGradient,
): tf.Variable {
  const list = lists[field] ?? [];
  list[index] ??= {
    originalName: `${name}/${suffix}`,
    variable: tf.tidy(() => tf.variable(tf.fill(variable.shape, initial), false)),
  };
  return list[index].variable;
}

/** A result that was not written in place becomes the variable's. */
function adopt(variable: tf.Variable, result: tf.Tensor): void {
  if (result.dataId !== variable.dataId) variable.assign(result);
  result.dispose();
}

function update(
  kernel: string,
  names: readonly string[],
  states: readonly tf.Variable[],
  grad: tf.Tensor,
  attrs: tf.NamedAttrMap,
): void {
  const inputs: tf.NamedTensorMap = { grad };
  for (const [i, name] of names.entries()) inputs[name] = states[i] as tf.Tensor;
  const results = tf.engine().runKernel(kernel, inputs, attrs) as unknown as tf.Tensor[];
  for (const [i, result] of results.entries()) adopt(states[i] as tf.Variable, result);
}

/**
 * One step of an optimiser by its kernel.
 *
 * @returns whether it was done: not on another backend, nor where something is not float32 or not of the gradient's shape; nothing has
 *   changed then
 */
export function stepInPlace<Optimizer extends object>(
  rule: Rule<Optimizer>,
  optimizer: Optimizer,
  gradients: NamedGradients,
): boolean {
  if (tf.engine().backendName !== 'wasm' || tf.getKernel(rule.kernel, 'wasm') === undefined) return false;
  const slots = rule.slots(optimizer);
  const variables = slots && variablesOf(gradients);
  const lists = optimizer as unknown as Lists;
  if (slots === undefined || variables === undefined || !allFit(lists, slots, variables)) return false;
  const attrs = rule.attributes(optimizer);
  const names = ['var', ...slots.map(({ input }) => input)];
  for (const named of variables) {
    const states = [named.variable, ...slots.map((slot) => stateOf(lists, slot, named))];
    if (named.gradient !== undefined) update(rule.kernel, names, states, named.gradient, attrs);
  }
  rule.finish?.(optimizer);
  return true;
}
