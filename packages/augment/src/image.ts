import { describeShape, describeValue } from '@gradlab-internal/checks';

/** The values of an image: 8-bit, or float32. */
export type Pixels = Uint8Array | Float32Array;

/** Height, width and channels. */
export type ImageShape = readonly [height: number, width: number, channels: number];

/**
 * One image as plain numbers, in row-major order with the channels of a pixel side by side.
 *
 * It is the example that the `batches` of `@gradlab/datasets` hand to a transform, and just as well an image of your
 * own.
 */
export interface ImageArray {
  readonly data: Pixels;
  /** `[height, width, channels]` */
  readonly shape: readonly number[];
  /** Stored value × scale = the value a model sees; 1/255 for 8-bit images, absent means 1. */
  readonly scale?: number;
  /**
   * The smallest and the largest stored value that an intensity can have: `[0, 255]` or `[0, 1]`. Declared and never
   * guessed from the pixels; absent once values are no intensities any more, as after `normalize`.
   */
  readonly range?: readonly [low: number, high: number];
}

/**
 * Returns the shape of an image that is one.
 *
 * @throws TypeError for a wrong kind of data; RangeError if the shape is not `[height, width, channels]` or the data
 *   of another length
 */
export function requireImage(caller: string, image: ImageArray): ImageShape {
  const { data, shape } = image ?? {};
  if (!(data instanceof Uint8Array || data instanceof Float32Array)) {
    throw new TypeError(`${caller}: image.data must be a Uint8Array or Float32Array, got ${describeValue(data)}`);
  }
  const [height, width, channels] = Array.isArray(shape) ? shape : [];
  if (height === undefined || width === undefined || channels === undefined || shape.length !== 3) {
    throw new RangeError(`${caller}: image.shape must be [height, width, channels], got ${describeValue(shape)}`);
  }
  if (data.length !== height * width * channels) {
    throw new RangeError(
      `${caller}: an image of shape ${describeShape(shape)} holds ${height * width * channels} values, got ${data.length}`,
    );
  }
  return [height, width, channels];
}

/** A new image of the same kind, scale and range, with zeros of another shape. */
export function blankLike(image: ImageArray, shape: ImageShape): ImageArray {
  const count = shape[0] * shape[1] * shape[2];
  const data = image.data instanceof Uint8Array ? new Uint8Array(count) : new Float32Array(count);
  return { ...image, data, shape };
}
