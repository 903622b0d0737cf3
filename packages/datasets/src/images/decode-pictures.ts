import { DatasetError } from '../dataset-error.ts';
import type { ImageDecoder, ImageRequest } from './image-decoder.ts';
import { mapInOrder } from './in-order.ts';

/** A file to be decoded. */
export interface Picture {
  /** Its path below the folder, or in the archive, with slashes. */
  readonly file: string;
  readonly label: number;
  /** Its bytes, asked for when it is this picture's turn. */
  readonly read: () => Promise<Uint8Array>;
}

/** A file that was left out, and why. */
export interface CorruptImage {
  readonly file: string;
  readonly reason: string;
}

/** How far the decoding is, in pictures. */
export interface DecodingProgress {
  /** The picture that has just been decoded, or left out. */
  readonly file: string;
  /** Pictures done, those left out among them. */
  readonly loaded: number;
  /** Of how many, if that is known. */
  readonly total?: number;
  /** Pictures left out so far. */
  readonly skipped: number;
}

export interface DecodedPicture {
  readonly file: string;
  readonly label: number;
  readonly pixels: Uint8Array;
}

export interface DecodingOptions {
  readonly request: ImageRequest;
  readonly decoder: ImageDecoder;
  readonly total?: number;
  readonly onCorrupt: 'error' | 'skip' | ((image: CorruptImage) => void);
  readonly onProgress?: ((progress: DecodingProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Decodes several pictures at once, as many as the decoder allows, and gives them in their order. Pictures that cannot be decoded are
 * added to `skipped`, unless they are an error.
 *
 * @throws {@link DatasetError} `malformed` that names the file; the signal's reason; what reading throws
 */
export async function* decodePictures(
  pictures: Iterable<Picture> | AsyncIterable<Picture>,
  skipped: CorruptImage[],
  { request, decoder, total, onCorrupt, onProgress, signal }: DecodingOptions,
): AsyncGenerator<DecodedPicture, void, undefined> {
  let loaded = 0;
  const outcomes = mapInOrder(pictures, decoder.concurrency, (picture) => decode(picture, decoder, request, signal));
  for await (const outcome of outcomes) {
    signal?.throwIfAborted();
    const { file } = outcome;
    if ('pixels' in outcome) {
      yield outcome;
    } else {
      const reason = outcome.cause instanceof Error ? outcome.cause.message : String(outcome.cause);
      if (onCorrupt === 'error') throw new DatasetError('malformed', `${file}: ${reason}`, { cause: outcome.cause });
      skipped.push({ file, reason });
      if (onCorrupt !== 'skip') onCorrupt({ file, reason });
    }
    loaded += 1;
    onProgress?.({ file, loaded, ...(total === undefined ? {} : { total }), skipped: skipped.length });
  }
}

async function decode(
  { file, label, read }: Picture,
  decoder: ImageDecoder,
  request: ImageRequest,
  signal: AbortSignal | undefined,
): Promise<DecodedPicture | { readonly file: string; readonly cause: unknown }> {
  signal?.throwIfAborted();
  const bytes = await read();
  signal?.throwIfAborted();
  let pixels: Uint8Array;
  try {
    pixels = await decoder.decode(bytes, request);
  } catch (cause) {
    return { file, cause };
  }
  // Not the file's fault, and not to be skipped: this decoder gives no picture its right size.
  const expected = request.height * request.width * request.channels;
  if (pixels.length !== expected) {
    throw new DatasetError('mismatch', `${file}: decoder gave ${pixels.length} values instead of ${expected}`);
  }
  return { file, label, pixels };
}
