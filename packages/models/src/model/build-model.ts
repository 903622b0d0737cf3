import type { Seed } from '@gradlab/random';
import * as tf from '@tensorflow/tfjs-core';
import { formatSummary } from '../summary/format-summary.ts';
import { withTrainability } from '../summary/layer-summary.ts';
import { loadWeights, type Parameters, saveWeights } from '../weights.ts';
import { applyBlueprint } from './apply.ts';
import type { Blueprint } from './blueprint.ts';
import { createWeights } from './create-weights.ts';
import type { Model, Outputs } from './model.ts';
import { layersOf } from './place-layers.ts';

/**
 * A model of a blueprint.
 *
 * @param blueprint what to build
 * @param seed names the stream of the first weights
 * @param first weights that are known already, by name; they are copied
 */
export function buildModel<Output extends Outputs>(
  blueprint: Blueprint<Output>,
  seed: Seed,
  first: Readonly<Record<string, tf.Tensor>> = {},
): Model<Output> {
  const weights = createWeights('build', layersOf(blueprint), seed, first);
  const where = (trainable: boolean): Parameters =>
    Object.fromEntries(Object.entries(weights).filter(([, variable]) => variable.trainable === trainable));
  return {
    blueprint,
    inputShape: blueprint.inputShape,
    outputShape: blueprint.outputShape,
    get layers() {
      return withTrainability(blueprint.layers, layersOf(blueprint), weights);
    },
    get parameters() {
      return where(true);
    },
    get state() {
      return where(false);
    },
    weights,
    apply: (x, options = {}) => applyBlueprint(blueprint, weights, x, options) as Output,
    countParameters: () => blueprint.countParameters(),
    summary(options) {
      return formatSummary(this.layers, options);
    },
    save: (path, options) => saveWeights(path, weights, options),
    load: (path) => loadWeights(path, weights),
    dispose() {
      tf.dispose(weights);
    },
  };
}
