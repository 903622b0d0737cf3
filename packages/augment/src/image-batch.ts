import { describeShape, describeValue } from '@gradlab-internal/checks';
import { type ImageArray, type ImageShape, requireImage } from './image.ts';
import type { Draw, Transform } from './transform.ts';

/** Images of one size, one after the other. */
export interface ImageBatch extends Omit<ImageArray, 'shape'> {
  /** `[batch, height, width, channels]` */
  readonly shape: readonly number[];
}

/** Returns the shape of a batch that is one. @throws TypeError for a wrong kind of data; RangeError for a wrong shape */
export function requireImageBatch(caller: string, batch: ImageBatch): readonly [number, ...ImageShape] {
  const { shape } = batch ?? {};
  if (!Array.isArray(shape) || shape.length !== 4) {
    const found = describeValue(shape);
    throw new RangeError(`${caller}: batch.shape must be [batch, height, width, channels], got ${found}`);
  }
  const [size = 0, height = 0, width = 0, channels = 0] = shape;
  // Checked as one tall image: the data are the same.
  requireImage(caller, { ...batch, shape: [size * height, width, channels] });
  return [size, height, width, channels];
}

/** What the draws for a batch depend on. */
export interface BatchDraw extends Omit<Draw, 'index'> {
  /** The place of each image in its data set. */
  readonly indices: ArrayLike<number>;
}

/**
 * Applies a transform to every image of a batch. What an image becomes depends on its own index alone: it is the same
 * in any batch, and what `transform.apply` gives for it.
 *
 * @param transform any transform that gives all images one size
 * @param batch `[batch, height, width, channels]`
 * @param draw seed, epoch and the index of each image
 * @returns a new batch
 * @throws TypeError or RangeError if the batch is none, there are more or fewer indices than images, or the transform
 *   gives images of several sizes
 * @example
 * ```ts
 * import { applyToBatch, randomCrop } from '@gradlab/augment';
 *
 * const batch = { data: new Uint8Array(2 * 8 * 8 * 3), shape: [2, 8, 8, 3], scale: 1 / 255, range: [0, 255] as const };
 * const crop = randomCrop({ size: 6 });
 * console.log(applyToBatch(crop, batch, { seed: 1, epoch: 0, indices: [17, 4] }).shape); // [ 2, 6, 6, 3 ]
 * ```
 */
export function applyToBatch(
  transform: Transform,
  batch: ImageBatch,
  { seed, epoch = 0, indices }: BatchDraw,
): ImageBatch {
  const [size, ...shape] = requireImageBatch('applyToBatch', batch);
  if (indices?.length !== size) {
    throw new RangeError(`applyToBatch: indices must be ${size} numbers, got ${describeValue(indices)}`);
  }
  const length = shape[0] * shape[1] * shape[2];
  const images = Array.from(indices, (index, i) => {
    const image = { ...batch, data: batch.data.subarray(i * length, (i + 1) * length), shape };
    return transform.apply(image, { seed, epoch, index });
  });
  return joined(images, batch);
}

function joined(images: readonly ImageArray[], batch: ImageBatch): ImageBatch {
  const [first] = images;
  if (first === undefined) return batch;
  const count = first.data.length;
  const data =
    first.data instanceof Uint8Array ? new Uint8Array(images.length * count) : new Float32Array(images.length * count);
  images.forEach((image, i) => {
    if (String(image.shape) !== String(first.shape)) {
      const found = `${describeShape(first.shape)} and ${describeShape(image.shape)}`;
      throw new RangeError(`applyToBatch: the transform must give images of one shape, got ${found}`);
    }
    data.set(image.data, i * count);
  });
  return { ...first, data, shape: [images.length, ...first.shape] };
}
