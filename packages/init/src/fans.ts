import { requireInteger, requireShape } from '@gradlab-internal/checks';

/** Which axes of a weight are which; negative ones count from the end. All others are the receptive field. */
export interface FanAxes {
  /** Axes over inputs; default −2. An empty list where each output sees one input, as in a depthwise convolution. */
  readonly in?: number | readonly number[];
  /** Axes over outputs; default −1. */
  readonly out?: number | readonly number[];
  /** Axes over independent copies, which count for neither fan; default none. */
  readonly batch?: number | readonly number[];
}

/** How many inputs each output of a layer sums over, and how many outputs each input reaches. */
export interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

/**
 * The fans of a weight: fanIn = inputs × receptive field, fanOut = outputs × receptive field.
 *
 * Without `axes` the definitions are Keras': a dense weight is `[in, out]`, a convolution kernel `[...spatial, in, out]`, a
 * vector `[n]` has both fans n, a scalar both 1. Other layouts need `axes`: the kernel `[height, width, out, in]` of a
 * transposed convolution is `{ in: 3, out: 2 }`, the depthwise `[height, width, in, multiplier]` is
 * `{ in: [], out: 3, batch: 2 }`.
 *
 * @param shape integers ≥ 0
 * @param axes which axis is which
 * @throws TypeError or RangeError if the shape is not valid, an axis is not one of it, or an axis has two roles
 * @see https://keras.io/api/layers/initializers/
 * @example
 * ```ts
 * import { computeFans } from '@gradlab/init';
 *
 * console.log(computeFans([784, 500])); // { fanIn: 784, fanOut: 500 }
 * console.log(computeFans([3, 3, 16, 32])); // { fanIn: 144, fanOut: 288 }
 * console.log(computeFans([3, 3, 16, 2], { in: [], out: 3, batch: 2 })); // { fanIn: 9, fanOut: 18 }
 * ```
 */
export function computeFans(shape: readonly number[], axes?: FanAxes): Fans {
  requireShape('computeFans', 'shape', shape);
  if (axes === undefined && shape.length < 2) {
    const fan = shape[0] ?? 1;
    return { fanIn: fan, fanOut: fan };
  }
  const { in: inputs = -2, out: outputs = -1, batch = [] } = axes ?? {};
  const inAxes = resolveAxes('axes.in', inputs, shape.length);
  const outAxes = resolveAxes('axes.out', outputs, shape.length);
  const named = [...inAxes, ...outAxes, ...resolveAxes('axes.batch', batch, shape.length)];
  if (new Set(named).size < named.length) {
    throw new RangeError(`computeFans: axes must name each axis once, got [${named.join()}]`);
  }
  const receptiveField = shape.filter((_, axis) => !named.includes(axis)).reduce(product, 1);
  const sizeOf = (chosen: readonly number[]): number => chosen.map((axis) => shape[axis] ?? 1).reduce(product, 1);
  return { fanIn: sizeOf(inAxes) * receptiveField, fanOut: sizeOf(outAxes) * receptiveField };
}

function product(a: number, b: number): number {
  return a * b;
}

function resolveAxes(name: string, axes: number | readonly number[], rank: number): readonly number[] {
  const list = typeof axes === 'number' ? [axes] : axes;
  return list.map((axis) => {
    requireInteger('computeFans', name, axis, { min: -rank, below: rank });
    return axis < 0 ? axis + rank : axis;
  });
}
