import { readFileSync } from 'node:fs';
import { useBackend } from '@gradlab/backend';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  activation,
  activationNames,
  avgPool,
  batchNorm,
  conv2d,
  conv2dTranspose,
  dense,
  depthwiseConv2d,
  flatten,
  globalAvgPool,
  globalMaxPool,
  type Layer,
  layerNorm,
  maxPool,
  sequential,
} from '../src/index.ts';

interface Listed {
  readonly shape: number[];
  readonly values: number[];
}

interface Case {
  readonly name: string;
  readonly layer: string;
  readonly options: never;
  readonly training: boolean;
  readonly x: Listed;
  readonly weights: Readonly<Record<string, Listed>>;
  readonly output: Listed;
  readonly gradients: Readonly<Record<string, Listed>>;
  readonly state?: Readonly<Record<string, Listed>>;
}

// Made with PyTorch 2.15 by goldens/layers.py.
const { cases } = JSON.parse(readFileSync(new URL('../goldens/layers.json', import.meta.url), 'utf8')) as {
  readonly cases: readonly Case[];
};

const makers: Readonly<Record<string, (options: never) => Layer>> = {
  ...Object.fromEntries(activationNames.map((name) => [name, (options: never) => activation(name, options)])),
  avgPool,
  batchNorm,
  conv2d,
  conv2dTranspose,
  dense,
  depthwiseConv2d,
  flatten,
  globalAvgPool,
  globalMaxPool,
  layerNorm,
  maxPool,
};

/** Float32 against doubles, and sums of about a hundred products: a few units in the last place of the largest. */
function expectClose(actual: tf.Tensor, expected: Listed): void {
  expect(actual.shape).toEqual(expected.shape);
  const largest = expected.values.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  const values = actual.dataSync();
  expected.values.forEach((value, i) => {
    expect(Math.abs((values[i] ?? Number.NaN) - value)).toBeLessThan(4e-6 * largest);
  });
}

describe.each(['cpu', 'wasm'] as const)("PyTorch's layers on %s", (backend) => {
  beforeAll(() => useBackend(backend));

  it.each(cases)('$name: value and gradients', ({ layer, options, training, x, weights, output, gradients, state }) => {
    const make = makers[layer];
    if (make === undefined) throw new Error(`no layer ${layer}`);
    const model = sequential({ inputShape: x.shape.slice(1), layers: [{ ...make(options), name: 'it' }], seed: 1 });
    expect(Object.keys(model.weights).sort()).toEqual(
      Object.keys(weights)
        .map((short) => `it.${short}`)
        .sort(),
    );
    tf.tidy(() => {
      for (const [short, { shape, values }] of Object.entries(weights)) {
        model.weights[`it.${short}`]?.assign(tf.tensor(values, shape));
      }
      const input = tf.tensor(x.values, x.shape);
      const expectedState = state ?? {};
      expectClose(model.apply(input, { training }), output);
      for (const [short, expected] of Object.entries(expectedState)) {
        expectClose(model.state[`it.${short}`] as tf.Tensor, expected);
      }
      const names = Object.keys(model.parameters);
      const last = output.values.length - 1;
      const ramp = tf.tensor(
        output.values.map((_, i) => (2 * i) / last - 1),
        output.shape,
      );
      const loss = (image: tf.Tensor, ...values: tf.Tensor[]): tf.Scalar => {
        const parameters = Object.fromEntries(names.map((name, i) => [name, values[i] as tf.Tensor]));
        return tf.sum(tf.mul(model.apply(image, { training, parameters, updateState: false }), ramp));
      };
      const computed = tf.grads(loss as (...args: tf.Tensor[]) => tf.Scalar)([
        input,
        ...names.map((name) => model.parameters[name] as tf.Tensor),
      ]);
      for (const [i, key] of ['x', ...names.map((name) => name.replace('it.', ''))].entries()) {
        expectClose(computed[i] as tf.Tensor, gradients[key] as Listed);
      }
    });
    model.dispose();
  });
});
