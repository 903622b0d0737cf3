import * as tf from '@tensorflow/tfjs-core';
import { fourNumbers, type Pad } from './four-numbers.ts';

type Pair = [number, number] | number;

/** The attributes that tfjs gives every kernel of 2-D pooling. */
export interface PoolAttrs {
  readonly filterSize: Pair;
  readonly strides: Pair;
  readonly pad: Pad;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** Sizes and padding of 2-D pooling of `[batch, height, width, channels]`. */
export function poolGeometry(
  input: readonly number[],
  { filterSize, strides, pad, dimRoundingMode }: PoolAttrs,
): tf.backend_util.Conv2DInfo {
  const shape = [...input] as [number, number, number, number];
  return tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, fourNumbers(pad), dimRoundingMode);
}

/**
 * The numbers that every pooling kernel of the binary takes between its addresses and its range.
 *
 * @param output shape of the pooled images. A gradient takes it from `dy`: tfjs-core does not tell it how the output's size was rounded
 */
export function poolNumbers(info: tf.backend_util.Conv2DInfo, output: readonly number[]): readonly number[] {
  const [, outHeight = 0, outWidth = 0] = output;
  return [
    ...[info.inChannels, info.inHeight, info.inWidth, outHeight, outWidth, info.strideHeight, info.strideWidth],
    ...[info.filterHeight, info.filterWidth, info.padInfo.top, info.padInfo.left],
  ];
}
