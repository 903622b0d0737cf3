import { foldIn, normal, uniform } from '@gradlab/random';
import * as tf from '@tensorflow/tfjs-core';

// A model that owes nothing to @gradlab/models and has all that makes resuming hard: a layer that draws in every pass, and running
// statistics that every pass changes. Plain JavaScript, so that a process of its own can run it.

const [INPUTS, HIDDEN, CLASSES] = [2, 6, 3];

function variable(name, shape, scale) {
  const size = tf.util.sizeFromShape(shape);
  return tf.tidy(() =>
    tf.variable(
      tf.tensor(
        Float32Array.from(normal(foldIn(5, name), size), (z) => scale * z),
        shape,
      ),
      true,
    ),
  );
}

/** `dense1`, a running mean that is subtracted, noise, `dense2`. */
export function noisyModel() {
  const parameters = {
    'dense1.weight': variable('dense1.weight', [INPUTS, HIDDEN], 0.5),
    'dense1.bias': variable('dense1.bias', [HIDDEN], 0.1),
    'dense2.weight': variable('dense2.weight', [HIDDEN, CLASSES], 0.5),
    'dense2.bias': variable('dense2.bias', [CLASSES], 0),
  };
  const state = { 'norm1.mean': variable('norm1.mean', [HIDDEN], 0) };
  const dense = (x, name) => tf.add(tf.matMul(x, parameters[`${name}.weight`]), parameters[`${name}.bias`]);
  return {
    parameters,
    state,
    layers: [{ name: 'dense1' }, { name: 'norm1' }, { name: 'dense2' }],
    apply(x, { training = false, seed = 0, taps = {} } = {}) {
      return tf.tidy(() => {
        const tap = (name, output) => {
          taps[name]?.(output);
          return output;
        };
        const hidden = tap('dense1', tf.tanh(dense(x, 'dense1')));
        const mean = training ? tf.mean(hidden, 0) : state['norm1.mean'];
        if (training) state['norm1.mean'].assign(tf.add(tf.mul(state['norm1.mean'], 0.9), tf.mul(mean, 0.1)));
        const centred = tap('norm1', tf.sub(hidden, mean));
        const noise = training
          ? tf.tensor(
              Float32Array.from(uniform(foldIn(seed, 'noise'), centred.size, { min: 0.8, max: 1.2 })),
              centred.shape,
            )
          : tf.scalar(1);
        return tap('dense2', dense(tf.mul(centred, noise), 'dense2'));
      });
    },
    dispose() {
      tf.dispose([...Object.values(parameters), ...Object.values(state)]);
    },
  };
}
