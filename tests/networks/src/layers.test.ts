import { useBackend } from '@gradlab/backend';
import { gradcheck } from '@gradlab/gradcheck';
import * as models from '@gradlab/models';
import { type Model, sequential } from '@gradlab/models';
import { normal } from '@gradlab/random';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { everyLayer } from './every-layer.ts';

/** Weights off their special first values, at which a wrong gradient may pass. */
function perturb(model: Model): void {
  tf.tidy(() => {
    for (const [i, variable] of Object.values(model.weights).entries()) {
      const noise = tf.tensor(Float32Array.from(normal(100 + i, variable.size)), variable.shape);
      // Variances stay above zero.
      variable.assign(tf.add(variable, tf.mul(tf.tanh(noise), 0.4)));
    }
  });
}

describe.each(['cpu', 'wasm'] as const)('gradients on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it.each(everyLayer.flatMap((row) => [true, false].map((training) => ({ ...row, training }))))(
    '$title, training $training: by the input and every weight, in float64 and on the backend',
    async ({ inputShape, layer, training }) => {
      const model = sequential({ inputShape, layers: [layer], seed: 1 });
      perturb(model);
      const shape = [3, ...inputShape];
      const size = shape.reduce((product, n) => product * n, 1);
      const x = tf.tensor(Float32Array.from(normal(7, size)), shape);
      const before = await Promise.all(Object.values(model.weights).map((variable) => variable.data()));
      const f = (input: tf.Tensor, _parameters: models.Parameters): tf.Tensor =>
        model.apply(input, { training, seed: 3, updateState: false });
      const report = await gradcheck(f, [x, model.parameters]);
      expect(String(report)).toContain('pass');
      expect(report.inputs).toHaveLength(1 + Object.keys(model.parameters).length);
      const after = await Promise.all(Object.values(model.weights).map((variable) => variable.data()));
      expect(after).toEqual(before);
      x.dispose();
      model.dispose();
    },
  );
});

it('leaves no layer out', () => {
  const made = new Set(everyLayer.map(({ layer }) => layer.kind));
  const makers = ['dense', 'conv2d', 'depthwiseConv2d', 'conv2dTranspose', 'maxPool', 'avgPool', 'globalAvgPool'];
  const others = ['globalMaxPool', 'batchNorm', 'layerNorm', 'dropout', 'flatten'];
  expect([...makers, ...others].every((name) => name in models)).toBe(true);
  expect(made.size).toBe(makers.length + others.length + models.activationNames.length);
});
