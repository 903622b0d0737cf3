import type { Sharp, SharpOptions } from 'sharp';
import { DatasetError } from '../dataset-error.ts';
import { fitGeometry } from './fit-geometry.ts';
import type { ImageDecoder, ImageRequest } from './image-decoder.ts';
import { requireImageFormat } from './image-format.ts';
import { luma } from './luma.ts';

type SharpModule = typeof import('sharp');
type MakeSharp = SharpModule['default'];

// Each picture occupies one thread of Node's pool, which has four.
const CONCURRENCY = 4;

/**
 * The decoder of Node: sharp, with the settings that come nearest to Pillow and torchvision (triangle filter as wide as the scale asks,
 * which they call bilinear with antialias; colour profiles and opacity ignored).
 *
 * @throws {@link DatasetError} `missing` if sharp is not installed
 */
export async function sharpDecoder(
  maxPixels: number,
  load: () => Promise<SharpModule> = () => import('sharp'),
): Promise<ImageDecoder> {
  const sharp = await loadSharp(load);
  const options: SharpOptions = {
    // What is cut off or damaged is an error; a harmless oddity, such as bytes between two segments, is not.
    failOn: 'error',
    limitInputPixels: maxPixels,
    autoOrient: true,
    ignoreIcc: true,
  };
  return {
    version: `sharp ${sharp.versions.sharp} (libvips ${sharp.versions.vips})`,
    concurrency: CONCURRENCY,
    decode: async (bytes, request) => {
      const format = requireImageFormat(bytes);
      try {
        return await decode(sharp, bytes, request, options);
      } catch (cause) {
        throw new DatasetError('malformed', reasonOf(cause, format, maxPixels), { cause });
      }
    },
  };
}

async function loadSharp(load: () => Promise<SharpModule>): Promise<MakeSharp> {
  try {
    return (await load()).default;
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause && cause.code === 'ERR_MODULE_NOT_FOUND';
    const advice = reason ? 'npm install sharp' : 'npm install sharp, for this platform';
    throw new DatasetError('missing', `pictures are decoded by the package sharp, which cannot be loaded: ${advice}`, {
      cause,
    });
  }
}

async function decode(
  sharp: MakeSharp,
  bytes: Uint8Array,
  request: ImageRequest,
  options: SharpOptions,
): Promise<Uint8Array> {
  const image = sharp(bytes, options);
  const { autoOrient, hasAlpha } = await image.metadata();
  const { left, top, ...size } = fitGeometry(autoOrient.width, autoOrient.height, request);
  const rgb = await (hasAlpha ? await withoutAlpha(sharp, image) : image)
    .resize({ ...size, fit: 'fill', kernel: 'linear', fastShrinkOnLoad: false })
    .extract({ left, top, width: request.width, height: request.height })
    .toColourspace('srgb')
    .raw()
    .toBuffer();
  return request.channels === 1 ? luma(rgb) : new Uint8Array(rgb.buffer, rgb.byteOffset, rgb.length);
}

/** Scaling weighs colours by their opacity; to ignore it, it has to be gone before. */
async function withoutAlpha(sharp: MakeSharp, image: Sharp): Promise<Sharp> {
  const { data, info } = await image.removeAlpha().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  return sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
}

/**
 * libvips keeps one list of messages for all threads: where several files fail at once, one gets the other's message or none. So only what
 * sharp itself finds is repeated; the rest is in the cause.
 */
function reasonOf(cause: unknown, format: string, maxPixels: number): string {
  const tooLarge = cause instanceof Error && cause.message.includes('exceeds pixel limit');
  return tooLarge ? `a picture of more than ${maxPixels} pixels` : `a ${format} that is cut off or damaged`;
}
