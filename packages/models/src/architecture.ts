import type { Layer, ParameterSpec } from './layer.ts';

/** A layer in its place: with a name, shapes and parameter specifications, before any weight exists. */
export interface PlacedLayer {
  readonly name: string;
  readonly layer: Layer;
  readonly inputShape: readonly number[];
  readonly outputShape: readonly number[];
  readonly parameters: Readonly<Record<string, ParameterSpec>>;
}

/**
 * Works out names and shapes of layers in a row; allocates nothing.
 *
 * @param layers in order
 * @param inputShape of one example
 * @throws RangeError if a layer cannot take what comes before it, or if two layers have one name
 */
export function placeLayers(layers: readonly Layer[], inputShape: readonly number[]): PlacedLayer[] {
  const placed: PlacedLayer[] = [];
  const numberOfKind = new Map<string, number>();
  let shape = inputShape;
  for (const layer of layers) {
    const number = (numberOfKind.get(layer.kind) ?? 0) + 1;
    numberOfKind.set(layer.kind, number);
    const name = layer.name ?? `${layer.kind}${number}`;
    if (placed.some((other) => other.name === name)) {
      throw new RangeError(`sequential: layer names must differ, got ${name} twice`);
    }
    const outputShape = layer.outputShape(shape);
    placed.push({ name, layer, inputShape: shape, outputShape, parameters: layer.parameters(shape) });
    shape = outputShape;
  }
  return placed;
}

/** Number of values in one parameter. */
function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** Number of values in all parameters of a layer. */
export function countLayerParameters({ parameters }: PlacedLayer): number {
  return Object.values(parameters).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}
