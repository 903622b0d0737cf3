import type { ImageArray } from '../image.ts';

/** The image with a function of each value, which for 8-bit images is computed once for each of the 256. */
export function mapValues(image: ImageArray, change: (value: number) => number): ImageArray {
  const { data } = image;
  const out = data instanceof Uint8Array ? new Uint8Array(data.length) : new Float32Array(data.length);
  if (data instanceof Uint8Array) {
    const table = Uint8Array.from({ length: 256 }, (_, value) => change(value));
    for (let i = 0; i < out.length; i++) out[i] = table[data[i] ?? 0] ?? 0;
  } else {
    for (let i = 0; i < out.length; i++) out[i] = change(data[i] ?? 0);
  }
  return { ...image, data: out };
}
