import { DatasetError } from '../dataset-error.ts';
import { fitGeometry } from './fit-geometry.ts';
import type { ImageDecoder } from './image-decoder.ts';
import { requireImageFormat } from './image-format.ts';
import { luma } from './luma.ts';
import { resample } from './resample.ts';

/** The parts of a browser that this needs, declared here: the library's own types do not ask for a page. */
interface Bitmap {
  readonly width: number;
  readonly height: number;
  close(): void;
}
interface Canvas2d {
  drawImage(bitmap: Bitmap, x: number, y: number): void;
  getImageData(x: number, y: number, width: number, height: number): { readonly data: Uint8ClampedArray };
}
interface Browser {
  createImageBitmap(blob: Blob, options: Readonly<Record<string, string>>): Promise<Bitmap>;
  readonly OffscreenCanvas: new (
    width: number,
    height: number,
  ) => { getContext(kind: '2d', options: object): Canvas2d | null };
}

// Decoding runs beside the page, scaling on its thread: more at once would only take memory.
const CONCURRENCY = 2;

/** The decoder of browsers and their workers: `createImageBitmap`, a canvas to read it, and a triangle filter to scale. */
export function browserDecoder(maxPixels: number): ImageDecoder {
  const browser = globalThis as unknown as Partial<Browser>;
  const { createImageBitmap, OffscreenCanvas } = browser;
  if (createImageBitmap === undefined || OffscreenCanvas === undefined) {
    throw new DatasetError('missing', 'pictures need createImageBitmap and OffscreenCanvas, or an option decoder');
  }
  return {
    version: 'canvas',
    concurrency: CONCURRENCY,
    decode: async (bytes, request) => {
      requireImageFormat(bytes);
      const { rgba, ...source } = await readPixels({ createImageBitmap, OffscreenCanvas }, bytes, maxPixels);
      const rgb = resample(rgba, source, fitGeometry(source.width, source.height, request), request);
      return request.channels === 1 ? luma(rgb) : rgb;
    },
  };
}

async function readPixels(
  { createImageBitmap, OffscreenCanvas }: Browser,
  bytes: Uint8Array,
  maxPixels: number,
): Promise<{ rgba: Uint8ClampedArray; width: number; height: number }> {
  const bitmap = await decodeBitmap(createImageBitmap, bytes);
  try {
    const { width, height } = bitmap;
    if (width * height > maxPixels) {
      throw new DatasetError('malformed', `a picture of more than ${maxPixels} pixels`);
    }
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (context === null) throw new DatasetError('storage', `no canvas of ${width} x ${height} can be had`);
    context.drawImage(bitmap, 0, 0);
    return { rgba: context.getImageData(0, 0, width, height).data, width, height };
  } finally {
    bitmap.close();
  }
}

async function decodeBitmap(decode: Browser['createImageBitmap'], bytes: Uint8Array): Promise<Bitmap> {
  try {
    return await decode(new Blob([new Uint8Array(bytes)]), {
      imageOrientation: 'from-image',
      premultiplyAlpha: 'none',
      colorSpaceConversion: 'none',
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DatasetError('malformed', reason, { cause });
  }
}
