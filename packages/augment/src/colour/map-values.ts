import type { ImageArray } from '../image.ts';

/** The image with a function of each value, which for 8-bit images is computed once for each of the 256. */
export function mapValues(image: ImageArray, change: (value: number) => number): ImageArray {
  const { data } = image;
  if (data instanceof Float32Array) return { ...image, data: data.map(change) };
  const table = Uint8Array.from({ length: 256 }, (_, value) => change(value));
  return { ...image, data: data.map((value) => table[value] ?? 0) };
}
