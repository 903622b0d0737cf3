import { requireInteger } from '@gradlab-internal/checks';
import { nodeBuiltins } from '../storage/node-builtins.ts';
import { browserDecoder } from './browser-decoder.ts';
import type { ImageDecoder } from './image-decoder.ts';
import { sharpDecoder } from './sharp-decoder.ts';

export interface ImageDecoderOptions {
  /** Pictures of more pixels are refused: a small file can stand for a large picture. Default: 100 million. */
  readonly maxPixels?: number;
}

/**
 * The platform's decoder of JPEG, PNG and WebP files: the package [sharp](https://sharp.pixelplumbing.com) in Node, to be installed beside
 * this one, `createImageBitmap` in a browser or a worker. Loaders of pictures use it; on its own it makes an input of a photo.
 *
 * Pictures come upright (EXIF), in sRGB's numbers as they are stored: an embedded colour profile is ignored, opacity is dropped and the
 * colour below it kept, 16 bits become 8, as Pillow's `convert('RGB')` does for 8-bit pictures. Of an animation the first picture counts.
 * A file that ends early is an error. Scaling is bilinear with antialias.
 *
 * @param options `maxPixels`
 * @throws RangeError or TypeError if `maxPixels` is no positive integer; {@link DatasetError} `missing` if sharp is not installed
 * @example
 * ```ts
 * import { imageDecoder } from '@gradlab/datasets';
 *
 * const decoder = await imageDecoder();
 * // One red pixel; usually the bytes of a file.
 * const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC';
 * const bytes = Uint8Array.from(atob(png), (character) => character.charCodeAt(0));
 * const pixels = await decoder.decode(bytes, { width: 2, height: 1, fit: 'stretch', channels: 3 });
 * console.log(pixels); // Uint8Array(6) [ 255, 0, 0, 255, 0, 0 ]
 * ```
 */
export async function imageDecoder({ maxPixels = 100_000_000 }: ImageDecoderOptions = {}): Promise<ImageDecoder> {
  requireInteger('imageDecoder', 'maxPixels', maxPixels, { min: 1 });
  return nodeBuiltins() === undefined ? browserDecoder(maxPixels) : sharpDecoder(maxPixels);
}
