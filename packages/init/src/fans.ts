import { describeValue, requireInteger, requireOneOf, requireShape } from '@gradlab-internal/checks';

/** Which axes of a weight are which; negative ones count from the end. All others are the receptive field. */
export interface FanAxes {
  /** Axes over inputs; default −2. An empty list where each output sees one input, as in a depthwise convolution. */
  readonly in?: number | readonly number[];
  /** Axes over outputs; default −1. */
  readonly out?: number | readonly number[];
  /** Axes over independent copies, which count for neither fan; default none. */
  readonly batch?: number | readonly number[];
}

/**
 * The layouts that weights commonly have:
 *
 * - `kernel`: dense `[in, out]` and convolution `[...spatial, in, out]`
 * - `depthwise`: `[...spatial, in, multiplier]`, where each output sees one input: fan in is height × width
 * - `transposed`: the kernel `[...spatial, out, in]` of a transposed convolution
 * - `torch`: PyTorch's `[out, in, ...spatial]`
 */
export type WeightLayout = 'kernel' | 'depthwise' | 'transposed' | 'torch';

/** How many inputs each output of a layer sums over, and how many outputs each input reaches. */
export interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

const LAYOUTS: Readonly<Record<WeightLayout, FanAxes>> = {
  kernel: { in: -2, out: -1 },
  depthwise: { in: [], out: -1, batch: -2 },
  transposed: { in: -1, out: -2 },
  torch: { in: 1, out: 0 },
};

/**
 * The fans of a weight: fanIn = inputs × receptive field, fanOut = outputs × receptive field.
 *
 * Without `axes` the definitions are Keras': a dense weight is `[in, out]`, a convolution kernel `[...spatial, in, out]`, a
 * vector `[n]` has both fans n, a scalar both 1. Other layouts are named, or told axis by axis.
 *
 * @param shape integers ≥ 0
 * @param axes the name of a layout, or which axis is which
 * @throws TypeError or RangeError if the shape is not valid, an axis is not one of it, or an axis has two roles
 * @see https://keras.io/api/layers/initializers/
 * @example
 * ```ts
 * import { computeFans } from '@gradlab/init';
 *
 * console.log(computeFans([784, 500])); // { fanIn: 784, fanOut: 500 }
 * console.log(computeFans([3, 3, 16, 32])); // { fanIn: 144, fanOut: 288 }
 * console.log(computeFans([3, 3, 16, 2], 'depthwise')); // { fanIn: 9, fanOut: 18 }
 * console.log(computeFans([64, 8, 16], { in: 0, out: [1, 2] })); // { fanIn: 64, fanOut: 128 }
 * ```
 */
export function computeFans(shape: readonly number[], axes?: FanAxes | WeightLayout): Fans {
  return fansOf('computeFans', requireShape('computeFans', 'shape', shape), requireAxes('computeFans', axes));
}

/**
 * The roles of axes that a name or a list tells.
 *
 * @returns undefined for Keras' definitions
 * @throws TypeError if it is neither; RangeError if there is no layout of that name
 */
export function requireAxes(caller: string, axes: unknown): FanAxes | undefined {
  if (axes === undefined) return undefined;
  const names = Object.keys(LAYOUTS) as WeightLayout[];
  if (typeof axes === 'string') return LAYOUTS[requireOneOf(caller, 'axes', axes, names)];
  if (typeof axes === 'object' && axes !== null && !Array.isArray(axes)) return axes;
  throw new TypeError(`${caller}: axes must be an object or one of ${names.join(', ')}, got ${describeValue(axes)}`);
}

/** `computeFans` for a shape that was checked. */
export function fansOf(caller: string, shape: readonly number[], axes: FanAxes | undefined): Fans {
  if (axes === undefined && shape.length < 2) {
    const fan = shape[0] ?? 1;
    return { fanIn: fan, fanOut: fan };
  }
  const { in: inputs = -2, out: outputs = -1, batch = [] } = axes ?? {};
  const resolve = (name: string, list: number | readonly number[]): readonly number[] =>
    resolveAxes(caller, `axes.${name}`, list, shape.length);
  const inAxes = resolve('in', inputs);
  const outAxes = resolve('out', outputs);
  const named = [...inAxes, ...outAxes, ...resolve('batch', batch)];
  if (new Set(named).size < named.length) {
    throw new RangeError(`${caller}: axes must name each axis once, got [${named.join()}]`);
  }
  const receptiveField = shape.filter((_, axis) => !named.includes(axis)).reduce(product, 1);
  const sizeOf = (chosen: readonly number[]): number => chosen.map((axis) => shape[axis] ?? 1).reduce(product, 1);
  return { fanIn: sizeOf(inAxes) * receptiveField, fanOut: sizeOf(outAxes) * receptiveField };
}

function product(a: number, b: number): number {
  return a * b;
}

function resolveAxes(caller: string, name: string, axes: number | readonly number[], rank: number): readonly number[] {
  const list = Array.isArray(axes) ? axes : [axes];
  return list.map((axis) => resolveAxis(caller, name, axis, rank));
}

/** An axis counted from the front. */
export function resolveAxis(caller: string, name: string, axis: unknown, rank: number): number {
  const value = requireInteger(caller, name, axis, { min: -rank, below: rank });
  return value < 0 ? value + rank : value;
}
