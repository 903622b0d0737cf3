import { foldIn } from '@gradlab/random';
import { describeShape, describeValue, requireEqualShapes, requireOneOf } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import type { LayerContext } from '../layers/layer.ts';
import type { Parameters } from '../weights.ts';
import type { Blueprint } from './blueprint.ts';
import type { ApplyOptions, Outputs } from './model.ts';
import type { PlacedLayer } from './place-layers.ts';

type Weights = Readonly<Record<string, tf.Tensor>>;

/** A pass under way. */
interface Pass extends ApplyOptions {
  readonly weights: Weights;
  /** Running statistics that layers have handed over so far. */
  readonly updates: Record<string, tf.Tensor>;
}

/** The forward pass of {@link Model.apply}. */
export function applyBlueprint(
  blueprint: Blueprint<Outputs>,
  own: Parameters,
  x: tf.Tensor,
  options: ApplyOptions,
): Outputs {
  const { inputShape, trunk, heads } = blueprint;
  requireInputs(x, inputShape);
  requireTaps(options, [trunk, ...Object.values(heads)].flat());
  const weights = withReplacements(own, options.parameters);
  return tf.tidy(() => {
    const pass: Pass = { ...options, weights, updates: {} };
    const shared = applyRow(trunk, x, pass);
    const outputs = Object.entries(heads).map(([head, row]) => [head, distinct(applyRow(row, shared, pass), [shared])]);
    updateState(own, pass);
    return outputs.length > 0 ? Object.fromEntries(outputs) : distinct(shared, [x]);
  });
}

/** Layers that pass their input through must not hand the caller's own tensor, or one twice, back to be disposed. */
function distinct(output: tf.Tensor, others: readonly tf.Tensor[]): tf.Tensor {
  return others.includes(output) ? tf.clone(output) : output;
}

function applyRow(layers: readonly PlacedLayer[], x: tf.Tensor, pass: Pass): tf.Tensor {
  const { training = false, seed, taps = {}, weights, updates } = pass;
  let output = x;
  for (const { name, layer, parameters, state } of layers) {
    const shorts = [...Object.keys(parameters), ...Object.keys(state)];
    const own = Object.fromEntries(shorts.map((short) => [short, weights[`${name}.${short}`] as tf.Tensor]));
    const context: LayerContext = {
      name,
      training,
      ...(seed !== undefined && { seed: foldIn(seed, name) }),
      update(short, value) {
        updates[`${name}.${requireOneOf('update', 'state', short, Object.keys(state))}`] = value;
      },
    };
    output = layer.apply(output, own, context);
    taps[name]?.(output);
  }
  return output;
}

function updateState(own: Parameters, { updates, updateState = true }: Pass): void {
  if (typeof updateState === 'function') updateState(updates);
  else if (updateState) for (const [name, value] of Object.entries(updates)) own[name]?.assign(value);
}

function requireInputs(x: tf.Tensor, inputShape: readonly number[]): void {
  if (!(x instanceof tf.Tensor)) throw new TypeError(`apply: x must be a tensor, got ${describeValue(x)}`);
  if (x.dtype !== 'float32') throw new TypeError(`apply: x must be float32, got ${x.dtype}`);
  if (x.rank === 0 || describeShape(x.shape.slice(1)) !== describeShape(inputShape)) {
    const expected = describeShape(['batch', ...inputShape]);
    throw new RangeError(`apply: x must have shape ${expected}, got ${describeShape(x.shape)}`);
  }
}

function requireTaps({ taps = {} }: ApplyOptions, layers: readonly PlacedLayer[]): void {
  const names = layers.map(({ name }) => name);
  for (const name of Object.keys(taps)) requireOneOf('apply', 'taps', name, names);
}

function withReplacements(own: Parameters, replacements: Weights = {}): Weights {
  for (const [name, replacement] of Object.entries(replacements)) {
    const replaced = own[requireOneOf('apply', 'parameters', name, Object.keys(own))];
    requireEqualShapes('apply', [name, 'its replacement'], replaced?.shape ?? [], replacement.shape);
  }
  return { ...own, ...replacements };
}
