import type { GradientTransform } from '@gradlab/train';
import * as tf from '@tensorflow/tfjs-core';
import type { Initialisation, Setting } from './settings.ts';

/**
 * A way to read printed settings that leave something open. The plain reading takes them at their word; the other one
 * explains the published figure.
 */
export interface Reading {
  readonly id: 'plain' | 'bias-divided-twice' | 'lambda-over-batch';
  /** A few words for tables. */
  readonly label: string;
  /** A sentence for the report. */
  readonly description: string;
  /** λ of the penalty λ/2·‖W‖² on the mean loss. */
  readonly l2: number;
  /** What happens to the gradients before the update. */
  readonly transformGradients?: GradientTransform;
}

const PRINTED_LAMBDA = 0.1;

const solutionPlain: Reading = {
  id: 'plain',
  label: 'as printed',
  description: 'Stochastic gradient descent on the mean loss of each batch.',
  l2: 0,
};

const solutionBiasDividedTwice: Reading = {
  id: 'bias-divided-twice',
  label: 'bias gradient ÷ batch size again',
  description:
    'The gradient of every bias, already a mean over the batch, is divided by the batch size once more. With zero weights only the output bias learns, so this slip alone slows the fall of the loss by the batch size.',
  l2: 0,
  transformGradients: (gradients, { size }) =>
    Object.fromEntries(
      Object.entries(gradients).map(([name, gradient]) => [
        name,
        name.endsWith('.bias') ? tf.div(gradient, size) : gradient,
      ]),
    ),
};

/** The readings of a setting that are worth a run with an initialisation. */
export function readingsOf(setting: Setting, initialisation: Initialisation): readonly Reading[] {
  if (setting.id === 'A1-K') return [solutionPlain];
  if (setting.id === 'A1-S') {
    return initialisation === 'zero' ? [solutionPlain, solutionBiasDividedTwice] : [solutionPlain];
  }
  return [
    {
      id: 'plain',
      label: `λ = ${PRINTED_LAMBDA}`,
      description: `λ/2·‖W‖² with λ = ${PRINTED_LAMBDA} is added to the mean loss of each batch.`,
      l2: PRINTED_LAMBDA,
    },
    {
      id: 'lambda-over-batch',
      label: `λ = ${PRINTED_LAMBDA}/${setting.batchSize}`,
      description: `λ is divided by the batch size (${PRINTED_LAMBDA / setting.batchSize}), as when the penalty is added to a summed loss and the whole divided by the batch size.`,
      l2: PRINTED_LAMBDA / setting.batchSize,
    },
  ];
}
