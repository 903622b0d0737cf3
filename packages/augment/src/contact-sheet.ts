import { requireInteger } from '@gradlab-internal/checks';
import type { ImageArray } from './image.ts';
import { type Draw, type Json, parametersFor, type Transform } from './transform.ts';

export interface ContactSheetOptions extends Draw {
  /** How many draws. Default 16. */
  readonly count?: number;
  /** Tiles in a row. Default: as many as make the sheet about square. */
  readonly columns?: number;
  /** Pixels between tiles. Default 2. */
  readonly gap?: number;
}

/** One draw and where it stands on the sheet. */
export interface ContactSheetTile {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
  readonly draw: Required<Draw>;
  readonly parameters: Json;
  /** The stored values that are shown as black and as white: the declared range, or else the smallest and the largest. */
  readonly shown: readonly [black: number, white: number];
}

/** An image of all draws and what each is. */
export interface ContactSheet {
  /** 8-bit, `[height, width, channels]`; white between the tiles. */
  readonly image: Omit<ImageArray, 'data'> & { readonly data: Uint8Array };
  readonly rows: number;
  readonly columns: number;
  readonly tiles: readonly ContactSheetTile[];
}

/**
 * Puts one image under a pipeline's draws side by side, to look at what a network will see: one tile for each of the
 * indices from `index` on. Tiles of several sizes stand in cells of the largest.
 *
 * @param transform any transform
 * @param image `[height, width, channels]`
 * @param options seed, epoch, index, count, columns, gap
 * @returns the sheet as one 8-bit image, and for each tile its place, draw and parameters
 * @throws TypeError or RangeError if the image is none, an option is wrong, or tiles differ in their channels
 * @example
 * ```ts
 * import { contactSheet, randomResizedCrop } from '@gradlab/augment';
 *
 * const image = { data: new Uint8Array(40 * 60 * 3).fill(90), shape: [40, 60, 3], range: [0, 255] as const };
 * const sheet = contactSheet(randomResizedCrop({ size: 32 }), image, { seed: 1, count: 12, columns: 4 });
 * console.log(sheet.image.shape, sheet.tiles[0]?.parameters); // [ 100, 134, 3 ] { top: …, left: …, … }
 * ```
 */
export function contactSheet(transform: Transform, image: ImageArray, options: ContactSheetOptions): ContactSheet {
  const { seed, epoch = 0, index = 0, count = 16, gap = 2 } = options;
  requireInteger('contactSheet', 'count', count, { min: 1 });
  requireInteger('contactSheet', 'gap', gap, { min: 0 });
  const columns = requireInteger('contactSheet', 'columns', options.columns ?? Math.ceil(Math.sqrt(count)), { min: 1 });
  const draws = Array.from({ length: count }, (_, i) => ({ seed, epoch, index: index + i }));
  const drawn = draws.map((draw) => {
    const parameters = parametersFor(transform, image, draw);
    return { draw, parameters, result: transform.applyParameters(image, parameters) };
  });
  const results = drawn.map(({ result }) => result);
  const cell = cellOf(results);
  const rows = Math.ceil(count / columns);
  const width = columns * (cell.width + gap) - gap;
  const shape = [rows * (cell.height + gap) - gap, width, cell.channels];
  const data = new Uint8Array((shape[0] ?? 0) * width * cell.channels).fill(255);
  const tiles = drawn.map(({ draw, parameters, result }, i) => {
    const top = Math.floor(i / columns) * (cell.height + gap);
    const left = (i % columns) * (cell.width + gap);
    const shown = shownRange(result);
    paint(data, width, result, { top, left, shown });
    const [height = 0, own = 0] = result.shape;
    return { top, left, height, width: own, draw, parameters, shown };
  });
  return { image: { data, shape, range: [0, 255] }, rows, columns, tiles };
}

function cellOf(images: readonly ImageArray[]): { height: number; width: number; channels: number } {
  const channels = images[0]?.shape[2] ?? 0;
  if (images.some(({ shape }) => shape[2] !== channels)) {
    throw new RangeError('contactSheet: the transform must give all images as many channels, got several numbers');
  }
  const largest = (axis: number): number => Math.max(...images.map(({ shape }) => shape[axis] ?? 0));
  return { height: largest(0), width: largest(1), channels };
}

function shownRange({ data, range }: ImageArray): readonly [number, number] {
  if (range !== undefined) return range;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of data) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low < high ? [low, high] : [low - 1, low + 1];
}

interface Place {
  readonly top: number;
  readonly left: number;
  readonly shown: readonly [number, number];
}

function paint(sheet: Uint8Array, sheetWidth: number, { data, shape }: ImageArray, { top, left, shown }: Place): void {
  const [height = 0, width = 0, channels = 0] = shape;
  const [black, white] = shown;
  for (let y = 0; y < height; y++) {
    const start = ((top + y) * sheetWidth + left) * channels;
    for (let i = 0; i < width * channels; i++) {
      const value = ((data[y * width * channels + i] ?? 0) - black) / (white - black);
      sheet[start + i] = Math.round(255 * Math.min(1, Math.max(0, value)));
    }
  }
}
