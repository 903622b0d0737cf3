import { DatasetError } from '../dataset-error.ts';
import { type CorruptImage, type DecodingOptions, decodePictures, type Picture } from './decode-pictures.ts';
import { type ImageDataset, imageDataset } from './image-dataset.ts';
import type { ImageRequest } from './image-decoder.ts';

/**
 * A data set of pictures whose number is known: their pixels have their place in memory before the first one is decoded.
 *
 * @throws {@link DatasetError} `malformed` if none is left; what {@link decodePictures} throws
 */
export async function decodeAll(
  caller: string,
  { name, classNames }: { readonly name: string; readonly classNames: readonly string[] },
  pictures: readonly Picture[],
  options: Omit<DecodingOptions, 'total'>,
): Promise<ImageDataset> {
  const { request } = options;
  const width = request.height * request.width * request.channels;
  const pixels = allocate(caller, pictures.length, request);
  const [labels, files, skipped]: [number[], string[], CorruptImage[]] = [[], [], []];
  for await (const picture of decodePictures(pictures, skipped, { ...options, total: pictures.length })) {
    pixels.set(picture.pixels, files.length * width);
    files.push(picture.file);
    labels.push(picture.label);
  }
  requireSome(caller, files, skipped);
  const whole = pixels.subarray(0, files.length * width);
  return imageDataset({ name, classNames, pixels: whole, labels, files, skipped }, request);
}

/** @throws RangeError that says what does not fit into memory */
function allocate(caller: string, count: number, { height, width, channels }: ImageRequest): Uint8Array {
  try {
    return new Uint8Array(count * height * width * channels);
  } catch (cause) {
    const size = `${count} pictures of ${height} x ${width} x ${channels} bytes`;
    throw new RangeError(`${caller}: imageSize is too large, as no memory can be had for ${size}`, { cause });
  }
}

/** @throws {@link DatasetError} `malformed` if every picture was left out */
export function requireSome(caller: string, files: readonly string[], skipped: readonly CorruptImage[]): void {
  const [first] = skipped;
  if (files.length > 0 || first === undefined) return;
  throw new DatasetError('malformed', `${caller}: no file could be decoded; ${first.file}: ${first.reason}`);
}
