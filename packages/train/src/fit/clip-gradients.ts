import { requireNumber } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';

/** How gradients are kept small; both together clip the values first. */
export interface Clipping {
  /** Largest Euclidean norm of all gradients together, > 0; where it is passed all are scaled down alike. */
  readonly norm?: number;
  /** Largest size of each value, > 0. */
  readonly value?: number;
}

/** What PyTorch adds to the norm before it divides by it. */
const NORM_EPSILON = 1e-6;

/** @throws RangeError if a limit is not > 0 */
export function requireClipping({ norm, value }: Clipping): void {
  if (norm !== undefined) requireNumber('fit', 'clip.norm', norm, { above: 0 });
  if (value !== undefined) requireNumber('fit', 'clip.value', value, { above: 0 });
}

/**
 * Clips gradients as PyTorch's `clip_grad_value_` and `clip_grad_norm_` do.
 *
 * @param gradients by parameter name; not disposed
 * @returns those of the same names; some may be the very ones given. Run it in a tidy.
 * @see Pascanu et al. (2013), On the difficulty of training recurrent neural networks
 */
export function clipGradients(
  gradients: Readonly<Record<string, tf.Tensor>>,
  { norm, value }: Clipping,
): Readonly<Record<string, tf.Tensor>> {
  const limited = value === undefined ? gradients : mapValues(gradients, (g) => clipValues(g, value));
  if (norm === undefined) return limited;
  const squares = Object.values(limited).map((gradient) => tf.sum(tf.square(gradient)));
  const total = tf.sqrt(tf.addN(squares));
  const factor = tf.minimum(tf.div(norm, tf.add(total, NORM_EPSILON)), 1);
  return mapValues(limited, (gradient) => tf.mul(gradient, factor));
}

/** The backends do not agree on what a clipped NaN is; a limit in its place would hide that the training has failed. */
function clipValues(gradient: tf.Tensor, limit: number): tf.Tensor {
  return tf.where(tf.isNaN(gradient), gradient, tf.clipByValue(gradient, -limit, limit));
}

function mapValues(
  tensors: Readonly<Record<string, tf.Tensor>>,
  change: (tensor: tf.Tensor) => tf.Tensor,
): Readonly<Record<string, tf.Tensor>> {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, change(tensor)]));
}
