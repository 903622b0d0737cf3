import { useBackend } from '@gradlab/backend';
import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { cnn, copyModel, freeze, type Model, type Outputs } from '../index.ts';

beforeAll(() => useBackend('cpu'));

function small(): Model {
  return cnn({ inputShape: [6, 6, 1], features: [2, 'pool', 3], hidden: [4], outputs: 2, batchNorm: true, seed: 1 });
}

function valuesOf(model: Model<Outputs>): Record<string, number[]> {
  return Object.fromEntries(Object.entries(model.weights).map(([name, weight]) => [name, [...weight.dataSync()]]));
}

/** One step of gradient descent on the sum of the outputs, by tfjs' own optimiser, which goes by `trainable`. */
function train(model: Model): void {
  tf.tidy(() => {
    const x = tf.randomUniform([3, ...model.inputShape], -1, 1, 'float32', 4);
    const loss = (): tf.Scalar => tf.sum(tf.square(model.apply(x, { training: true })));
    const { grads } = tf.variableGrads(loss, Object.values(model.parameters));
    for (const variable of Object.values(model.parameters)) {
      variable.assign(tf.sub(variable, tf.mul(grads[variable.name] as tf.Tensor, 0.1)));
    }
  });
}

describe('copyModel', () => {
  it('copies weights, statistics and what is frozen; neither changes the other', () => {
    const model = small();
    train(model);
    freeze(model, 'conv1');
    const copy = copyModel(model);
    const values = valuesOf(model);
    expect(valuesOf(copy)).toEqual(values);
    expect(Object.keys(copy.parameters)).toEqual(Object.keys(model.parameters));
    train(copy);
    expect(valuesOf(model)).toEqual(values);
    expect(valuesOf(copy)).not.toEqual(values);
    const trained = valuesOf(copy);
    model.dispose();
    expect(valuesOf(copy)).toEqual(trained);
    copy.dispose();
  });

  it('leaks nothing', async () => {
    const model = small();
    const leak = await leakOf(() => copyModel(model).dispose());
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
    model.dispose();
  });
});
