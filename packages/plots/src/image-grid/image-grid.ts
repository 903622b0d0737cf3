import { describeValue, requireInteger } from '@gradlab-internal/checks';
import { INK, MUTED, SERIES_COLORS } from '../figure/colors.ts';
import { belowTitle, FONT, LEAST_WIDTH, MARGIN, words, writeFigure } from '../figure/figure.ts';
import { element } from '../svg/element.ts';
import type { Piece } from '../svg/markup-tags.ts';
import { cleanLine } from '../text/clean-text.ts';
import { truncate } from '../text/text-width.ts';
import { type EncodedPicture, encodePicture, type Picture } from './picture.ts';

/** A picture of a grid and what stands under it. */
export interface GridPicture extends Picture {
  /** One line, or several; a line that is too long ends in `…`. */
  readonly caption?: string | readonly string[];
  /** Draws a frame round the picture: a solid one for `right`, a dashed one for `wrong`. */
  readonly mark?: 'right' | 'wrong';
}

/** What {@link imageGrid} draws. */
export interface ImageGridOptions {
  /** Stands above the grid and names it for screen readers. */
  readonly title: string;
  /** At least one; row by row. */
  readonly images: readonly GridPicture[];
  /** Pictures in a row, 1 … 100; 8 by default, or as many as there are. */
  readonly columns?: number;
  /** Pixels of the longest edge of the largest picture, 8 … 1200; 96 by default. All pictures are scaled alike. */
  readonly tileSize?: number;
  /** What the figure shows, for screen readers. */
  readonly description?: string;
}

const GAP = 10;
const LINE = 15;

interface Tile {
  readonly picture: EncodedPicture;
  readonly caption: readonly string[];
  readonly mark: GridPicture['mark'];
}

/**
 * Draws pictures side by side as a standalone SVG: samples of a data set, one image under an augmentation's draws, feature
 * maps, mistakes with their labels. Each picture is embedded as a PNG with its pixels as they are, and shown with hard
 * edges, so that a 28 × 28 digit is not blurred.
 *
 * @param options title, pictures `[height, width, channels]`, columns; see {@link ImageGridOptions}
 * @returns SVG text, with `role="img"`, a title and a description that lists the captions; accepted by `report`
 * @throws TypeError if an argument is of the wrong kind or floats do not state their range; RangeError for no pictures or a
 *   shape that is no picture's
 * @example
 * ```ts
 * import { imageGrid } from '@gradlab/plots';
 *
 * const ramp = Uint8Array.from({ length: 28 * 28 }, (_, i) => (i % 28) * 9);
 * const svg = imageGrid({
 *   title: 'Two ramps',
 *   images: [
 *     { data: ramp, shape: [28, 28], caption: 'bytes' },
 *     { data: Float32Array.from(ramp), shape: [28, 28, 1], range: [0, 500], caption: 'darker', mark: 'wrong' },
 *   ],
 * });
 * console.log(svg.startsWith('<svg'));
 * ```
 */
export function imageGrid(options: ImageGridOptions): string {
  const { images, tileSize = 96 } = options;
  const title = cleanLine('imageGrid', 'title', options.title);
  if (!Array.isArray(images)) throw new TypeError(`imageGrid: images must be an array, got ${describeValue(images)}`);
  if (images.length === 0) throw new RangeError('imageGrid: images must hold at least one picture, got none');
  const asked = options.columns ?? Math.min(8, images.length);
  const columns = Math.min(images.length, requireInteger('imageGrid', 'columns', asked, { min: 1, max: 100 }));
  requireInteger('imageGrid', 'tileSize', tileSize, { min: 8, max: 1200 });
  const tiles = images.map((image, i) => readTile(`images[${i}]`, image));
  const cell = layOutCell(tiles, tileSize);
  const rows = Math.ceil(tiles.length / columns);
  const width = Math.max(LEAST_WIDTH, 2 * MARGIN + columns * (cell.width + GAP) - GAP);
  const top = belowTitle(title, width);
  const body = tiles.flatMap((tile, i) =>
    drawTile(tile, cell, {
      left: MARGIN + (i % columns) * (cell.width + GAP),
      top: top + Math.floor(i / columns) * (cell.height + GAP),
    }),
  );
  const height = top + rows * (cell.height + GAP) - GAP + MARGIN;
  return writeFigure({ title, description: describe(options, tiles, columns), width, height, body });
}

