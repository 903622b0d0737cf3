import { gradcheck } from '@gradlab/gradcheck';
import type { Model } from '@gradlab/models';
import { type Batch, softmaxCrossEntropy } from '@gradlab/train';
import * as tf from '@tensorflow/tfjs-core';
import { examplesOf, fromTfjs, PARAMETERS, toTfjs } from './beside-tfjs.ts';
import { type lossAndGradients, NAMES, type Weights } from './network.ts';
import type { Numbers } from './vectors.ts';

/** What `gradcheck` says. */
export interface GradcheckSummary {
  readonly verdict: string;
  /** Largest distance of a slope by the gradients from one by differences. */
  readonly maxAbsError: number;
  /** Along how many random directions. */
  readonly compared: number;
}

/**
 * `gradcheck` of a function whose value TensorFlow.js computes and whose gradients are those by hand. They pass through single precision
 * on their way to it, which changes their seventh digit.
 *
 * @param byHand the gradients to be checked
 */
export async function gradcheckByHand(
  model: Model,
  batch: Batch,
  byHand: typeof lossAndGradients,
): Promise<GradcheckSummary> {
  const inputs = NAMES.map((name) => model.parameters[PARAMETERS[name]] as tf.Tensor);
  const f = (...weights: readonly tf.Tensor[]): tf.Tensor => lossOf(model, batch, byHand, weights);
  const { verdict, maxAbsError, inputs: checked } = await gradcheck(f, inputs, { mode: 'fast', checkBackend: false });
  return { verdict, maxAbsError, compared: checked.reduce((sum, { compared }) => sum + compared, 0) };
}

function lossOf(model: Model, batch: Batch, byHand: typeof lossAndGradients, weights: readonly tf.Tensor[]): tf.Tensor {
  const custom = tf.customGrad((...args) => {
    const named = NAMES.map((name, i) => [name, args[i] as tf.Tensor] as const);
    const parameters = Object.fromEntries(named.map(([name, weight]) => [PARAMETERS[name], weight]));
    const gradFunc = (upstream: tf.Tensor): tf.Tensor[] => {
      const copies = named.map(([name, w]) => [name, fromTfjs(w.dataSync<'float32'>(), w.shape, 'float64')] as const);
      const own = Object.fromEntries(copies) as Record<keyof Weights, Numbers>;
      const { gradients } = byHand(own, examplesOf(batch, own.by.length, 'float64'));
      return named.map(([name, { shape }]) => {
        const values = Float32Array.from(toTfjs(gradients[name], shape));
        return tf.mul(upstream, tf.tensor(values, shape));
      });
    };
    return { value: softmaxCrossEntropy(batch.y, model.apply(batch.x, { parameters })), gradFunc };
  });
  return custom(...weights);
}
