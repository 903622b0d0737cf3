import { requireEqualShapes } from '@gradlab-internal/checks';
import type * as tf from '@tensorflow/tfjs-core';
import type { KernelHost } from '../kernel-host.ts';
import { sizeOf } from '../size-of.ts';
import { requireFloat32 } from '../training-kernel.ts';

/** A kernel of the binary that makes new values of old ones and a gradient, element by element. */
export interface Update {
  /** The name under which tfjs knows it. */
  readonly name: string;
  /** The binary's name. */
  readonly kernel: string;
  readonly numbers: readonly number[];
}

function requireLikeGradient(name: string, states: Readonly<Record<string, tf.TensorInfo>>, grad: tf.TensorInfo): void {
  requireFloat32(name, { ...states, grad });
  for (const [state, { shape }] of Object.entries(states)) {
    requireEqualShapes(name, [state, 'grad'], shape, grad.shape);
  }
}

/**
 * Writes the new values over the old ones where nobody else refers to them, and into a new tensor where a clone, a view or a tensor saved
 * for a gradient does: what looks like a copy must never change. Nothing has changed when this throws.
 *
 * @param states what is updated, in the order in which the binary's kernel takes it
 * @returns the updated states in that order; one written in place is its input once more, to be disposed on its own
 */
export function updateInPlace(
  host: KernelHost,
  { name, kernel, numbers }: Update,
  states: Readonly<Record<string, tf.TensorInfo>>,
  grad: tf.TensorInfo,
): tf.TensorInfo[] {
  requireLikeGradient(name, states, grad);
  const old = Object.values(states);
  // One tensor under two names of this very call counts as somebody else, too.
  const names = [...old, grad].map(({ dataId }) => dataId);
  const isNamedOnce = ({ dataId }: tf.TensorInfo): boolean => names.filter((name) => name === dataId).length === 1;
  const alone = old.map((tensor) => isNamedOnce(tensor) && host.references(tensor) === 1);
  const updated = old.map((tensor, i) => (alone[i] ? host.share(tensor) : host.output(tensor.shape)));
  // Addresses are taken last: reading a gradient that lies on another backend allocates.
  const addresses = [...old, grad, ...updated].map(host.address);
  for (const [i, tensor] of updated.entries()) if (alone[i]) host.changed(tensor);
  const size = sizeOf(grad.shape);
  host.dispatch(kernel, [...addresses, ...numbers], size);
  return updated;
}
