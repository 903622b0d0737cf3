import { requireNumber } from '@gradlab-internal/checks';
import { discardTape } from '@gradlab-internal/tape';
import * as tf from '@tensorflow/tfjs-core';
import type { Batch, Loss, Targets, Trainable } from './contracts.ts';

/** What one forward and backward pass gives; the caller disposes all of it. */
export interface LossAndGradients {
  readonly loss: tf.Scalar;
  readonly predictions: tf.Tensor;
  /** By parameter name. */
  readonly gradients: Record<string, tf.Tensor>;
}

/**
 * Forward and backward pass of one batch: the mean loss, the predictions it came from, and its gradient with respect to
 * every parameter. An L2 penalty λ/2·‖w‖² adds λ·w to those of all parameters but biases (named `bias` or `….bias`).
 *
 * @param model with its parameters
 * @param batch inputs and targets
 * @param loss mean loss of a batch
 * @param options `l2` λ ≥ 0; `seed` of layers that draw
 * @throws RangeError if `l2` is out of range or the loss does not depend on a parameter; whatever model and loss throw
 */
export function lossAndGradients<Y extends Targets>(
  model: Trainable,
  batch: Batch<Y>,
  loss: Loss<Y>,
  { l2 = 0, seed }: { readonly l2?: number; readonly seed?: number } = {},
): LossAndGradients {
  let predictions: tf.Tensor | undefined;
  const forward = (): tf.Scalar => {
    predictions = tf.keep(model.apply(batch.x, { training: true, ...(seed !== undefined && { seed }) }));
    return loss(batch.y, predictions);
  };
  requireNumber('lossAndGradients', 'l2', l2, { min: 0 });
  let computed: { value: tf.Scalar; grads: tf.NamedTensorMap } | undefined;
  try {
    computed = tf.variableGrads(forward, Object.values(model.parameters));
    if (predictions === undefined) throw new Error('lossAndGradients: the forward pass did not run');
    return { loss: computed.value, predictions, gradients: byParameterName(model, computed.grads, l2) };
  } catch (error) {
    predictions?.dispose();
    tf.dispose(computed === undefined ? [] : [computed.value, ...Object.values(computed.grads).filter(Boolean)]);
    discardTape();
    throw error;
  }
}

/** tfjs names gradients after its own ids of the variables; and adds the penalty's share, λ·w, where there is one. */
function byParameterName(model: Trainable, grads: tf.NamedTensorMap, l2: number): Record<string, tf.Tensor> {
  const named = Object.entries(model.parameters).map(([name, variable]) => {
    const gradient = grads[variable.name];
    if (gradient === undefined || gradient === null) {
      throw new RangeError(`lossAndGradients: the loss must depend on every parameter, got none for ${name}`);
    }
    return { name, variable, gradient };
  });
  const gradients: Record<string, tf.Tensor> = {};
  for (const { name, variable, gradient } of named) {
    if (l2 > 0 && isPenalised(name)) {
      gradients[name] = tf.tidy(() => tf.add(gradient, tf.mul(variable, l2)));
      gradient.dispose();
    } else {
      gradients[name] = gradient;
    }
  }
  return gradients;
}

/** An L2 penalty is on everything but biases. */
function isPenalised(name: string): boolean {
  return !/(^|\.)bias$/.test(name);
}
