import type { Seed } from '@gradlab/random';
import { discardTape } from '@gradlab-internal/tape';
import * as tf from '@tensorflow/tfjs-core';
import type { Batch, Loss, Predictions, Targets, Trainable } from '../contracts.ts';
import { tensorsOf } from '../tensors-of.ts';
import { addPenalty, type Penalty, requirePenalty } from './penalty.ts';
import { trainableOf } from './variables.ts';

/** What one forward and backward pass gives; the caller disposes all of it. */
export interface LossAndGradients<P extends Predictions = tf.Tensor> {
  readonly loss: tf.Scalar;
  readonly predictions: P;
  /** By parameter name. */
  readonly gradients: Record<string, tf.Tensor>;
}

/**
 * Forward and backward pass of one batch: the mean loss, the predictions it came from, and its gradient with respect to
 * every parameter whose `trainable` is true. A penalty λ₁·Σ|w| + λ₂/2·‖w‖² adds its own gradient to those of all parameters but biases
 * (named `bias` or `….bias`).
 *
 * @param model with its parameters
 * @param batch inputs and targets
 * @param loss mean loss of a batch
 * @param options `l1`, `l2` ≥ 0 and what they are on; `seed` of layers that draw
 * @throws RangeError if a penalty is out of range, no parameter may be trained, or the loss does not depend on one; whatever model and
 *   loss throw
 */
export function lossAndGradients<Y extends Targets, P extends Predictions>(
  model: Trainable<P>,
  batch: Batch<Y>,
  loss: Loss<Y, P>,
  { seed, ...penalty }: Penalty & { readonly seed?: Seed } = {},
): LossAndGradients<P> {
  requirePenalty('lossAndGradients', penalty);
  const trainable = trainableOf(model);
  if (Object.keys(trainable).length === 0) {
    throw new RangeError('lossAndGradients: model must have a parameter to train, got none');
  }
  let predictions: P | undefined;
  let computed: { value: tf.Scalar; grads: tf.NamedTensorMap } | undefined;
  const forward = (): tf.Scalar => {
    predictions = keepAll(model.apply(batch.x, { training: true, ...(seed !== undefined && { seed }) }));
    return loss(batch.y, predictions);
  };
  try {
    computed = tf.variableGrads(forward, Object.values(trainable));
    if (predictions === undefined) throw new Error('lossAndGradients: the forward pass did not run');
    const gradients = addPenalty(byParameterName(trainable, computed.grads), trainable, penalty);
    return { loss: computed.value, predictions, gradients };
  } catch (error) {
    tf.dispose(predictions ?? []);
    tf.dispose(computed === undefined ? [] : [computed.value, ...Object.values(computed.grads).filter(Boolean)]);
    discardTape();
    throw error;
  }
}

/** The predictions of each head outlive the tidy of the pass. */
function keepAll<P extends Predictions>(predictions: P): P {
  for (const tensor of tensorsOf(predictions)) tf.keep(tensor);
  return predictions;
}

/** tfjs names gradients after its own ids of the variables. */
function byParameterName(
  parameters: Readonly<Record<string, tf.Variable>>,
  grads: tf.NamedTensorMap,
): Record<string, tf.Tensor> {
  const named = Object.entries(parameters).map(([name, variable]) => {
    const gradient = grads[variable.name];
    if (gradient === undefined || gradient === null) {
      throw new RangeError(`lossAndGradients: the loss must depend on every parameter, got none for ${name}`);
    }
    return [name, gradient] as const;
  });
  return Object.fromEntries(named);
}
