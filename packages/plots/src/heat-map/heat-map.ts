import { describeValue } from '@gradlab-internal/checks';
import { extentOf, widened } from '../axes/extent.ts';
import { inkOn, MUTED, shade } from '../figure/colors.ts';
import { belowTitle, FONT, LEAST_WIDTH, MARGIN, words, writeFigure } from '../figure/figure.ts';
import { element } from '../svg/element.ts';
import type { Piece } from '../svg/markup-tags.ts';
import { cleanLine } from '../text/clean-text.ts';
import { type NumberFormat, numberWriter } from '../text/number-format.ts';
import { truncate, widestOf } from '../text/text-width.ts';

/** One side of a heat map. */
export interface HeatMapSide {
  /** What the side is: `true class`, `learning rate`. */
  readonly label: string;
  /** The name of each row or column. */
  readonly names: readonly string[];
}

/** What {@link heatMap} draws. */
export interface HeatMapOptions extends NumberFormat {
  readonly title: string;
  readonly rows: HeatMapSide;
  readonly columns: HeatMapSide;
  /** A list of rows; NaN is an empty cell. */
  readonly values: readonly (readonly number[])[];
  /** What the colours go by where it is not the values: each row's shares beside counts, say. Of the same shape. */
  readonly shades?: readonly (readonly number[])[];
  /** The shades drawn lightest and darkest; their least and largest by default. */
  readonly domain?: readonly [lightest: number, darkest: number];
  /** What the figure shows, for screen readers. */
  readonly description?: string;
}

const CELL_HEIGHT = 30;
const LEAST_CELL_WIDTH = 44;
const LONGEST_NAME = 170;
const GAP = 8;

/**
 * Draws a table of numbers as coloured cells with the number in each: a confusion matrix (rows are the truth), accuracy
 * over two hyperparameters. Colours run from almost white to dark blue.
 *
 * @param options sides, values `[rows, columns]`, number format; see {@link HeatMapOptions}
 * @returns SVG text, with `role="img"`, a title and a description with every row; accepted by `report`
 * @throws TypeError if an argument is of the wrong kind; RangeError for an empty side, rows of a wrong length, a domain that
 *   does not go up
 * @example
 * ```ts
 * import { heatMap } from '@gradlab/plots';
 *
 * const svg = heatMap({
 *   title: 'Confusion matrix',
 *   rows: { label: 'true class', names: ['cat', 'dog'] },
 *   columns: { label: 'predicted class', names: ['cat', 'dog'] },
 *   values: [[480, 20], [35, 465]],
 *   domain: [0, 500],
 * });
 * console.log(svg.startsWith('<svg'));
 * ```
 */
export function heatMap(options: HeatMapOptions): string {
  const title = cleanLine('heatMap', 'title', options.title);
  const rows = readSide('rows', options.rows);
  const columns = readSide('columns', options.columns);
  const values = readTable('values', options.values, rows, columns);
  const shades = options.shades === undefined ? values : readTable('shades', options.shades, rows, columns);
  const [low, high] = readDomain(options.domain, shades);
  const write = numberWriter('heatMap', 'format', options);
  const texts = values.map((row) => row.map((value) => (Number.isNaN(value) ? '' : write(value))));
  const layout = layOut(title, rows, columns, texts);
  // Halved, for the distance of two doubles may be none.
  const share = (value: number): number => (value / 2 - low / 2) / (high / 2 - low / 2);
  const cells = texts.flatMap((row, i) =>
    row.flatMap((text, j) => drawCell(text, share(shades[i]?.[j] ?? Number.NaN), layout, i, j)),
  );
  const described = rows.names.map(
    (name, i) => `${name}: ${(texts[i] ?? []).map((text) => text || 'none').join(', ')}.`,
  );
  const said = options.description === undefined ? [] : [cleanLine('heatMap', 'description', options.description)];
  return writeFigure({
    title,
    description: [
      ...said,
      `Rows: ${rows.label}. Columns: ${columns.label} (${columns.names.join(', ')}).`,
      ...described,
    ].join(' '),
    width: layout.width,
    height: layout.height,
    body: [...cells, ...drawNames(rows, columns, layout)],
  });
}

function readSide(name: string, side: HeatMapSide): HeatMapSide {
  if (typeof side !== 'object' || side === null || !Array.isArray(side.names)) {
    throw new TypeError(`heatMap: ${name} must be an object with a label and names, got ${describeValue(side)}`);
  }
  if (side.names.length === 0) throw new RangeError(`heatMap: ${name}.names must hold at least one name, got none`);
  return {
    label: cleanLine('heatMap', `${name}.label`, side.label),
    names: side.names.map((text, i) => cleanLine('heatMap', `${name}.names[${i}]`, text)),
  };
}

