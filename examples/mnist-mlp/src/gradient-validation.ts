import { join } from 'node:path';
import type { Dataset, Field } from '@gradlab/datasets';
import { batches, select } from '@gradlab/datasets';
import { epsilonSweep } from '@gradlab/gradcheck';
import type { Model } from '@gradlab/models';
import { softmaxCrossEntropy } from '@gradlab/train';
import { loadModel, WEIGHTS_FILE } from '@gradlab-examples/harness';
import * as tf from '@tensorflow/tfjs-core';

const PARAMETER = 'dense2.weight';
const LARGEST_COUNT = 10;
const SAMPLES_TO_TRY = 1000;

/** Backpropagation against central differences, as plain data. */
export interface GradientValidation {
  /** Position of the sample among the training digits. */
  readonly sample: number;
  /** Which digit it shows. */
  readonly label: number;
  /** Name and shape `[inputs, units]` of the second layer's weights. */
  readonly parameter: string;
  readonly shape: readonly number[];
  /** The gradient by backpropagation of the first weights, in the order they are stored. */
  readonly gradient: readonly number[];
  /** Largest absolute difference for each N, where ε = 1/N, in float32 on the backend that trains. */
  readonly points: readonly ValidationPoint[];
  /** The same in double precision. */
  readonly float64Points: readonly ValidationPoint[];
}

/** One point of a curve over N. */
export interface ValidationPoint {
  readonly n: number;
  readonly maxAbsDifference: number;
}

/** {@link validateGradients} of the network whose weights lie in the folder of its part. */
export async function validateTrained(
  folder: string,
  data: Dataset<Field>,
  signal: AbortSignal,
): Promise<GradientValidation> {
  const { model } = await loadModel(join(folder, WEIGHTS_FILE));
  try {
    return await validateGradients(model, data, signal);
  } finally {
    model.dispose();
  }
}

/**
 * Assignment part A3: central differences against backpropagation on the first p = min(10, m) of the m weights of the
 * second layer, for the loss of one training sample: the first whose p gradients are not all zero (behind a ReLU they all
 * are wherever the first hidden unit is off). Once in float32, as it trains, and once in float64.
 *
 * @param model trained
 * @param data training digits, in stored order
 * @param signal to stop it
 * @throws Error if the gradients are zero on every one of the first thousand samples
 */
async function validateGradients(model: Model, data: Dataset<Field>, signal: AbortSignal): Promise<GradientValidation> {
  const weight = model.parameters[PARAMETER];
  if (weight === undefined) throw new RangeError(`validateGradients: model must have ${PARAMETER}`);
  const count = Math.min(LARGEST_COUNT, weight.size);
  const candidates = select(
    data,
    Array.from({ length: Math.min(SAMPLES_TO_TRY, data.size) }, (_, i) => i),
  );
  let sample = 0;
  for await (const { x, y } of batches(candidates, { batchSize: 1 })) {
    signal.throwIfAborted();
    const loss = (w: tf.Tensor): tf.Scalar =>
      softmaxCrossEntropy(y, model.apply(x, { parameters: { [PARAMETER]: w } }));
    const gradient = firstGradients(loss, weight, count);
    if (gradient.some((value) => value !== 0)) {
      const sweep = async (precision: 'float32' | 'float64'): Promise<ValidationPoint[]> => {
        const points = await epsilonSweep(loss, weight, { precision, count, step: 'nominal' });
        return points.map(({ epsilon, maxAbsDifference }) => ({ n: Math.round(1 / epsilon), maxAbsDifference }));
      };
      return {
        sample,
        label: y.dataSync()[0] ?? Number.NaN,
        parameter: PARAMETER,
        shape: weight.shape,
        gradient,
        points: await sweep('float32'),
        float64Points: await sweep('float64'),
      };
    }
    sample += 1;
  }
  throw new Error(`A3: the first ${count} gradients of ${PARAMETER} are zero on all of the first ${sample} samples`);
}

function firstGradients(loss: (w: tf.Tensor) => tf.Scalar, weight: tf.Tensor, count: number): number[] {
  return tf.tidy(() => [...tf.grad(loss)(weight).dataSync().subarray(0, count)]);
}
