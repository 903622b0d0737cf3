import * as tf from '@tensorflow/tfjs-core';
import { cnn, type Model, type Outputs } from '../src/index.ts';

/** Two convolutions with batch norm and a pool, for images of 6×6. */
export function smallCnn(): Model {
  return cnn({ inputShape: [6, 6, 1], features: [2, 'pool', 3], hidden: [4], outputs: 2, batchNorm: true, seed: 1 });
}

/** Every weight, running statistics included, by name. */
export function weightValues(model: Model<Outputs>): Record<string, number[]> {
  return Object.fromEntries(Object.entries(model.weights).map(([name, weight]) => [name, [...weight.dataSync()]]));
}

/** One step of gradient descent on the sum of the squared outputs, over what is not frozen. */
export function trainStep(model: Model): void {
  tf.tidy(() => {
    const x = tf.randomUniform([3, ...model.inputShape], -1, 1, 'float32', 4);
    const loss = (): tf.Scalar => tf.sum(tf.square(model.apply(x, { training: true })));
    const { grads } = tf.variableGrads(loss, Object.values(model.parameters));
    for (const variable of Object.values(model.parameters)) {
      variable.assign(tf.sub(variable, tf.mul(grads[variable.name] as tf.Tensor, 0.1)));
    }
  });
}
