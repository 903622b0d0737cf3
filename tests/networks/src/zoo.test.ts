import { useBackend } from '@gradlab/backend';
import { gradcheckModel } from '@gradlab/gradcheck';
import { type DigitAndColour, type Model, type Outputs, type ZooChanges, type ZooName, zoo } from '@gradlab/models';
import { normal, uniform } from '@gradlab/random';
import { fit, headLosses, meanSquaredError, sgd, softmaxCrossEntropy } from '@gradlab/train';
import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';

const twoHeaded = ['colouredDigitsShared', 'colouredDigitsSeparate'] as const;
const oneHeaded = (Object.keys(zoo) as (keyof typeof zoo)[]).filter(
  (name): name is ZooName => !twoHeaded.some((other) => other === name),
);
// Larger ones are made of the same layers; a check of theirs would only take longer.
const small = oneHeaded.filter((name) => zoo[name].parameterCount < 60_000);
const middling = oneHeaded.filter((name) => zoo[name].parameterCount < 1_300_000);

const BATCH = 4;

function inputs(model: Model<Outputs>, batch = BATCH): tf.Tensor {
  const shape = [batch, ...model.inputShape];
  const size = shape.reduce((product, n) => product * n, 1);
  return tf.tensor(Float32Array.from(uniform(5, size)), shape);
}

/** Labels for two outputs or more, and numbers for one. */
function targets(outputs: number): tf.Tensor {
  if (outputs === 1) return tf.tensor2d(Float32Array.from(normal(6, BATCH)), [BATCH, 1]);
  return tf.tensor1d([0, 1, 1, 0], 'int32');
}

// A convolution's gradient is the same sum over fewer places: a whole picture would take ten times as long and show nothing more.
const smallerPictures = ([height, , channels]: readonly number[]): ZooChanges =>
  channels === undefined || height === undefined ? {} : { inputShape: [12, 12, channels] };

const lossOf = (outputs: number): ((y: tf.Tensor, output: tf.Tensor) => tf.Scalar) =>
  outputs === 1 ? (y, output) => meanSquaredError(y, output) : (y, output) => softmaxCrossEntropy(y, output);

describe('the zoo, on wasm', () => {
  beforeAll(() => useBackend('wasm'));

  it.each(small)('%s has right gradients', async (name) => {
    const model = zoo[name].build({ seed: 1, ...smallerPictures(zoo[name].blueprint().inputShape) });
    const outputs = model.outputShape[0] ?? 0;
    const batch = { x: inputs(model), y: targets(outputs) };
    const report = await gradcheckModel(model, batch, lossOf(outputs), { directions: 1 });
    expect(String(report)).toContain('pass');
    tf.dispose([batch.x, batch.y]);
    model.dispose();
  });

  it.each(twoHeaded)('%s has right gradients', async (name) => {
    const model = zoo[name].build({ seed: 1, ...smallerPictures(zoo[name].blueprint().inputShape) });
    // Three trunks of many channels: a second pair of images would double the time and show nothing more.
    const x = inputs(model, 2);
    const loss = (_: tf.Tensor, output: tf.Tensor): tf.Tensor => tf.sum(tf.square(output));
    const joined = {
      parameters: model.parameters,
      apply: (image: tf.Tensor) => {
        const { digit, colour } = model.apply(image);
        return tf.concat([digit, colour], 1);
      },
    };
    const report = await gradcheckModel(joined, { x, y: x }, loss, { directions: 1 });
    expect(String(report)).toContain('pass');
    x.dispose();
    model.dispose();
  });

  it.each(middling)('%s trains a few steps, to a smaller loss, and leaks nothing', async (name) => {
    const leak = await leakOf(async () => {
      const model = zoo[name].build({ seed: 1 });
      const outputs = model.outputShape[0] ?? 0;
      const [x, y] = [inputs(model), targets(outputs)];
      async function* data() {
        for (let step = 0; step < 3; step++) yield { x, y };
      }
      const optimizer = sgd({ learningRate: 0.01 });
      const { epochs } = await fit(model, { data, epochs: 2, loss: lossOf(outputs), optimizer });
      expect(epochs[1]?.loss).toBeLessThan(epochs[0]?.loss ?? 0);
      optimizer.dispose();
      tf.dispose([x, y]);
      model.dispose();
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
  });

  it.each(twoHeaded)('%s trains both heads', async (name) => {
    const model: Model<DigitAndColour> = zoo[name].build({ seed: 1, batchNorm: true });
    const x = inputs(model);
    const y = { digit: targets(10), colour: targets(8) };
    async function* data() {
      for (let step = 0; step < 3; step++) yield { x, y };
    }
    const optimizer = sgd({ learningRate: 0.01 });
    const loss = headLosses({ digit: softmaxCrossEntropy, colour: softmaxCrossEntropy });
    const before = Object.fromEntries(Object.entries(model.state).map(([key, value]) => [key, [...value.dataSync()]]));
    const { epochs } = await fit(model, { data, epochs: 2, loss, optimizer });
    expect(epochs[1]?.loss).toBeLessThan(epochs[0]?.loss ?? 0);
    for (const [key, value] of Object.entries(model.state)) expect([...value.dataSync()]).not.toEqual(before[key]);
    optimizer.dispose();
    tf.dispose([x, y]);
    model.dispose();
  });
});

describe('one seed', () => {
  it.each(small)('gives %s the same weights on every backend, and its outputs to rounding', async (name) => {
    const values = async (backend: 'cpu' | 'wasm') => {
      await useBackend(backend);
      const model = zoo[name].build({ seed: 3, dropout: 0.5, batchNorm: true });
      const weights = Object.fromEntries(
        Object.entries(model.weights).map(([key, value]) => [key, [...value.dataSync()]]),
      );
      const x = inputs(model);
      const output = model.apply(x, { training: true, seed: 4 });
      const outputs = [...output.dataSync()];
      tf.dispose([x, output]);
      model.dispose();
      return { weights, outputs };
    };
    const [cpu, wasm] = [await values('cpu'), await values('wasm')];
    expect(wasm.weights).toEqual(cpu.weights);
    wasm.outputs.forEach((value, i) => {
      // Batch norm of four examples divides by small deviations: float32 rounding grows by some orders.
      expect(Math.abs(value - (cpu.outputs[i] ?? Number.NaN))).toBeLessThan(1e-3);
    });
  });
});
