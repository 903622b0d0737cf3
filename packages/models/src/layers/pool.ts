import { describeShape } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import type { Layer } from './layer.ts';
import {
  type Padding2d,
  reachOf,
  requireImage,
  requireWindow,
  type Size2d,
  slide,
  tfPadding,
  type Window2d,
} from './window.ts';

/** Options of {@link maxPool}. */
export interface PoolOptions {
  /** Window size, integers ≥ 1; 2 unless given. */
  readonly size?: Size2d;
  /** Step, integers ≥ 1; the window's size unless given. */
  readonly stride?: Size2d;
  /** What surrounds the image, smaller than the window; `'valid'`, nothing, unless given. */
  readonly padding?: Padding2d;
  /** The layer's name in place of `maxPool1` or `avgPool1`, … */
  readonly name?: string;
}

/** Options of {@link avgPool}. */
export interface AvgPoolOptions extends PoolOptions {
  /**
   * Whether zeros around the image count as values. False unless given: the mean is of what lies inside, as in Keras; PyTorch counts
   * them unless told otherwise.
   */
  readonly countPadding?: boolean;
}

/**
 * The largest value of each window and channel. What surrounds the image never counts.
 *
 * @param options window, stride, padding, name
 * @returns a layer from `[height, width, channels]` to `[height', width', channels]`
 * @throws TypeError or RangeError if an option is none
 * @example
 * ```ts
 * import { blueprint, maxPool } from '@gradlab/models';
 *
 * console.log(blueprint({ inputShape: [7, 7, 4], layers: [maxPool({ size: 3, stride: 2, padding: 1 })] }).outputShape); // [4, 4, 4]
 * ```
 */
export function maxPool(options: PoolOptions = {}): Layer {
  const window = windowOf('maxPool', options);
  const { kernelSize, stride } = mutable(window);
  return poolLayer('maxPool', options, window, {}, (x) => tf.maxPool(x, kernelSize, stride, tfPadding(window)));
}

/**
 * The mean of each window and channel.
 *
 * @param options window, stride, padding, whether padding counts, name
 * @returns a layer from `[height, width, channels]` to `[height', width', channels]`
 * @throws TypeError or RangeError if an option is none
 * @example
 * ```ts
 * import { avgPool, blueprint } from '@gradlab/models';
 *
 * console.log(blueprint({ inputShape: [8, 8, 4], layers: [avgPool()] }).outputShape); // [4, 4, 4]
 * ```
 */
export function avgPool(options: AvgPoolOptions = {}): Layer {
  const { countPadding = false } = options;
  const window = windowOf('avgPool', options);
  return poolLayer('avgPool', options, window, { countPadding }, (x) => average(x, window, countPadding));
}

function windowOf(caller: string, { size = 2, stride = size, padding = 'valid' }: PoolOptions): Window2d {
  const window = requireWindow(caller, { kernelSize: size, stride, padding }, 'size');
  // A window in the padding alone would have no largest value and no mean.
  if (
    typeof window.padding === 'string' ||
    window.padding.every((sides, axis) => sides < (window.kernelSize[axis] ?? 0))
  )
    return window;
  throw new RangeError(
    `${caller}: padding must be smaller than size ${describeShape(window.kernelSize)}, got ${describeShape(window.padding)}`,
  );
}

function poolLayer(
  kind: 'maxPool' | 'avgPool',
  { name }: PoolOptions,
  window: Window2d,
  config: Readonly<Record<string, unknown>>,
  pool: (x: tf.Tensor4D) => tf.Tensor,
): Layer {
  return {
    kind,
    ...(name !== undefined && { name }),
    config: { size: window.kernelSize, stride: window.stride, padding: window.padding, ...config },
    reach: reachOf(window),
    outputShape(inputShape, name) {
      const image = requireImage(kind, name, inputShape);
      return [...slide(kind, name, image, window), image.channels];
    },
    parameters: () => ({}),
    apply: (x) => pool(x as tf.Tensor4D),
  };
}

/**
 * tfjs' gradient of a padded mean divides by the whole window where the mean itself divided by what lies inside. So the padding is laid
 * on first, and the mean of each whole window put right by a constant.
 */
function average(x: tf.Tensor4D, window: Window2d, countPadding: boolean): tf.Tensor {
  const { kernelSize, stride } = mutable(window);
  const [, height = 0, width = 0, channels] = x.shape;
  const paddings = [sides(window, 0, height), sides(window, 1, width)] as const;
  if (paddings.flat().every((size) => size === 0)) return tf.avgPool(x, kernelSize, stride, 'valid');
  const mean = (image: tf.Tensor4D): tf.Tensor4D =>
    tf.avgPool(tf.pad(image, [[0, 0], [...paddings[0]], [...paddings[1]], [0, 0]]), kernelSize, stride, 'valid');
  if (countPadding) return mean(x);
  return tf.div(mean(x), mean(tf.ones([1, height, width, channels])));
}

/** How much padding there is before and after an axis. */
function sides({ kernelSize, stride, padding }: Window2d, axis: 0 | 1, size: number): [number, number] {
  if (padding === 'valid') return [0, 0];
  if (padding !== 'same') return [padding[axis], padding[axis]];
  const total = Math.max(0, (Math.ceil(size / stride[axis]) - 1) * stride[axis] + kernelSize[axis] - size);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}

function mutable({ kernelSize, stride }: Window2d): { kernelSize: [number, number]; stride: [number, number] } {
  return { kernelSize: [...kernelSize], stride: [...stride] };
}
