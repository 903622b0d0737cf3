import * as tf from '@tensorflow/tfjs-core';
import { fourNumbers, type Pad } from './four-numbers.ts';

type Shape4D = [number, number, number, number];

/** The attributes that tfjs gives every kernel of a 2-D convolution. */
export interface ConvAttrs {
  readonly strides: [number, number] | number;
  readonly pad: Pad;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly dataFormat?: 'NHWC' | 'NCHW';
  /** tfjs-layers passes null for none. */
  readonly dilations?: [number, number] | number | null;
}

/**
 * Sizes and padding of a convolution of `[batch, height, width, channels]` with `[height, width, channels, out]`.
 *
 * @throws RangeError for channels first, which no convolution of the stock backend takes either
 */
export function convGeometry(
  kernel: string,
  input: readonly number[],
  filter: readonly number[],
  { strides, pad, dimRoundingMode, dataFormat = 'NHWC', dilations }: ConvAttrs,
  depthwise: boolean,
): tf.backend_util.Conv2DInfo {
  if (dataFormat !== 'NHWC')
    throw new RangeError(`${kernel}: dataFormat must be NHWC on the WASM backend, got ${dataFormat}`);
  const shapes = [[...input] as Shape4D, [...filter] as Shape4D] as const;
  return tf.backend_util.computeConv2DInfo(
    ...shapes,
    strides,
    dilations ?? 1,
    fourNumbers(pad),
    dimRoundingMode,
    depthwise,
  );
}
