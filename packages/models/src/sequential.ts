import { foldIn, type Key, key, type Seed } from '@gradlab/random';
import { describeShape, requireEqualShapes, requireOneOf, requireShape } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import { countLayerParameters, type PlacedLayer, placeLayers } from './architecture.ts';
import type { Layer, LayerContext, ParameterSpec } from './layer.ts';
import type { ApplyOptions, Model } from './model.ts';
import { formatSummary, summarize } from './summary.ts';
import { loadWeights, type Parameters, saveWeights } from './weights.ts';

/** Options of {@link sequential}. */
export interface SequentialOptions {
  /** Shape of one example: `[784]` or `[28, 28, 1]`. */
  readonly inputShape: readonly number[];
  /** In order. */
  readonly layers: readonly Layer[];
  /** Names the stream of the first weights; each parameter draws from its own, by name. */
  readonly seed: Seed;
}

/**
 * A network of layers in a row. A backend must be current: the weights are created at once.
 *
 * @param options input shape, layers and seed
 * @returns the model; the caller disposes it
 * @throws TypeError or RangeError if shapes do not fit together or there is no layer
 * @example
 * ```ts
 * import { activation, dense, flatten, sequential } from '@gradlab/models';
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 *
 * const layers = [flatten(), dense({ units: 16 }), activation('tanh'), dense({ units: 10 })];
 * const model = sequential({ inputShape: [8, 8, 1], layers, seed: 7 });
 * const logits = model.apply(tf.zeros([2, 8, 8, 1]));
 * console.log(logits.shape, Object.keys(model.parameters));
 * model.dispose();
 * ```
 */
export function sequential({ inputShape, layers, seed }: SequentialOptions): Model {
  requireShape('sequential', 'inputShape', inputShape);
  if (layers.length === 0) throw new RangeError('sequential: layers must hold at least one layer, got none');
  const placed = placeLayers(layers, inputShape);
  const parameters = createParameters(placed, seed);
  const rows = summarize(placed);
  return {
    inputShape,
    outputShape: placed.at(-1)?.outputShape ?? inputShape,
    layers: rows,
    parameters,
    apply(x, options = {}) {
      requireInputs(x, inputShape);
      const layerNames = placed.map(({ name }) => name);
      for (const name of Object.keys(options.taps ?? {})) requireOneOf('apply', 'taps', name, layerNames);
      return tf.tidy(() => applyLayers(placed, withReplacements(parameters, options.parameters), x, options));
    },
    countParameters: () => placed.reduce((sum, layer) => sum + countLayerParameters(layer), 0),
    summary: () => formatSummary(rows),
    save: (path) => saveWeights(path, parameters),
    load: (path) => loadWeights(path, parameters),
    dispose() {
      tf.dispose(parameters);
    },
  };
}

function createParameters(layers: readonly PlacedLayer[], seed: Seed): Parameters {
  const parameters: Record<string, tf.Variable> = {};
  const root = key(seed);
  try {
    for (const layer of layers) {
      for (const [short, spec] of Object.entries(layer.parameters)) {
        const name = `${layer.name}.${short}`;
        parameters[name] = createParameter(name, spec, foldIn(root, name));
      }
    }
    return parameters;
  } catch (error) {
    // Variables outlive a tidy: those that were made before one failed are freed by hand.
    tf.dispose(parameters);
    throw error;
  }
}

function createParameter(name: string, { shape, initializer }: ParameterSpec, seed: Key): tf.Variable {
  return tf.tidy(() => {
    const first = initializer(shape, seed);
    requireEqualShapes('sequential', [name, 'what its initializer gives'], shape, first.shape);
    return tf.variable(first);
  });
}

function requireInputs(x: tf.Tensor, inputShape: readonly number[]): void {
  if (describeShape(x.shape.slice(1)) !== describeShape(inputShape)) {
    const expected = describeShape(['batch', ...inputShape]);
    throw new RangeError(`apply: x must have shape ${expected}, got ${describeShape(x.shape)}`);
  }
}

function withReplacements(
  parameters: Parameters,
  replacements: Readonly<Record<string, tf.Tensor>> = {},
): Readonly<Record<string, tf.Tensor>> {
  for (const [name, replacement] of Object.entries(replacements)) {
    const replaced = parameters[requireOneOf('apply', 'parameters', name, Object.keys(parameters))];
    requireEqualShapes('apply', [name, 'its replacement'], replaced?.shape ?? [], replacement.shape);
  }
  return { ...parameters, ...replacements };
}

function applyLayers(
  layers: readonly PlacedLayer[],
  parameters: Readonly<Record<string, tf.Tensor>>,
  x: tf.Tensor,
  { training = false, seed, taps = {} }: ApplyOptions,
): tf.Tensor {
  let output = x;
  for (const { name, layer, parameters: specs } of layers) {
    const own = Object.fromEntries(
      Object.keys(specs).map((short) => [short, parameters[`${name}.${short}`] as tf.Tensor]),
    );
    const context: LayerContext = { training, ...(seed !== undefined && { seed: foldIn(seed, name) }) };
    output = layer.apply(output, own, context);
    taps[name]?.(output);
  }
  // Layers that pass their input through must not hand the caller's own tensor back to be disposed.
  return output === x ? tf.clone(x) : output;
}
