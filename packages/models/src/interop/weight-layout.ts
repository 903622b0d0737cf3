import type { PlacedLayer } from '../model/place-layers.ts';

/** How PyTorch lays out a weight of a layer. */
export interface WeightLayout {
  /** Its short name there: `running_mean`. */
  readonly name: string;
  /** Its shape there. */
  readonly shape: readonly number[];
  /** The shape as which its values are seen there before axes are moved: of as many values, with more axes where one there is several. */
  readonly view: readonly number[];
  /** Axis k here is axis `permutation[k]` of the view; a shape of fewer axes than the view lies in the same order. */
  readonly permutation: readonly number[];
}

/** What a layer's input was before it was laid out as a row: the order in which PyTorch lays it out differs. */
export type FlattenedImage = readonly [height: number, width: number, channels: number];

type LayoutOf = (shape: readonly number[], flattened: FlattenedImage | undefined) => Omit<WeightLayout, 'name'>;

const asItIs: LayoutOf = (shape) => ({ shape, view: shape, permutation: shape.map((_, axis) => axis) });

/** `[height, width, a, b]` here, `[b, a, height, width]` there. */
const kernel: LayoutOf = ([height = 0, width = 0, a = 0, b = 0]) => {
  const shape = [b, a, height, width];
  return { shape, view: shape, permutation: [2, 3, 1, 0] };
};

/** `[height, width, channels, multiplier]` here; there a group for each channel, `[channels · multiplier, 1, height, width]`. */
const depthwiseKernel: LayoutOf = ([height = 0, width = 0, channels = 0, multiplier = 0]) => ({
  shape: [channels * multiplier, 1, height, width],
  view: [channels, multiplier, height, width],
  permutation: [2, 3, 0, 1],
});

/** `[inputs, units]` here, `[units, inputs]` there; after a flatten, inputs are ordered channels first there, last here. */
const matrix: LayoutOf = ([inputs = 0, units = 0], flattened) => {
  const shape = [units, inputs];
  if (flattened === undefined) return { shape, view: shape, permutation: [1, 0] };
  const [height, width, channels] = flattened;
  return { shape, view: [units, channels, height, width], permutation: [2, 3, 1, 0] };
};

/** A value for each channel, or for each value of an image that was flattened. */
const vector: LayoutOf = (shape, flattened) => {
  if (flattened === undefined) return asItIs(shape, flattened);
  const [height, width, channels] = flattened;
  return { shape, view: [channels, height, width], permutation: [1, 2, 0] };
};

/** A value for each of `[height, width, channels]` here, `[channels, height, width]` there; fewer axes are the same. */
const image: LayoutOf = (shape, flattened) => {
  const [height = 0, width = 0, channels = 0] = shape;
  if (shape.length !== 3) return vector(shape, flattened);
  return { shape: [channels, height, width], view: [channels, height, width], permutation: [1, 2, 0] };
};

const affine = (layout: LayoutOf): Readonly<Record<string, LayoutOf>> => ({ weight: layout, bias: layout });

const LAYOUTS: Readonly<Record<string, Readonly<Record<string, LayoutOf>>>> = {
  conv: { weight: kernel, bias: asItIs },
  convTranspose: { weight: kernel, bias: asItIs },
  depthwise: { weight: depthwiseKernel, bias: asItIs },
  dense: { weight: matrix, bias: asItIs },
  bn: { ...affine(vector), runningMean: vector, runningVariance: vector },
  ln: affine(image),
};

const NAMES: Readonly<Record<string, string>> = { runningMean: 'running_mean', runningVariance: 'running_var' };

/**
 * How PyTorch lays out a weight.
 *
 * @param layer that has it
 * @param short its short name here
 * @param flattened what the layer's input was before a flatten, if it was
 * @returns undefined for a layer of a kind that has no counterpart there, or whose axes PyTorch cannot have in that order
 */
export function weightLayout(
  { layer, inputShape, parameters, state }: PlacedLayer,
  short: string,
  flattened?: FlattenedImage,
): WeightLayout | undefined {
  const layout = Object.hasOwn(LAYOUTS, layer.kind) ? LAYOUTS[layer.kind]?.[short] : undefined;
  const spec = parameters[short] ?? state[short];
  if (layout === undefined || spec === undefined) return undefined;
  // Width and channels together are no last axes of an image there.
  if (layer.kind === 'ln' && spec.shape.length > 1 && spec.shape.length < inputShape.length) return undefined;
  return { name: NAMES[short] ?? short, ...layout(spec.shape, flattened) };
}
