import * as tf from '@tensorflow/tfjs-core';
import {
  type Batch,
  type FitOptions,
  fit,
  meanSquaredError,
  sgd,
  softmaxCrossEntropy,
  type Trainable,
} from '../src/index.ts';
import { noisyModel } from './noisy-model.mjs';

const X = Array.from({ length: 12 }, (_, i) => [Math.sin(i), Math.cos(2 * i)]);
const Y = X.map((_, i) => i % 3);

/** One pass over the twelve points. */
export async function* pass(size = 12): AsyncGenerator<Batch> {
  for (let from = 0; from < X.length; from += size) {
    const batch = { x: tf.tensor2d(X.slice(from, from + size)), y: tf.tensor1d(Y.slice(from, from + size), 'int32') };
    try {
      yield batch;
    } finally {
      tf.dispose([batch.x, batch.y]);
    }
  }
}

/** y = w x, w a single number: everything about it can be worked out by hand. */
export function line(w = 1): Trainable & { readonly parameters: { readonly weight: tf.Variable } } {
  const weight = tf.tidy(() => tf.variable(tf.tensor2d([[w]])));
  return { parameters: { weight }, apply: (x) => tf.matMul(x as tf.Tensor2D, weight as tf.Tensor) };
}

export const weightOf = (model: Trainable): number => model.parameters.weight?.dataSync()[0] ?? Number.NaN;

export async function* pairs(values: readonly (readonly [x: number, y: number])[]): AsyncGenerator<Batch> {
  for (const [a, b] of values) {
    const [x, y] = [tf.tensor2d([[a]]), tf.tensor2d([[b]])];
    yield { x, y };
    tf.dispose([x, y]);
  }
}

/** d/dw mean((w x − y)²) is 2 x (w x − y): with x = 1 and y = 0, 2 w. */
export function lineOptions(changes: Partial<FitOptions> = {}): FitOptions {
  const optimizer = sgd({ learningRate: 0.1 });
  return { data: () => pairs([[1, 0]]), epochs: 1, loss: meanSquaredError, optimizer, ...changes };
}

export async function lineAfter(changes: Partial<FitOptions>, w = 1): Promise<number> {
  const model = line(w);
  await fit(model, lineOptions(changes));
  const after = weightOf(model);
  model.parameters.weight.dispose();
  return after;
}

export function noisyOptions(changes: Partial<FitOptions> = {}): FitOptions {
  const optimizer = sgd({ learningRate: 0.2 });
  return { data: () => pass(), epochs: 2, loss: softmaxCrossEntropy, optimizer, ...changes };
}

export function valuesOf(model: Trainable): number[] {
  return Object.values(model.parameters).flatMap((variable) => [...variable.dataSync()]);
}

/** Gives one number after another. */
export function scripted(values: readonly number[]): { update(): void; compute(): number; reset(): void } {
  let at = 0;
  return { update() {}, compute: () => values[at++] ?? Number.NaN, reset() {} };
}

/** Without noise, so that only the gradients tell runs apart; and without the running mean, which knows batches. */
export function quietModel(): Trainable & { dispose(): void } {
  const { parameters, dispose } = noisyModel();
  const dense = (x: tf.Tensor, name: string): tf.Tensor =>
    tf.add(
      tf.matMul(x as tf.Tensor2D, parameters[`${name}.weight`] as tf.Tensor2D),
      parameters[`${name}.bias`] as tf.Tensor,
    );
  return { parameters, dispose, apply: (x) => tf.tidy(() => dense(tf.tanh(dense(x, 'dense1')), 'dense2')) };
}

/** `dense1` with no tanh over it, which would make any number finite. */
export function patchTanh(model: ReturnType<typeof noisyModel>): void {
  model.apply = (x, { taps = {} } = {}) =>
    tf.tidy(() => {
      const hidden = tf.mul(tf.matMul(x as tf.Tensor2D, model.parameters['dense1.weight'] as tf.Tensor2D), 10);
      taps.dense1?.(hidden);
      const parts = Object.values(model.parameters).map((variable) => tf.sum(variable));
      const output = tf.add(tf.matMul(hidden as tf.Tensor2D, tf.zeros([6, 3])), tf.mul(tf.addN(parts), 0));
      taps.dense2?.(output);
      return output;
    });
}
