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
  };
}

/** The numbers that the filter's gradient and, before its padding, the convolution take for their geometry. */
export function geometryNumbers({ inSize, outSize, strides, filter, dilations, pad }: Convolution): readonly number[] {
  return [...inSize, ...outSize, ...strides, ...filter, ...dilations, ...pad];
}

/**
 * The input gradient of a convolution with strides of one as a convolution of the output's gradient, over whose edges the filter hangs
 * by what the padding of the other left of it.
 */
export function gradientConvolution(info: tf.backend_util.Conv2DInfo): Convolution {
  const { filterHeight, filterWidth, dilationHeight, dilationWidth, padInfo } = info;
  return {
    ...forwardConvolution(info),
    channels: info.outChannels,
    out: info.inChannels,
    inSize: [info.outHeight, info.outWidth],
    outSize: [info.inHeight, info.inWidth],
    pad: [(filterHeight - 1) * dilationHeight - padInfo.top, (filterWidth - 1) * dilationWidth - padInfo.left],
  };
}

/** A filter, and where its values lie, in elements: from tap to tap, from one input channel to the next, and from output to output. */
export interface FilterLayout {
  readonly tensor: tf.TensorInfo;
  readonly strides: readonly [tap: number, input: number, output: number];
  readonly isTurned: boolean;
}

/** A filter `[height, width, channels, out]` as the convolution takes it. */
export function filterAsIs(tensor: tf.TensorInfo, { channels, out }: Convolution): FilterLayout {
  return { tensor, strides: [channels * out, out, 1], isTurned: false };
}

/** The filter `[height, width, out, channels]` of another convolution, turned for the one that is its input gradient. */
export function filterTurned(tensor: tf.TensorInfo, { channels, out }: Convolution): FilterLayout {
  return { tensor, strides: [channels * out, 1, channels], isTurned: true };
}

/** Says everything that a copy of a filter depends on besides its values. */
export function filterKind(way: string, { filter, channels, out }: Convolution, { isTurned }: FilterLayout): string {
  return `${way} ${filter} ${channels} ${out} ${isTurned}`;
}

/** Where a convolution reads and writes, and what it ends with. */
export interface ConvolutionTarget {
  readonly x: number;
  readonly bias: number;
  readonly y: number;
  readonly activation: number;
}
