import { describeValue } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';

/** What a checked function may take: a tensor, a variable, or a list or record of them, nested as you like. */
export type Gradable = tf.Tensor | readonly Gradable[] | { readonly [name: string]: Gradable };

/** One tensor of an input. */
export interface Leaf {
  /** Where it is, such as `inputs[0]` or `conv1.weight`. */
  readonly name: string;
  readonly tensor: tf.Tensor;
}

/** A plain record: `{}`, or made without a prototype. */
function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * The tensors of a nested value, in order.
 *
 * @param name of the value, from which the names of its tensors are made; empty for a record whose keys are names enough
 * @throws TypeError if something else than a tensor is in it
 */
export function leavesOf(caller: string, name: string, value: unknown): Leaf[] {
  if (value instanceof tf.Tensor) {
    if (value.isDisposed) throw new RangeError(`${caller}: ${name} must be a tensor in use, got one that is disposed`);
    return [{ name, tensor: value }];
  }
  if (Array.isArray(value)) return value.flatMap((part, i) => leavesOf(caller, `${name}[${i}]`, part));
  if (isRecord(value)) {
    return Object.entries(value).flatMap(([key, part]) => leavesOf(caller, name === '' ? key : `${name}.${key}`, part));
  }
  throw new TypeError(
    `${caller}: ${name} must be a tensor, or a list or record of tensors, got ${describeValue(value)}`,
  );
}

/** The same nested value with its tensors replaced, one after the other. */
export function withLeaves(value: Gradable, next: () => tf.Tensor): Gradable {
  if (value instanceof tf.Tensor) return next();
  if (Array.isArray(value)) return value.map((part: Gradable) => withLeaves(part, next));
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withLeaves(part as Gradable, next)]));
}
