import * as tf from '@tensorflow/tfjs-core';

type Shape4D = [number, number, number, number];

/** The attributes that tfjs gives every kernel of a 2-D convolution. */
export interface ConvAttrs {
  readonly strides: [number, number] | number;
  readonly pad: 'valid' | 'same' | number | tf.backend_util.ExplicitPadding;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly dataFormat?: 'NHWC' | 'NCHW';
  readonly dilations?: [number, number] | number;
}

// tfjs-core reckons the output's width with the height's filter and stride where padding is one number; four numbers it takes right.
function fourNumbers(pad: ConvAttrs['pad']): ConvAttrs['pad'] {
  if (typeof pad !== 'number') return pad;
  return [
    [0, 0],
    [pad, pad],
    [pad, pad],
    [0, 0],
  ];
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
  { strides, pad, dimRoundingMode, dataFormat = 'NHWC', dilations = 1 }: ConvAttrs,
  depthwise: boolean,
): tf.backend_util.Conv2DInfo {
  if (dataFormat !== 'NHWC')
    throw new RangeError(`${kernel}: dataFormat must be NHWC on the WASM backend, got ${dataFormat}`);
  const shapes = [[...input] as Shape4D, [...filter] as Shape4D] as const;
  return tf.backend_util.computeConv2DInfo(...shapes, strides, dilations, fourNumbers(pad), dimRoundingMode, depthwise);
}
