import { describeValue } from '@gradlab-internal/checks';
import type { Blueprint } from '../model/blueprint.ts';
import type { Outputs } from '../model/model.ts';
import type { PlacedLayer } from '../model/place-layers.ts';
import { type FlattenedImage, type WeightLayout, weightLayout } from './weight-layout.ts';

/**
 * Which module of PyTorch a layer is: a function of the layer's name, or a table; a layer that it does not name has the same name
 * there. `{ conv1: 'features.0' }` makes `features.0.weight` of `conv1.weight`.
 */
export type TorchNames = Readonly<Record<string, string>> | ((layer: string) => string | undefined);

/** A weight of a model with its counterpart in PyTorch. */
export interface TorchWeight {
  /** `conv1.weight` */
  readonly name: string;
  /** `features.0.weight` */
  readonly torchName: string;
  readonly layout: WeightLayout;
}

type Layers = Pick<Blueprint<Outputs>, 'trunk' | 'heads'>;

/**
 * Every weight of a model with its counterpart in PyTorch, in the order of the layers.
 *
 * @throws TypeError if `names` is neither function nor table; RangeError if it names a layer that is not there, or two layers alike,
 * or if a layer has no counterpart in PyTorch
 */
export function torchWeights(caller: string, { trunk, heads }: Layers, names: TorchNames = {}): TorchWeight[] {
  const all = [...trunk, ...Object.values(heads).flat()];
  const moduleOf = moduleNames(caller, all, names);
  const flattened = flattenedInputs({ trunk, heads });
  const weights = all.flatMap((placed) =>
    Object.keys({ ...placed.parameters, ...placed.state }).map((short) => {
      const layout = weightLayout(placed, short, flattened.get(placed));
      if (layout === undefined) {
        const problem = `must have a counterpart in PyTorch, got a layer of kind ${describeValue(placed.layer.kind)}`;
        throw new RangeError(`${caller}: ${placed.name} ${problem}`);
      }
      return { name: `${placed.name}.${short}`, torchName: `${moduleOf(placed.name)}.${layout.name}`, layout };
    }),
  );
  requireDifferent(caller, weights);
  return weights;
}

function moduleNames(caller: string, layers: readonly PlacedLayer[], names: TorchNames): (layer: string) => string {
  if (typeof names === 'function') return (layer) => requireName(caller, layer, names(layer));
  if (typeof names !== 'object' || names === null) {
    throw new TypeError(`${caller}: names must be a function or a table of names, got ${describeValue(names)}`);
  }
  for (const name of Object.keys(names)) {
    if (!layers.some((layer) => layer.name === name)) {
      throw new RangeError(`${caller}: names must be of layers of the model, got ${describeValue(name)}`);
    }
  }
  return (layer) => requireName(caller, layer, Object.hasOwn(names, layer) ? names[layer] : undefined);
}

function requireName(caller: string, layer: string, name: unknown): string {
  if (name === undefined) return layer;
  if (typeof name === 'string') return name;
  throw new TypeError(`${caller}: names must give text for ${layer}, got ${describeValue(name)}`);
}

function requireDifferent(caller: string, weights: readonly TorchWeight[]): void {
  const seen = new Map<string, string>();
  for (const { name, torchName } of weights) {
    const other = seen.get(torchName);
    if (other !== undefined) {
      throw new RangeError(`${caller}: names must differ, got ${torchName} for both ${other} and ${name}`);
    }
    seen.set(torchName, name);
  }
}

/** For each layer whose input was an image until a flatten, and is still a value for each of the image's: that image's shape. */
function flattenedInputs({ trunk, heads }: Layers): Map<PlacedLayer, FlattenedImage> {
  const found = new Map<PlacedLayer, FlattenedImage>();
  const walk = (layers: readonly PlacedLayer[], before?: FlattenedImage): FlattenedImage | undefined => {
    let flattened = before;
    for (const placed of layers) {
      if (flattened !== undefined) found.set(placed, flattened);
      flattened = flattenedOutput(placed, flattened);
    }
    return flattened;
  };
  const shared = walk(trunk);
  for (const head of Object.values(heads)) walk(head, shared);
  return found;
}

function flattenedOutput(
  { layer, inputShape, outputShape }: PlacedLayer,
  flattened: FlattenedImage | undefined,
): FlattenedImage | undefined {
  const [height, width, channels] = inputShape;
  if (layer.kind === 'flatten' && channels !== undefined && inputShape.length === 3) {
    return [height ?? 0, width ?? 0, channels];
  }
  // A dense layer mixes all values, even where there are as many outputs as inputs.
  return layer.kind === 'dense' || outputShape.join() !== inputShape.join() ? undefined : flattened;
}
