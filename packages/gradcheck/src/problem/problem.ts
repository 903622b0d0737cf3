import { describeValue } from '@gradlab-internal/checks';
import type * as tf from '@tensorflow/tfjs-core';
import { type Gradable, type Leaf, leavesOf, withLeaves } from './gradable.ts';

/** What a checked function returns: a tensor, or a list or record of tensors. */
export type Outputs = tf.Tensor | readonly Outputs[] | { readonly [name: string]: Outputs };

/** A function of a flat list of tensors, and where to check it. */
export interface Problem {
  /** Name of the public function, for messages. */
  readonly caller: string;
  /** The tensors that the function takes. */
  readonly leaves: readonly Leaf[];
  /** Positions among `leaves` of those that are differentiated: the float ones. */
  readonly differentiable: readonly number[];
  /** Calls the function with other tensors in their places. */
  readonly apply: (tensors: readonly tf.Tensor[]) => Leaf[];
}

/**
 * @param inputs the arguments of `f`
 * @param names of the inputs, `inputs[0]` and so on unless given; empty for a record whose keys are names enough
 * @throws TypeError if `f` is no function or an input no tensor; RangeError if there is nothing to differentiate
 */
export function defineProblem<Inputs extends readonly Gradable[]>(
  caller: string,
  f: (...inputs: Inputs) => Outputs,
  inputs: readonly [...Inputs],
  names?: readonly string[],
): Problem {
  if (typeof f !== 'function') throw new TypeError(`${caller}: f must be a function, got ${describeValue(f)}`);
  if (!Array.isArray(inputs)) {
    throw new TypeError(`${caller}: inputs must be a list of what f takes, got ${describeValue(inputs)}`);
  }
  const leaves = inputs.flatMap((input, i) => leavesOf(caller, names?.[i] ?? `inputs[${i}]`, input));
  const differentiable = leaves.flatMap(({ tensor }, i) => (tensor.dtype === 'float32' ? [i] : []));
  requireDistinct(caller, leaves);
  if (differentiable.length === 0) {
    throw new RangeError(
      `${caller}: inputs must hold at least one float32 tensor, got ${leaves.length} of other dtypes`,
    );
  }
  const apply = (tensors: readonly tf.Tensor[]): Leaf[] => {
    const queue = [...tensors];
    const args = inputs.map((input) => withLeaves(input, () => queue.shift() as tf.Tensor));
    // Sound: the arguments have the structure and the ranks of `inputs`, which are what f takes.
    return requireOutputs(caller, f(...(args as unknown as Inputs)));
  };
  return { caller, leaves, differentiable, apply };
}

function requireDistinct(caller: string, leaves: readonly Leaf[]): void {
  for (const [i, { name, tensor }] of leaves.entries()) {
    if (tensor.dtype === 'complex64') throw new TypeError(`${caller}: ${name} must be real, got complex64`);
    const twin = leaves.slice(0, i).find((other) => other.tensor === tensor);
    if (twin !== undefined)
      throw new RangeError(`${caller}: inputs must be distinct, got one at ${twin.name} and ${name}`);
  }
}

function requireOutputs(caller: string, returned: unknown): Leaf[] {
  if (returned instanceof Promise) {
    throw new TypeError(`${caller}: f must return tensors and not a promise of them: it is to be synchronous`);
  }
  const outputs = leavesOf(caller, 'the result of f', returned);
  if (outputs.length === 0) throw new RangeError(`${caller}: f must return at least one tensor, got none`);
  for (const { name, tensor } of outputs) {
    if (tensor.dtype !== 'float32')
      throw new TypeError(`${caller}: ${name} must be of dtype float32, got ${tensor.dtype}`);
  }
  return outputs;
}
