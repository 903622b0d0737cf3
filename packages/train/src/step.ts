import { requireEqualShapes } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import type { Batch, Targets, Trainable } from './contracts.ts';
import type { EpochTally } from './epoch-tally.ts';
import type { FitOptions, GradientTransform } from './fit-options.ts';
import { lossAndGradients } from './gradients.ts';

/** Forward and backward pass and one update. A loss that is not finite ends the training before it spoils the weights. */
export async function runStep<Y extends Targets>(
  model: Trainable,
  options: FitOptions<Y>,
  batch: Batch<Y>,
  tally: EpochTally,
): Promise<void> {
  const { l2 = 0, metrics = {}, optimizer } = options;
  const size = batch.x.shape[0] ?? 0;
  if (size === 0) throw new RangeError('fit: data must yield batches of at least one example, got an empty one');
  const { loss, predictions, gradients } = lossAndGradients(model, batch, options.loss, { l2 });
  try {
    const [value = Number.NaN] = await loss.data();
    tally.add(value, size);
    for (const metric of Object.values(metrics)) metric.update({ labels: batch.y, predictions });
    const transformed = transform(gradients, size, options.transformGradients);
    try {
      optimizer.step(model.parameters, transformed);
    } finally {
      // Those that the transform passed on are disposed here already, and disposing twice does nothing.
      tf.dispose({ ...transformed });
    }
  } finally {
    tf.dispose([loss, predictions, gradients]);
  }
}

function transform(
  gradients: Readonly<Record<string, tf.Tensor>>,
  size: number,
  change: GradientTransform | undefined,
): Readonly<Record<string, tf.Tensor>> {
  if (change === undefined) return gradients;
  return tf.tidy(() => {
    const transformed = { ...change(gradients, { size }) };
    for (const [name, gradient] of Object.entries(gradients)) {
      const got = transformed[name];
      if (got === undefined)
        throw new RangeError(`fit: transformGradients must give every gradient, got none for ${name}`);
      requireEqualShapes('fit', [name, 'what transformGradients gives'], gradient.shape, got.shape);
    }
    return transformed;
  });
}
