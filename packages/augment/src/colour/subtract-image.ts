import { describeShape, describeValue, requireNumber, requireShape } from '@gradlab-internal/checks';
import type { ImageArray } from '../image.ts';
import { defineTransform, type Transform } from '../transform.ts';

export interface SubtractImageOptions {
  /** `[height, width, channels]` of what is subtracted, each that of the image or 1. */
  readonly shape: readonly number[];
  /** What is subtracted, in row-major order and in the units of value × scale. */
  readonly values: readonly number[];
}

/**
 * Subtracts one and the same image from every image, the mean of the training set as a rule: out = stored · scale − values, as float32 of
 * scale 1 and without a range. Along an axis of size 1 one value serves for all places.
 *
 * @param options shape and values of what is subtracted
 * @returns a transform that draws nothing
 * @throws TypeError or RangeError if an option is none; when applied, if the image has another shape
 * @see Keras ImageDataGenerator(featurewise_center=True), which takes one mean per channel: shape `[1, 1, channels]`
 * @example
 * ```ts
 * import { subtractImage } from '@gradlab/augment';
 *
 * const centred = subtractImage({ shape: [1, 2, 1], values: [0.25, 0.5] });
 * const image = { data: Uint8Array.of(0, 255), shape: [1, 2, 1], scale: 1 / 255 };
 * console.log(centred.apply(image, { seed: 0 }).data); // Float32Array(2) [ -0.25, 0.5 ]
 * ```
 */
export function subtractImage({ shape, values }: SubtractImageOptions): Transform {
  const own = requireOwnShape(shape);
  const subtracted = requireValues(values, own);
  return defineTransform<null>({
    config: { name: 'subtractImage', shape: own, values: subtracted },
    sample: () => null,
    applyParameters({ data, shape: imageShape, scale = 1 }, full): ImageArray {
      const strides = stridesOver(own, full);
      const out = new Float32Array(data.length);
      let at = 0;
      for (let row = 0; row < full[0]; row++) {
        for (let column = 0; column < full[1]; column++) {
          for (let channel = 0; channel < full[2]; channel++, at++) {
            const from = row * strides[0] + column * strides[1] + channel * strides[2];
            out[at] = (data[at] ?? 0) * scale - (subtracted[from] ?? 0);
          }
        }
      }
      return { data: out, shape: imageShape };
    },
  });
}

type Three = readonly [number, number, number];

function requireOwnShape(shape: unknown): Three {
  const [height, width, channels, ...more] = requireShape('subtractImage', 'shape', shape);
  if (height === undefined || width === undefined || channels === undefined || more.length > 0) {
    throw new RangeError(`subtractImage: shape must be [height, width, channels], got ${describeValue(shape)}`);
  }
  return [height, width, channels];
}

function requireValues(values: unknown, [height, width, channels]: Three): readonly number[] {
  if (!Array.isArray(values)) {
    throw new TypeError(`subtractImage: values must be a list of numbers, got ${describeValue(values)}`);
  }
  const count = height * width * channels;
  if (values.length !== count) {
    throw new RangeError(`subtractImage: values must be ${count} numbers, got ${values.length}`);
  }
  return values.map((value: unknown, i) => requireNumber('subtractImage', `values[${i}]`, value));
}

/** How far apart neighbours along each axis of the image lie in the values; 0 where one value serves for all. */
function stridesOver(own: Three, image: Three): Three {
  if (own.some((size, axis) => size !== 1 && size !== image[axis])) {
    throw new RangeError(`subtractImage: the image must have shape ${describeShape(own)}, got ${describeShape(image)}`);
  }
  const [height, width, channels] = own;
  return [height === 1 ? 0 : width * channels, width === 1 ? 0 : channels, channels === 1 ? 0 : 1];
}
