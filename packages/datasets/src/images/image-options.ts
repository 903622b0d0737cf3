import { describeValue, requireInteger, requireOneOf } from '@gradlab-internal/checks';
import { requireKind } from '../require-kind.ts';
import type { CorruptImage } from './decode-pictures.ts';
import type { ImageDecoder, ImageFit, ImageRequest } from './image-decoder.ts';

/** What every loader of pictures offers: which pixels to make of them. */
export interface ImageOptions {
  /** Side of a square, or `[height, width]`, in pixels. */
  readonly imageSize?: number | readonly [height: number, width: number];
  /**
   * `'cover'` (default) scales the short edge and cuts the middle out; `'stretch'` keeps all of the picture and not its proportions.
   */
  readonly fit?: ImageFit;
  /** 3 (default): red, green, blue. 1: grey. */
  readonly channels?: 1 | 3;
  /**
   * A file that is no picture or is damaged: `'error'` throws and names it, `'skip'` leaves it out, and so does a function, which is told.
   * What was left out is listed in `skipped` of the result.
   */
  readonly onCorrupt?: 'error' | 'skip' | ((image: CorruptImage) => void);
  /** What decodes the files, instead of the platform's `imageDecoder()`. */
  readonly decoder?: ImageDecoder;
}

/** The pixels that the options ask for. */
export function imageRequest(caller: string, options: ImageOptions): ImageRequest {
  const { imageSize, fit = 'cover', channels = 3, onCorrupt, decoder } = options;
  if (onCorrupt !== undefined && typeof onCorrupt !== 'function') {
    requireOneOf(caller, 'onCorrupt', onCorrupt, ['error', 'skip']);
  }
  if (decoder !== undefined) requireDecoder(caller, decoder);
  const [height, width] = sidesOf(caller, imageSize);
  return {
    height: requireInteger(caller, 'imageSize', height, { min: 1 }),
    width: requireInteger(caller, 'imageSize', width, { min: 1 }),
    fit: requireOneOf(caller, 'fit', fit, ['cover', 'stretch']),
    channels: requireChannels(caller, channels),
  };
}

function sidesOf(caller: string, imageSize: unknown): readonly unknown[] {
  if (!Array.isArray(imageSize)) return [imageSize, imageSize];
  if (imageSize.length === 2) return imageSize;
  throw new RangeError(`${caller}: imageSize must be an integer or [height, width], got ${describeValue(imageSize)}`);
}

/** Checked here: what goes wrong in `decode` counts as a corrupt picture. */
function requireDecoder(caller: string, decoder: ImageDecoder): void {
  requireKind(caller, 'decoder', decoder, 'object');
  requireKind(caller, 'decoder.decode', decoder.decode, 'function');
  requireKind(caller, 'decoder.version', decoder.version, 'string');
  requireInteger(caller, 'decoder.concurrency', decoder.concurrency, { min: 1 });
}

function requireChannels(caller: string, channels: unknown): 1 | 3 {
  if (channels === 1 || channels === 3) return channels;
  throw new RangeError(`${caller}: channels must be 1 or 3, got ${describeValue(channels)}`);
}
