import { describeShape, describeValue, requireInteger, requireOneOf } from '@gradlab-internal/checks';
import type * as tf from '@tensorflow/tfjs-core';
import { type AxisPadding, convolutionOutputSize } from '../arithmetic/output-size.ts';
import type { Reach } from './layer.ts';

/** A size along height and width: one number for both, or `[height, width]`. */
export type Size2d = number | readonly [number, number];

/**
 * What surrounds an image. `'valid'`: nothing. `'same'`: zeros such that the output is ⌈size / stride⌉, the odd one below and to the
 * right. A number or `[height, width]`: so many zeros on each side, as in PyTorch.
 */
export type Padding2d = 'same' | 'valid' | Size2d;

/** A kernel that moves over an image, with every option filled in. */
export interface Window2d {
  readonly kernelSize: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly padding: 'same' | 'valid' | readonly [number, number];
}

/**
 * Fills in and checks the options of a layer that moves a kernel over an image.
 *
 * @throws TypeError or RangeError that names the layer's function and the option
 */
export function requireWindow(
  caller: string,
  {
    kernelSize,
    stride,
    padding,
  }: { readonly kernelSize: Size2d; readonly stride: Size2d; readonly padding: Padding2d },
  kernelName = 'kernelSize',
): Window2d {
  return {
    kernelSize: requireSize(caller, kernelName, kernelSize, 1),
    stride: requireSize(caller, 'stride', stride, 1),
    padding: requirePadding(caller, padding),
  };
}

/** A pair of integers of at least `min`. */
export function requireSize(caller: string, name: string, value: unknown, min: number): readonly [number, number] {
  if (!Array.isArray(value)) {
    const both = requireInteger(caller, name, value, { min });
    return [both, both];
  }
  if (value.length !== 2)
    throw new RangeError(`${caller}: ${name} must be [height,width], got ${describeValue(value)}`);
  const [height, width] = value as unknown[];
  return [requireInteger(caller, `${name}[0]`, height, { min }), requireInteger(caller, `${name}[1]`, width, { min })];
}

function requirePadding(caller: string, value: unknown): Window2d['padding'] {
  if (typeof value === 'string') return requireOneOf<'same' | 'valid'>(caller, 'padding', value, ['same', 'valid']);
  return requireSize(caller, 'padding', value, 0);
}

/** The padding along one axis. */
export function paddingOf({ padding }: Window2d, axis: 0 | 1): AxisPadding {
  return typeof padding === 'string' ? padding : padding[axis];
}

/**
 * The padding as tfjs takes it. Always spelt out: of one number tfjs works out the output's width by the kernel's height and the
 * vertical stride.
 */
export function tfPadding({ padding }: Window2d): 'same' | 'valid' | tf.backend_util.ExplicitPadding {
  if (typeof padding === 'string') return padding;
  const [height, width] = padding;
  return [
    [0, 0],
    [height, height],
    [width, width],
    [0, 0],
  ];
}

/** An image's shape. */
export interface ImageShape {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/**
 * Takes an input shape apart.
 *
 * @throws RangeError if it is not `[height, width, channels]`
 */
export function requireImage(caller: string, name: string, inputShape: readonly number[]): ImageShape {
  const [height, width, channels] = inputShape;
  if (inputShape.length !== 3 || height === undefined || width === undefined || channels === undefined) {
    throw new RangeError(
      `${caller}: inputs of ${name} must have shape [height,width,channels], got ${describeShape(inputShape)}`,
    );
  }
  return { height, width, channels };
}

/**
 * Height and width of what a moving kernel gives.
 *
 * @throws RangeError if the kernel is larger than the padded image
 */
export function slide(
  caller: string,
  name: string,
  { height, width }: ImageShape,
  window: Window2d,
): readonly [number, number] {
  const along = (size: number, axis: 0 | 1): number => {
    const padding = paddingOf(window, axis);
    const kernel = window.kernelSize[axis];
    const padded = size + (typeof padding === 'number' ? 2 * padding : 0);
    if (padding !== 'same' && kernel > padded) {
      throw new RangeError(
        `${caller}: the window ${describeShape(window.kernelSize)} of ${name} must fit into its inputs, got height and width ${describeShape([height, width])} with padding ${describeValue(window.padding)}`,
      );
    }
    return convolutionOutputSize(size, { kernel, stride: window.stride[axis], padding });
  };
  return [along(height, 0), along(width, 1)];
}

/** What an output position of a moving kernel sees. */
export function reachOf({ kernelSize, stride }: Window2d): Reach {
  return { size: kernelSize, stride };
}
