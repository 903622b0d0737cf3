import { requireNumber } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';

/** A penalty on the size of weights. */
export interface Penalty {
  /** λ₁ ≥ 0 of λ₁·Σ|w|; 0 unless given. */
  readonly l1?: number;
  /** λ₂ ≥ 0 of λ₂/2·‖w‖²; 0 unless given. */
  readonly l2?: number;
  /** Which parameters it is on, by name; all but biases (named `bias` or `….bias`) unless given. */
  readonly penalized?: (name: string) => boolean;
}

/** @throws RangeError if a factor is out of range */
export function requirePenalty(caller: string, { l1 = 0, l2 = 0 }: Penalty): void {
  requireNumber(caller, 'l1', l1, { min: 0 });
  requireNumber(caller, 'l2', l2, { min: 0 });
}

/** A penalty is on everything but biases. */
function isNoBias(name: string): boolean {
  return !/(^|\.)bias$/.test(name);
}

/** λ₂·w + λ₁·sign(w). */
function penaltyGradient(w: tf.Tensor, l1: number, l2: number): tf.Tensor {
  if (l1 === 0) return tf.mul(w, l2);
  const lasso = tf.mul(tf.sign(w), l1);
  return l2 === 0 ? lasso : tf.add(tf.mul(w, l2), lasso);
}

/** Adds the penalty's share to the gradients; those that it changes are disposed. */
export function addPenalty(
  gradients: Readonly<Record<string, tf.Tensor>>,
  parameters: Readonly<Record<string, tf.Variable>>,
  { l1 = 0, l2 = 0, penalized = isNoBias }: Penalty,
): Record<string, tf.Tensor> {
  const sums = { ...gradients };
  if (l1 === 0 && l2 === 0) return sums;
  for (const [name, gradient] of Object.entries(gradients)) {
    const w = parameters[name];
    if (w === undefined || !penalized(name)) continue;
    sums[name] = tf.tidy(() => tf.add(gradient, penaltyGradient(w, l1, l2)));
    gradient.dispose();
  }
  return sums;
}

/** w ← w − η (λ₂·w + λ₁·sign(w)): the penalty apart from the loss, untouched by what the optimiser makes of gradients. */
export function decayWeights(
  parameters: Readonly<Record<string, tf.Variable>>,
  learningRate: number,
  { l1 = 0, l2 = 0, penalized = isNoBias }: Penalty,
): void {
  if ((l1 === 0 && l2 === 0) || learningRate === 0) return;
  for (const [name, w] of Object.entries(parameters)) {
    if (penalized(name)) tf.tidy(() => w.assign(tf.sub(w, tf.mul(penaltyGradient(w, l1, l2), learningRate))));
  }
}
