import type * as tf from '@tensorflow/tfjs-core';
import type { KernelHost } from '../kernel-host.ts';

const FLOAT_BYTES = 4;
const PANEL = 8;
// What a packed filter may take; a larger one is packed and used in parts.
const MOST_PACKED = 8 * 1024 * 1024;

/** Sizes and places of a direct convolution; channels first of the input, then of the output. */
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

/** Packs `width` output channels of the filter, from `first` on, in `panels` panels of eight to an address. */
export type PackPanels = (packed: number, first: number, width: number, panels: number) => void;

/** Where a convolution reads and writes, and what it ends with. */
export interface ConvolutionTarget {
  readonly x: number;
  readonly bias: number;
  readonly y: number;
  readonly activation: number;
}

/** activation(bias + x ∗ filter), by register tiles that read the windows where they lie. */
export function convolve(host: KernelHost, conv: Convolution, pack: PackPanels, target: ConvolutionTarget): void {
  const { channels, out, outSize, strides, filter, dilations, images } = conv;
  const taps = filter[0] * filter[1] * channels;
  const panels = Math.ceil(out / PANEL);
  const abreast = Math.max(1, Math.min(panels, Math.floor(MOST_PACKED / (FLOAT_BYTES * PANEL * taps))));
  const packedBytes = host.measure('packedFilterBytes', taps, PANEL * abreast);
  const bytes = host.measure('convScratchBytes', channels, ...outSize, ...strides, ...filter, ...dilations);
  host.withScratch(packedBytes + bytes, (packed) => {
    for (let first = 0; first < panels; first += abreast) {
      const end = Math.min(first + abreast, panels);
      const from = PANEL * first;
      const width = Math.min(PANEL * end, out) - from;
      pack(packed, from, width, end - first);
      const numbers = [
        ...[target.x, packed, target.bias === 0 ? 0 : target.bias + FLOAT_BYTES * from, target.y + FLOAT_BYTES * from],
        ...[channels, width, out, ...geometryNumbers(conv), target.activation, packed + packedBytes],
      ];
      host.dispatch('conv', numbers, images * outSize[0]);
    }
  });
}

/** Packs a filter `[height, width, channels, out]` as it is. */
export function packForward(
  host: KernelHost,
  filter: number,
  { filter: [height, width], channels, out }: Convolution,
): PackPanels {
  const taps = height * width * channels;
  return (packed, first, lanes, panels) =>
    host.dispatch('packFilter', [filter + FLOAT_BYTES * first, out, taps, lanes, packed], panels);
}

/** Packs the filter `[height, width, out, channels]` of another convolution for the one that is its input gradient. */
export function packTurned(
  host: KernelHost,
  filter: number,
  { filter: [height, width], channels, out }: Convolution,
): PackPanels {
  return (packed, first, lanes, panels) => {
    const numbers = [filter + FLOAT_BYTES * first * channels, height * width, out, lanes, channels, packed];
    host.dispatch('packTurnedFilter', numbers, panels);
  };
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
