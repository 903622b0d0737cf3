import { blankLike, type ImageArray, type ImageShape } from '../image.ts';

/** A part of an image, in pixels. */
export type Box = { readonly top: number; readonly left: number; readonly height: number; readonly width: number };

/** The image with other values inside boxes; `valueAt` counts a box's values from 0. 8-bit values are truncated. */
export function fillBoxes(
  image: ImageArray,
  shape: ImageShape,
  boxes: readonly Box[],
  valueAt: (i: number, channel: number) => number,
): ImageArray {
  const out = blankLike(image, shape);
  out.data.set(image.data);
  const [, width, channels] = shape;
  for (const box of boxes) {
    const row = box.width * channels;
    for (let y = 0; y < box.height; y++) {
      const start = ((box.top + y) * width + box.left) * channels;
      for (let i = 0; i < row; i++) out.data[start + i] = valueAt(y * row + i, i % channels);
    }
  }
  return out;
}

/** A value that 8-bit images can hold, or any for float32 ones. @throws RangeError if it is none */
export function requireHoldable(caller: string, name: string, { data }: ImageArray, values: readonly number[]): void {
  const wrong = data instanceof Uint8Array ? values.find((value) => value < 0 || value > 255) : undefined;
  if (wrong !== undefined) {
    throw new RangeError(`${caller}: ${name} must be within [0, 255] for 8-bit images, got ${wrong}`);
  }
}