function readTable(
  name: string,
  table: readonly (readonly number[])[],
  rows: HeatMapSide,
  columns: HeatMapSide,
): readonly (readonly number[])[] {
  const isRow = (row: unknown): boolean =>
    Array.isArray(row) && row.length === columns.names.length && row.every((value) => typeof value === 'number');
  if (!Array.isArray(table))
    throw new TypeError(`heatMap: ${name} must be an array of rows, got ${describeValue(table)}`);
  const wrong = table.findIndex((row) => !isRow(row));
  if (table.length !== rows.names.length || wrong >= 0) {
    const found = wrong >= 0 ? `${describeValue(table[wrong])} as row ${wrong}` : `${table.length} rows`;
    throw new RangeError(
      `heatMap: ${name} must be ${rows.names.length} rows of ${columns.names.length} numbers, got ${found}`,
    );
  }
  return table;
}

function readDomain(domain: unknown, shades: readonly (readonly number[])[]): readonly [number, number] {
  if (domain === undefined) {
    return widened(extentOf(shades.flat()) ?? [0, 0]);
  }
  const [low, high]: unknown[] = Array.isArray(domain) && domain.length === 2 ? domain : [];
  if (Number.isFinite(low) && Number.isFinite(high) && Number(low) < Number(high)) return [Number(low), Number(high)];
  throw new RangeError(`heatMap: domain must be two numbers that go up, got ${describeValue(domain)}`);
}

interface Layout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
  readonly cell: number;
  readonly nameWidth: number;
}

function layOut(title: string, rows: HeatMapSide, columns: HeatMapSide, texts: readonly (readonly string[])[]): Layout {
  const cell = Math.ceil(
    Math.max(
      LEAST_CELL_WIDTH,
      widestOf(texts.flat(), FONT.tick) + 14,
      Math.min(110, widestOf(columns.names, FONT.tick) + 10),
    ),
  );
  const nameWidth = Math.min(LONGEST_NAME, widestOf(rows.names, FONT.tick));
  const left = Math.ceil(MARGIN + FONT.axis + GAP + nameWidth + GAP);
  const width = Math.max(LEAST_WIDTH, left + cell * columns.names.length + MARGIN);
  const top = belowTitle(title, width) + FONT.axis + GAP + FONT.tick + GAP;
  return { width, height: Math.ceil(top + CELL_HEIGHT * rows.names.length + MARGIN), left, top, cell, nameWidth };
}

function drawCell(text: string, share: number, { left, top, cell }: Layout, row: number, column: number): Piece[] {
  const place = { x: left + column * cell, y: top + row * CELL_HEIGHT };
  const empty = text === '' || Number.isNaN(share);
  const ground = { fill: empty ? '#f2f2f2' : shade(share), stroke: '#ffffff' };
  return [
    ...element('rect', { ...place, width: cell, height: CELL_HEIGHT, ...ground }),
    ...words(text === '' ? '–' : text, place.x + cell / 2, place.y + CELL_HEIGHT / 2 + 4.5, {
      'font-size': FONT.tick,
      'text-anchor': 'middle',
      fill: empty ? MUTED : inkOn(share),
    }),
  ];
}

function drawNames(rows: HeatMapSide, columns: HeatMapSide, { left, top, cell, nameWidth }: Layout): Piece[] {
  const middle = top + (CELL_HEIGHT * rows.names.length) / 2;
  const axis = { 'font-size': FONT.axis, 'text-anchor': 'middle' };
  const name = { 'font-size': FONT.tick, fill: MUTED };
  return [
    ...words(columns.label, left + (cell * columns.names.length) / 2, top - GAP - FONT.tick - GAP, axis),
    ...words(rows.label, 0, 0, { ...axis, transform: `translate(${MARGIN + FONT.axis - 3},${middle}) rotate(-90)` }),
    ...columns.names.flatMap((text, j) =>
      words(truncate(text, FONT.tick, cell - 6), left + (j + 0.5) * cell, top - GAP, {
        ...name,
        'text-anchor': 'middle',
      }),
    ),
    ...rows.names.flatMap((text, i) =>
      words(truncate(text, FONT.tick, nameWidth + 1), left - GAP, top + (i + 0.5) * CELL_HEIGHT + 4.5, {
        ...name,
        'text-anchor': 'end',
      }),
    ),
  ];
}
