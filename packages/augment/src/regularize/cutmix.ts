import type { Key } from '@gradlab/random';
import { requireInteger, requireNumber } from '@gradlab-internal/checks';
import { drawInteger } from '../draw.ts';
import type { ImageShape, Pixels } from '../image.ts';
import { type BatchTransform, defineBatchTransform, type MixingOptions } from './batch-transform.ts';
import { symmetricBeta } from './beta.ts';
import type { Box } from './fill-box.ts';
import { type CheckedBatch, mixLabels } from './labelled-batch.ts';

/** λ is the share of the image that is left of its own. */
type Cut = Box & { readonly lambda: number };

/**
 * Puts a box of the image before it into each image of the batch, and mixes the labels by the areas. The box has a
 * share of 1 − λ of the image, λ from Beta(α, α), and its middle is uniform over all pixels; where it passes the edge
 * it is clipped, and λ is then the share that really stays.
 *
 * @param options alpha, numClasses
 * @returns a transform of batches whose parameters are `{ top, left, height, width, lambda }`; the images keep their
 *   kind of values, the labels become `[batch, classes]`
 * @throws TypeError or RangeError if an option is wrong; when applied, if the batch is none
 * @see torchvision.transforms.v2.CutMix; Yun and others, CutMix, 2019
 * @example
 * ```ts
 * import { cutmix } from '@gradlab/augment';
 *
 * const batch = {
 *   x: { data: Uint8Array.of(1, 1, 2, 2), shape: [2, 1, 2, 1] },
 *   y: { data: Int32Array.of(0, 1), shape: [2] },
 * };
 * const half = { top: 0, left: 1, height: 1, width: 1, lambda: 0.5 };
 * console.log(cutmix({ numClasses: 2 }).applyParameters(batch, half).x.data); // Uint8Array(4) [ 1, 2, 2, 1 ]
 * ```
 */
export function cutmix({ alpha = 1, numClasses }: MixingOptions = {}): BatchTransform {
  requireNumber('cutmix', 'alpha', alpha, { above: 0 });
  if (numClasses !== undefined) requireInteger('cutmix', 'numClasses', numClasses, { min: 1 });
  return defineBatchTransform<Cut>({
    config: { name: 'cutmix', alpha, ...(numClasses === undefined ? {} : { numClasses }) },
    numClasses,
    sample: (shape, key) => drawCut(shape, key, symmetricBeta(key, alpha)),
    applyParameters: (batch, checked, cut) => ({
      x: { ...batch.x, data: withBoxBefore(checked, cut) },
      y: mixLabels(checked, cut.lambda),
    }),
  });
}

function drawCut([height, width]: ImageShape, key: Key, lambda: number): Cut {
  if (height === 0 || width === 0) return { top: 0, left: 0, height: 0, width: 0, lambda: 1 };
  const half = 0.5 * Math.sqrt(1 - lambda);
  const [top, bottom] = around(drawInteger(key, 'y', height), Math.trunc(half * height), height);
  const [left, right] = around(drawInteger(key, 'x', width), Math.trunc(half * width), width);
  const area = (bottom - top) * (right - left);
  return { top, left, height: bottom - top, width: right - left, lambda: 1 - area / (height * width) };
}

function around(middle: number, half: number, edge: number): readonly [number, number] {
  return [Math.max(0, middle - half), Math.min(edge, middle + half)];
}

function withBoxBefore({ size, shape, x }: CheckedBatch, { top, left, height, width }: Cut): Pixels {
  const [rows, columns, channels] = shape;
  const out = x.slice();
  for (let image = 0; image < size; image++) {
    const before = (image + size - 1) % size;
    for (let y = top; y < top + height; y++) {
      const start = (n: number): number => ((n * rows + y) * columns + left) * channels;
      out.set(x.subarray(start(before), start(before) + width * channels), start(image));
    }
  }
  return out;
}
