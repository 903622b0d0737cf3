import { foldIn, key, type Seed } from '@gradlab/random';
import { requireEqualShapes } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import type { ParameterSpec, ParameterSpecs } from '../layers/layer.ts';
import type { Parameters } from '../weights.ts';
import type { PlacedLayer } from './place-layers.ts';

/**
 * Creates every weight of some layers. Each draws from a stream of its own, by name, so that none depends on the others.
 *
 * @param caller for messages
 * @param layers in order
 * @param seed names the streams
 * @param first values that are known already, by name; they are copied
 * @returns variables by name; running statistics are not trainable
 */
export function createWeights(
  caller: string,
  layers: readonly PlacedLayer[],
  seed: Seed,
  first: Readonly<Record<string, tf.Tensor>> = {},
): Parameters {
  const weights: Record<string, tf.Variable> = {};
  const root = key(seed);
  const create = (layer: PlacedLayer, specs: ParameterSpecs, trainable: boolean): void => {
    for (const [short, spec] of Object.entries(specs)) {
      const name = `${layer.name}.${short}`;
      weights[name] = createWeight(caller, name, trainable, () => first[name] ?? draw(spec, root, name), spec.shape);
    }
  };
  try {
    for (const layer of layers) {
      create(layer, layer.parameters, true);
      create(layer, layer.state, false);
    }
    return weights;
  } catch (error) {
    // Variables outlive a tidy: those that were made before one failed are freed by hand.
    tf.dispose(weights);
    throw error;
  }
}

function draw({ shape, initializer }: ParameterSpec, root: Seed, name: string): tf.Tensor {
  return initializer(shape, foldIn(root, name));
}

function createWeight(
  caller: string,
  name: string,
  trainable: boolean,
  value: () => tf.Tensor,
  shape: readonly number[],
): tf.Variable {
  return tf.tidy(() => {
    const first = value();
    requireEqualShapes(caller, [name, 'what its initializer gives'], shape, first.shape);
    return tf.variable(first, trainable);
  });
}
