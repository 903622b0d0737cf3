import * as tf from '@tensorflow/tfjs-core';

/** What {@link normalize} works with. */
export interface NormalizeOptions {
  /** Axes of which mean and variance are taken. */
  readonly axes: readonly number[];
  /** Added to the variance. */
  readonly epsilon: number;
}

/** What {@link normalize} gives. */
export interface Normalized {
  readonly output: tf.Tensor;
  /** Of x, with the axes kept at size 1. No gradient flows through it. */
  readonly mean: tf.Tensor;
  /** Of x, divided by n, with the axes kept at size 1. No gradient flows through it. */
  readonly variance: tf.Tensor;
}

/**
 * γ·(x − μ)/√(σ² + ε) + β where μ and σ² are those of x itself, with the gradient in closed form: with x̂ the normalised values,
 * r = 1/√(σ² + ε) and g = γ·dy, dx = r·(g − mean(g) − x̂·mean(g·x̂)), dγ = Σ dy·x̂, dβ = Σ dy. Taken through mean and variance step by
 * step it would need several times as many passes.
 *
 * @param x any shape
 * @param weight γ, of the shape of x's last axes
 * @param bias β, the same
 * @param options axes and ε
 */
export function normalize(
  x: tf.Tensor,
  weight: tf.Tensor,
  bias: tf.Tensor,
  { axes, epsilon }: NormalizeOptions,
): Normalized {
  const mean = tf.mean(x, [...axes], true);
  const centred = tf.sub(x, mean);
  const variance = tf.mean(tf.square(centred), [...axes], true);
  const operation = tf.customGrad((_image, gamma, beta, save) => {
    const scale = tf.rsqrt(tf.add(variance, epsilon));
    const normalized = tf.mul(centred, scale);
    (save as tf.GradSaveFunc)([normalized, scale, gamma as tf.Tensor]);
    const value = tf.add(tf.mul(normalized, gamma as tf.Tensor), beta as tf.Tensor);
    return { value, gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => gradients(dy, saved, axes) };
  });
  return { output: operation(x, weight, bias), mean, variance };
}

function gradients(dy: tf.Tensor, saved: tf.Tensor[], axes: readonly number[]): tf.Tensor[] {
  const [normalized, scale, gamma] = saved as [tf.Tensor, tf.Tensor, tf.Tensor];
  const leading = Array.from({ length: dy.rank - gamma.rank }, (_, axis) => axis);
  const dGamma = tf.sum(tf.mul(dy, normalized), leading);
  const dBeta = tf.sum(dy, leading);
  // Where γ is constant along the axes, as in batch norm, the means of g and g·x̂ are the sums that are known already.
  if (String(leading) === String(axes)) {
    const n = dy.size / gamma.size;
    const pulled = tf.add(tf.mul(normalized, tf.div(dGamma, n)), tf.div(dBeta, n));
    return [tf.mul(tf.mul(scale, gamma), tf.sub(dy, pulled)), dGamma, dBeta];
  }
  const g = tf.mul(dy, gamma);
  const mean = (values: tf.Tensor): tf.Tensor => tf.mean(values, [...axes], true);
  const pulled = tf.add(tf.mul(normalized, mean(tf.mul(g, normalized))), mean(g));
  return [tf.mul(scale, tf.sub(g, pulled)), dGamma, dBeta];
}
