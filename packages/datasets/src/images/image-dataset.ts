import type { Dataset, Field } from '../dataset.ts';
import type { CorruptImage } from './decode-pictures.ts';
import type { ImageRequest } from './image-decoder.ts';

/** A data set made of picture files. What is made of it, by `split` for one, is a data set without the names. */
export interface ImageDataset extends Dataset<Field> {
  /** The file of example `i`. */
  readonly files: readonly string[];
  /** The files that were left out, with reasons. */
  readonly skipped: readonly CorruptImage[];
}

/** What is known of a data set before it has its fields. */
export interface ImageExamples {
  readonly name: string;
  readonly classNames: readonly string[];
  readonly pixels: Uint8Array;
  readonly labels: readonly number[] | Uint8Array;
  readonly files: readonly string[];
  readonly skipped: readonly CorruptImage[];
}

/** 8-bit pixels with scale 1/255, and labels in as few bytes as the classes need. */
export function imageDataset(
  { name, classNames, pixels, labels, files, skipped }: ImageExamples,
  { height, width, channels }: Omit<ImageRequest, 'fit'>,
): ImageDataset {
  // What Node reads is a Buffer, whose methods are not those of the class it extends.
  const plain = new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.length);
  const data = classNames.length <= 256 ? Uint8Array.from(labels) : Int32Array.from(labels);
  return {
    name,
    size: files.length,
    x: { data: plain, shape: [height, width, channels], scale: 1 / 255 },
    y: { data, shape: [], classNames },
    files,
    skipped,
  };
}
