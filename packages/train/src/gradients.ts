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
 * every parameter, to which λ·w is added for the weights when there is an L2 penalty λ/2·‖w‖².
 *
 * @param model with its parameters
 * @param batch inputs and targets
 * @param loss mean loss of a batch
 * @param options `l2` λ ≥ 0 (biases carry no penalty); `seed` of layers that draw
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
  try {
    const { value, grads } = tf.variableGrads(forward, Object.values(model.parameters));
    if (predictions === undefined) throw new Error('lossAndGradients: the forward pass did not run');
    return { loss: value, predictions, gradients: byParameterName(model, grads, l2) };
  } catch (error) {
    predictions?.dispose();
    discardTape();
    throw error;
  }
}

/** tfjs names gradients after its own ids of the variables; and adds the penalty's share, λ·w, where there is one. */
function byParameterName(model: Trainable, grads: tf.NamedTensorMap, l2: number): Record<string, tf.Tensor> {
  const gradients: Record<string, tf.Tensor> = {};
  for (const [name, variable] of Object.entries(model.parameters)) {
    const gradient = grads[variable.name];
    if (gradient === undefined || gradient === null) throw new RangeError(`fit: the loss does not depend on ${name}`);
    if (l2 > 0 && isPenalised(name)) {
      gradients[name] = tf.tidy(() => tf.add(gradient, tf.mul(variable, l2)));
      gradient.dispose();
    } else {
      gradients[name] = gradient;
    }
  }
  return gradients;
}

/** An L2 penalty is on weights, not on biases. */
function isPenalised(name: string): boolean {
  return name.endsWith('weight');
}
