import * as tf from '@tensorflow/tfjs-core';
import { type Case, float } from './case.ts';

// One square image, because the stock CPU backend's gradient of a nearest-neighbour resize mixes up the images of a batch, and tfjs-core swaps height and width in the gradient of a bilinear resize.
const SIZES: readonly [number, number][] = [
  [3, 3],
  [9, 9],
  [5, 5],
  [1, 1],
];

function resizes(): Case[] {
  return SIZES.flatMap((size) =>
    [
      [false, false],
      [true, false],
      [false, true],
    ].flatMap(([alignCorners = false, halfPixelCenters = false]) => [
      {
        name: `resizeBilinear to ${size} align ${alignCorners} half ${halfPixelCenters}`,
        inputs: [float([1, 5, 5, 3])],
        run: (x: tf.Tensor) => tf.image.resizeBilinear(x as tf.Tensor4D, size, alignCorners, halfPixelCenters),
      },
      {
        name: `resizeNearestNeighbor to ${size} align ${alignCorners} half ${halfPixelCenters}`,
        inputs: [float([1, 5, 5, 3])],
        run: (x: tf.Tensor) => tf.image.resizeNearestNeighbor(x as tf.Tensor4D, size, alignCorners, halfPixelCenters),
      },
    ]),
  );
}

/** Operations on images. */
export const imageCases: readonly Case[] = [
  ...resizes(),
  {
    name: 'flipLeftRight',
    inputs: [float([2, 4, 5, 3])],
    run: (x) => tf.image.flipLeftRight(x as tf.Tensor4D),
    forwardOnly: true,
  },
  {
    name: 'dilation2d',
    inputs: [float([1, 5, 5, 2]), float([2, 2, 2])],
    run: (x, f) => tf.dilation2d(x as tf.Tensor4D, f as tf.Tensor3D, 1, 'same'),
    leftAlone: 'stock tfjs-wasm starts the maximum at the smallest positive number',
  },
];
