import { describeValue, requireShape } from '@gradlab-internal/checks';
import type { Layer, ParameterSpecs } from '../layers/layer.ts';

/** A layer in its place: with a name, shapes and what is known of its weights, before any weight exists. */
export interface PlacedLayer {
  /** `conv1`; within a head, `digit.conv1`. */
  readonly name: string;
  readonly layer: Layer;
  /** Without the batch dimension. */
  readonly inputShape: readonly number[];
  /** Without the batch dimension. */
  readonly outputShape: readonly number[];
  /** What gradients change, by short names. */
  readonly parameters: ParameterSpecs;
  /** What changes otherwise, by short names. */
  readonly state: ParameterSpecs;
}

/**
 * Works out names and shapes of layers in a row; allocates nothing.
 *
 * @param caller for messages
 * @param layers in order
 * @param inputShape of one example
 * @param prefix of every name, such as `digit.`
 * @throws TypeError if one is no layer; RangeError if a layer cannot take what comes before it, or if two have one name
 */
export function placeLayers(
  caller: string,
  layers: readonly Layer[],
  inputShape: readonly number[],
  prefix = '',
): PlacedLayer[] {
  const placed: PlacedLayer[] = [];
  const numberOfKind = new Map<string, number>();
  let shape = inputShape;
  for (const [i, layer] of layers.entries()) {
    if (typeof layer?.kind !== 'string' || typeof layer.apply !== 'function') {
      throw new TypeError(`${caller}: layers[${i}] must be a layer, got ${describeValue(layer)}`);
    }
    const number = (numberOfKind.get(layer.kind) ?? 0) + 1;
    numberOfKind.set(layer.kind, number);
    const name = `${prefix}${layer.name ?? `${layer.kind}${number}`}`;
    const outputShape = requireShape(caller, `the output shape of ${name}`, layer.outputShape(shape, name));
    const [parameters, state] = [layer.parameters(shape), layer.state?.(shape) ?? {}];
    placed.push({ name, layer, inputShape: shape, outputShape, parameters, state });
    shape = outputShape;
  }
  requireDifferentNames(caller, placed);
  return placed;
}

/** Two layers of one name would share their weights. */
export function requireDifferentNames(caller: string, layers: readonly PlacedLayer[]): void {
  const seen = new Set<string>();
  for (const { name } of layers) {
    if (seen.has(name)) throw new RangeError(`${caller}: layer names must differ, got ${name} twice`);
    seen.add(name);
  }
}

/** Full names of what gradients change in some layers. */
export function parameterNames(layers: readonly PlacedLayer[]): string[] {
  return layers.flatMap(({ name, parameters }) => Object.keys(parameters).map((short) => `${name}.${short}`));
}

/** Full names of all weights of some layers. */
export function weightNames(layers: readonly PlacedLayer[]): string[] {
  return layers.flatMap(({ name, parameters, state }) =>
    Object.keys({ ...parameters, ...state }).map((short) => `${name}.${short}`),
  );
}

/** Every layer of a network, trunk first. */
export function layersOf({
  trunk,
  heads,
}: {
  readonly trunk: readonly PlacedLayer[];
  readonly heads: Readonly<Record<string, readonly PlacedLayer[]>>;
}): readonly PlacedLayer[] {
  return [...trunk, ...Object.values(heads).flat()];
}
