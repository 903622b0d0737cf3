import type * as tf from '@tensorflow/tfjs-core';

/** Padding as tfjs passes it to a kernel. */
export type Pad = 'valid' | 'same' | number | tf.backend_util.ExplicitPadding;

/**
 * One number as padding, told for each side. tfjs-core reckons the output's width with the height's filter and stride where padding is
 * one number; four numbers it takes right.
 */
export function fourNumbers(pad: Pad): Exclude<Pad, number> {
  if (typeof pad !== 'number') return pad;
  return [
    [0, 0],
    [pad, pad],
    [pad, pad],
    [0, 0],
  ];
}
