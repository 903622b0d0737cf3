import type * as tf from '@tensorflow/tfjs-core';

/** Sizes and places of a convolution, whatever computes it; of each pair the height comes first. */
export interface Convolution {
  readonly channels: number;
  readonly out: number;
  readonly inSize: readonly [height: number, width: number];
  readonly outSize: readonly [height: number, width: number];
  readonly strides: readonly [height: number, width: number];
  readonly filter: readonly [height: number, width: number];
  readonly dilations: readonly [height: number, width: number];
  readonly pad: readonly [top: number, left: number];
  readonly images: number;
  /** Elements from the output's beginning to the first value, and from pixel to pixel, row to row and image to image. */
  readonly place: { readonly start: number; readonly steps: readonly [pixel: number, row: number, image: number] };
}

/** Every pixel of an output, one after the other. */
function densely(height: number, width: number, channels: number): Convolution['place'] {
  return { start: 0, steps: [channels, width * channels, height * width * channels] };
}

/** The forward convolution that `info` describes. */
export function forwardConvolution(info: tf.backend_util.Conv2DInfo): Convolution {
  return {
    channels: info.inChannels,
    out: info.outChannels,
    inSize: [info.inHeight, info.inWidth],
    outSize: [info.outHeight, info.outWidth],
    strides: [info.strideHeight, info.strideWidth],
    filter: [info.filterHeight, info.filterWidth],
    dilations: [info.dilationHeight, info.dilationWidth],
    pad: [info.padInfo.top, info.padInfo.left],
    images: info.batchSize,
    place: densely(info.outHeight, info.outWidth, info.outChannels),
  };
}

/** The numbers that the filter's gradient and, before its padding, the convolution take for their geometry. */
export function geometryNumbers({ inSize, outSize, strides, filter, dilations, pad }: Convolution): readonly number[] {
  return [...inSize, ...outSize, ...strides, ...filter, ...dilations, ...pad];
}

/** A filter, and where the values lie that a convolution takes of it, in elements. */
export interface FilterLayout {
  readonly tensor: tf.TensorInfo;
  readonly start: number;
  readonly steps: readonly [row: number, column: number, input: number, output: number];
  /** Whether it is read from its last tap to its first. */
  readonly isTurned: boolean;
}

/** A filter `[height, width, channels, out]` as the convolution takes it. */
export function filterAsIs(tensor: tf.TensorInfo, { filter, channels, out }: Convolution): FilterLayout {
  const tap = channels * out;
  return { tensor, start: 0, steps: [filter[1] * tap, tap, out, 1], isTurned: false };
}

/** Says everything that a copy of a filter depends on besides its values. */
export function filterKind(
  way: string,
  { filter, channels, out }: Convolution,
  { start, steps, isTurned }: FilterLayout,
): string {
  return `${way} ${filter} ${channels} ${out} ${start} ${steps} ${isTurned}`;
}

/** Where a convolution reads and writes, and what it ends with. */
export interface ConvolutionTarget {
  readonly x: number;
  readonly bias: number;
  readonly y: number;
  readonly activation: number;
}
