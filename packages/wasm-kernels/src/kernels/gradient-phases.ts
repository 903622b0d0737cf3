import type * as tf from '@tensorflow/tfjs-core';
import type { Convolution, FilterLayout } from './convolution.ts';

/** Along one axis, the inputs `first`, `first` + stride, … and the taps of the filter that reach them. */
interface Phase {
  readonly first: number;
  readonly count: number;
  readonly firstTap: number;
  readonly taps: number;
  readonly pad: number;
}

/**
 * The input gradient of a convolution with a stride, along one axis: input i gets from tap r the gradient of output (i + pad − r) / stride,
 * where that is whole. So inputs that are a stride apart meet the same taps, every stride-th of the filter, and outputs side by side.
 */
function phases(length: number, filter: number, stride: number, before: number): readonly Phase[] {
  const all = Array.from({ length: Math.min(stride, length) }, (_, first) => {
    // Padding may be negative, and JavaScript's remainder with it.
    const firstTap = (((first + before) % stride) + stride) % stride;
    const taps = Math.max(0, Math.ceil((filter - firstTap) / stride));
    const count = Math.ceil((length - first) / stride);
    return { first, count, firstTap, taps, pad: taps - 1 - Math.floor((first + before) / stride) };
  });
  return all.filter(({ taps }) => taps > 0);
}

/** A convolution of the output's gradient that gives some of the inputs' gradients, and the part of the filter it takes. */
export interface GradientPhase {
  readonly conv: Convolution;
  readonly layout: FilterLayout;
}

/**
 * The input gradient of a convolution, without dilation, as convolutions with strides of one: as many as the product of its strides. Inputs
 * that no tap reaches are in none of them.
 */
export function gradientPhases(info: tf.backend_util.Conv2DInfo, filter: tf.TensorInfo): readonly GradientPhase[] {
  const { inChannels, inHeight, inWidth, outChannels, filterHeight, filterWidth, strideHeight, strideWidth } = info;
  const rows = phases(inHeight, filterHeight, strideHeight, info.padInfo.top);
  const columns = phases(inWidth, filterWidth, strideWidth, info.padInfo.left);
  const [tap, line] = [inChannels * outChannels, inWidth * inChannels];
  return rows.flatMap((row) =>
    columns.map((column) => ({
      conv: {
        channels: outChannels,
        out: inChannels,
        inSize: [info.outHeight, info.outWidth],
        outSize: [row.count, column.count],
        strides: [1, 1],
        filter: [row.taps, column.taps],
        dilations: [1, 1],
        pad: [row.pad, column.pad],
        images: info.batchSize,
        place: {
          start: row.first * line + column.first * inChannels,
          steps: [strideWidth * inChannels, strideHeight * line, inHeight * line],
        },
      },
      layout: {
        tensor: filter,
        start: (row.firstTap * filterWidth + column.firstTap) * tap,
        steps: [strideHeight * filterWidth * tap, strideWidth * tap, 1, outChannels],
        isTurned: true,
      },
    })),
  );
}

/** Whether every input is in some phase. */
export function reachesEveryInput(info: tf.backend_util.Conv2DInfo): boolean {
  return info.filterHeight >= info.strideHeight && info.filterWidth >= info.strideWidth;
}