function readTile(name: string, image: GridPicture): Tile {
  const picture = encodePicture('imageGrid', name, image);
  const { caption = [], mark } = image;
  const lines = typeof caption === 'string' ? [caption] : caption;
  if (!Array.isArray(lines)) {
    throw new TypeError(
      `imageGrid: ${name}.caption must be a string or an array of strings, got ${describeValue(caption)}`,
    );
  }
  if (mark !== undefined && mark !== 'right' && mark !== 'wrong') {
    throw new RangeError(`imageGrid: ${name}.mark must be right or wrong, got ${describeValue(mark)}`);
  }
  return { picture, mark, caption: lines.map((line, i) => cleanLine('imageGrid', `${name}.caption[${i}]`, line)) };
}

interface Cell {
  readonly scale: number;
  readonly width: number;
  readonly height: number;
  readonly pictureHeight: number;
}

function layOutCell(tiles: readonly Tile[], tileSize: number): Cell {
  const tallest = Math.max(...tiles.map(({ picture }) => picture.height));
  const widest = Math.max(...tiles.map(({ picture }) => picture.width));
  const scale = tileSize / Math.max(tallest, widest);
  const captionLines = Math.max(...tiles.map(({ caption }) => caption.length));
  const pictureHeight = tallest * scale;
  const captionHeight = captionLines === 0 ? 0 : captionLines * LINE + 4;
  // Captions need some width even under narrow pictures.
  const width = Math.max(widest * scale, captionLines === 0 ? 0 : 56);
  return { scale, width, height: pictureHeight + captionHeight, pictureHeight };
}

function drawTile({ picture, caption, mark }: Tile, cell: Cell, at: { left: number; top: number }): Piece[] {
  const size = { width: picture.width * cell.scale, height: picture.height * cell.scale };
  const place = { x: at.left + (cell.width - size.width) / 2, y: at.top };
  const image = element('image', {
    ...place,
    ...size,
    href: picture.href,
    preserveAspectRatio: 'none',
    'image-rendering': 'pixelated',
  });
  const lines = caption.flatMap((line, i) =>
    words(
      truncate(line, FONT.note, cell.width + GAP - 2),
      at.left + cell.width / 2,
      at.top + cell.pictureHeight + (i + 1) * LINE,
      {
        'font-size': FONT.note,
        'text-anchor': 'middle',
        fill: i === 0 ? INK : MUTED,
      },
    ),
  );
  return [...image, ...frame(mark, place, size), ...lines];
}

function frame(mark: Tile['mark'], place: { x: number; y: number }, size: { width: number; height: number }): Piece[] {
  if (mark === undefined) return [];
  const look =
    mark === 'right' ? { stroke: SERIES_COLORS[2] } : { stroke: SERIES_COLORS[3], 'stroke-dasharray': '5,3' };
  return element('rect', { ...place, ...size, fill: 'none', 'stroke-width': 3, ...look });
}

function describe({ description }: ImageGridOptions, tiles: readonly Tile[], columns: number): string {
  const said = description === undefined ? [] : [cleanLine('imageGrid', 'description', description)];
  const listed = tiles.flatMap(({ caption, mark }, i) => {
    const text = [...caption, ...(mark === undefined ? [] : [mark])].join(', ');
    return text === '' ? [] : [`${i + 1}: ${text}.`];
  });
  return [...said, `${tiles.length} pictures, ${columns} in a row.`, ...listed].join(' ');
}
