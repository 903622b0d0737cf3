import * as tf from '@tensorflow/tfjs-core';

/** What {@link normalize} works with. */
export interface NormalizeOptions {
  /** Axes of which mean and variance are taken. */
  readonly axes: readonly number[];
  /** Added to the variance. */
  readonly epsilon: number;
}

/** Mean and variance (divided by n), with the axes kept at size 1. */
export interface Moments {
  readonly mean: tf.Tensor;
  readonly variance: tf.Tensor;
}

/** Mean and variance along axes. */
export function momentsOf(x: tf.Tensor, axes: readonly number[]): Moments {
  return tf.moments(x, [...axes], true);
}

/**
 * γ·(x − μ)/√(σ² + ε) + β where μ and σ² are those of x itself, with the gradient in closed form: with x̂ the normalised values,
 * r = 1/√(σ² + ε) and g = γ·dy, dx = r·(g − mean(g) − x̂·mean(g·x̂)), dγ = Σ dy·x̂, dβ = Σ dy. Taken through mean and variance step by
 * step it would need several times as many passes.
 *
 * @param x any shape
 * @param weight γ, of the shape of x's last axes
 * @param bias β, the same
 * @param moments those of x
 * @param options axes and ε
 */
export function normalize(
  x: tf.Tensor,
  weight: tf.Tensor,
  bias: tf.Tensor,
  { mean, variance }: Moments,
  { axes, epsilon }: NormalizeOptions,
): tf.Tensor {
  const operation = tf.customGrad((image, gamma, beta, save) => {
    const scale = tf.rsqrt(tf.add(variance, epsilon));
    const normalized = tf.mul(tf.sub(image as tf.Tensor, mean), scale);
    (save as tf.GradSaveFunc)([normalized, scale, gamma as tf.Tensor]);
    const value = tf.add(tf.mul(normalized, gamma as tf.Tensor), beta as tf.Tensor);
    return { value, gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => gradients(dy, saved, axes) };
  });
  return operation(x, weight, bias);
}

function gradients(dy: tf.Tensor, saved: tf.Tensor[], axes: readonly number[]): tf.Tensor[] {
  const [normalized, scale, gamma] = saved as [tf.Tensor, tf.Tensor, tf.Tensor];
  const leading = Array.from({ length: dy.rank - gamma.rank }, (_, axis) => axis);
  const g = tf.mul(dy, gamma);
  const mean = (values: tf.Tensor): tf.Tensor => tf.mean(values, [...axes], true);
  const dx = tf.mul(scale, tf.sub(tf.sub(g, mean(g)), tf.mul(normalized, mean(tf.mul(g, normalized)))));
  return [dx, tf.sum(tf.mul(dy, normalized), leading), tf.sum(dy, leading)];
}
