import type { Seed } from '@gradlab/random';
import * as tf from '@tensorflow/tfjs-core';
import type { Batch, Predictions, Targets, Trainable } from '../contracts.ts';
import { TrainingError, type TrainingPlace } from '../errors.ts';
import { StateGuard } from './state-guard.ts';
import { variablesOf } from './variables.ts';

const ADVICE = 'a smaller learning rate, clipping or other initial weights may help';

/** What is at fault: a place for the error, and words for its message. */
interface Fault {
  readonly place: Pick<TrainingPlace, 'layer' | 'parameter'>;
  readonly words: string;
}

function isAllFinite(tensor: tf.Tensor): boolean {
  return tensor.dataSync().every((value) => Number.isFinite(value));
}

/** The first layer whose output is not finite, by one more forward pass that leaves the model's state as it is. */
function firstLayerAtFault(model: Trainable<Predictions>, x: tf.Tensor, seed: Seed): string | undefined {
  let found: string | undefined;
  const tap = (name: string) => (output: tf.Tensor) => {
    if (found === undefined && !isAllFinite(output)) found = name;
  };
  const taps = Object.fromEntries((model.layers ?? []).map(({ name }) => [name, tap(name)]));
  tf.tidy(() => {
    const guard = new StateGuard(model);
    model.apply(x, { training: true, seed, taps });
    guard.restore();
  });
  return found;
}

function findFault<Y extends Targets>(model: Trainable<Predictions>, { x }: Batch<Y>, seed: Seed): Fault {
  const [parameter] = Object.entries(variablesOf(model)).find(([, variable]) => !isAllFinite(variable)) ?? [];
  if (parameter !== undefined) {
    return { place: { parameter }, words: `${parameter} is not finite, so an earlier update made it so` };
  }
  if (!isAllFinite(x)) return { place: {}, words: 'the inputs of the batch are not' };
  if (model.layers === undefined) return { place: {}, words: 'the weights are' };
  const layer = firstLayerAtFault(model, x, seed);
  if (layer === undefined) return { place: {}, words: 'the output of every layer is, so it is the loss itself' };
  return { place: { layer }, words: `the output of ${layer} is the first that is not` };
}

/** The error for a loss that is not finite. It looks for the cause: values are read one by one, which only a failure is worth. */
export function nonFiniteLoss<Y extends Targets>(
  model: Trainable<Predictions>,
  batch: Batch<Y>,
  loss: number,
  { seed, ...at }: { readonly seed: Seed; readonly epoch: number; readonly step: number },
): TrainingError {
  const { place, words } = findFault(model, batch, seed);
  const message = `fit: the loss must stay finite, got ${loss} at step ${at.step} of epoch ${at.epoch}: ${words}; ${ADVICE}`;
  return new TrainingError('non-finite-loss', message, { ...at, ...place });
}

/** @throws TrainingError that names the first parameter whose gradient is not finite */
export function requireFiniteGradients(
  gradients: Readonly<Record<string, tf.Tensor>>,
  at: { readonly epoch: number; readonly step: number },
): void {
  for (const [parameter, gradient] of Object.entries(gradients)) {
    // A finite sum of squares has finite terms; an infinite one may have overflowed, so only then each value is read.
    const square = tf.tidy(() => tf.sum(tf.square(gradient)).dataSync()[0] ?? Number.NaN);
    if (Number.isFinite(square) || isAllFinite(gradient)) continue;
    const message = `fit: gradients must stay finite, got one that is not for ${parameter} at step ${at.step} of epoch ${at.epoch}; ${ADVICE}`;
    throw new TrainingError('non-finite-gradient', message, { ...at, parameter });
  }
}
