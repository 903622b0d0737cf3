import { requireEqualShapes } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import type { Predictions, Targets } from '../contracts.ts';
import { clipGradients } from './clip-gradients.ts';
import type { GradientTransform } from './fit-options.ts';
import { requireFiniteGradients } from './non-finite.ts';
import { addPenalty, decayWeights } from './penalty.ts';
import type { Training } from './training.ts';
import { trainableOf } from './variables.ts';

type Gradients = Readonly<Record<string, tf.Tensor>>;

/** One update by the gradients gathered so far: penalty, transform, clipping, the optimiser's step, and the average after it. */
export function runUpdate<Y extends Targets, P extends Predictions>(training: Training<Y, P>): void {
  const { model, options, epoch, tally } = training;
  const { optimizer, decoupled = false } = options;
  const parameters = trainableOf(model);
  training.rate.set({ epoch, updates: training.updates });
  const taken = training.gradients.take();
  const gradients = decoupled ? taken.gradients : addPenalty(taken.gradients, parameters, options);
  try {
    if (options.checkGradients) requireFiniteGradients(gradients, { epoch, step: tally.step });
    const changed = changeGradients(gradients, taken.size, options);
    try {
      if (decoupled) decayWeights(parameters, optimizer.learningRate ?? 0, options);
      optimizer.step(parameters, changed);
    } finally {
      // Those that were passed on are disposed here already, and disposing twice does nothing.
      tf.dispose({ ...changed });
    }
  } finally {
    tf.dispose(gradients);
  }
  training.average?.update();
}

function changeGradients(
  gradients: Gradients,
  size: number,
  { transformGradients, clip }: Pick<Training['options'], 'transformGradients' | 'clip'>,
): Gradients {
  if (transformGradients === undefined && clip === undefined) return gradients;
  return tf.tidy(() => {
    const transformed = transformGradients ? transform(gradients, size, transformGradients) : gradients;
    return { ...(clip ? clipGradients(transformed, clip) : transformed) };
  });
}

function transform(gradients: Gradients, size: number, change: GradientTransform): Gradients {
  const transformed = { ...change(gradients, { size }) };
  for (const [name, gradient] of Object.entries(gradients)) {
    const got = transformed[name];
    if (got === undefined) {
      throw new RangeError(`fit: transformGradients must give every gradient, got none for ${name}`);
    }
    requireEqualShapes('fit', [name, 'what transformGradients gives'], gradient.shape, got.shape);
  }
  return transformed;
}
