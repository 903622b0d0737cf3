import { useBackend } from '@gradlab/backend';
import { batches, syntheticDigits } from '@gradlab/datasets';
import { type Model, zoo } from '@gradlab/models';
import { adam, fit, softmaxCrossEntropy } from '@gradlab/train';
import { digitInput } from '@gradlab-examples/digit-input';
import * as tf from '@tensorflow/tfjs-core';

/** The small network, trained in Node for a moment. The caller disposes it. */
export async function trainedInNode(): Promise<Model> {
  await useBackend('wasm');
  const model = zoo.mnistCnn2k.build({ seed: 3 });
  const digits = syntheticDigits({ size: 500, seed: 3 });
  const optimizer = adam({ learningRate: 5e-3 });
  const data = (epoch: number) => batches(digits, { batchSize: 32, seed: 3, epoch });
  await fit(model, { data, epochs: 1, loss: softmaxCrossEntropy, optimizer });
  optimizer.dispose();
  return model;
}

/** Its logits for what was drawn on a pad of 280×280. */
export function logitsInNode(model: Model, pad: readonly number[]): number[] {
  const input = digitInput(pad, { height: 280, width: 280 });
  if (input === undefined) throw new Error('nothing was drawn');
  return tf.tidy(() => [...model.apply(tf.tensor4d(input, [1, 28, 28, 1])).dataSync()]);
}
