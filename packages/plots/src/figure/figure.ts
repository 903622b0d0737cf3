import { element } from '../svg/element.ts';
import { joinMarkup, type Piece } from '../svg/markup-tags.ts';
import { wrap } from '../text/text-width.ts';
import { INK } from './colors.ts';

export const FONT = { title: 17, axis: 13.5, tick: 12.5, legend: 13.5, note: 12.5 } as const;
export const FONT_FAMILY = '"Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif';
export const MARGIN = 16;
export const TITLE_ROW = 23;
/** The least width of a figure: a report shows none smaller, and would blow it up. */
export const LEAST_WIDTH = 480;
/** How much wider bold letters run. */
const BOLD = 1.05;

/** The lines of a title in a figure of a width. */
export function titleLines(title: string, width: number): string[] {
  return wrap(title, FONT.title * BOLD, width - 2 * MARGIN);
}

/** Where the room under a title begins. */
export function belowTitle(title: string, width: number): number {
  return MARGIN + titleLines(title, width).length * TITLE_ROW + 8;
}

export interface Figure {
  readonly title: string;
  /** What is seen, for those who cannot see it. */
  readonly description: string;
  readonly width: number;
  readonly height: number;
  /** What stands under the title, placed from the figure's top left corner. */
  readonly body: readonly Piece[];
}

/** Words of a figure; `y` is their baseline. */
export function words(
  text: string,
  x: number,
  y: number,
  more: Readonly<Record<string, string | number>> = {},
): Piece[] {
  return element('text', { x, y, fill: INK, 'font-size': FONT.legend, ...more }, text);
}

/** A standalone SVG that is one accessible image with a title and a description, on white ground. */
export function writeFigure({ title, description, width, height, body }: Figure): string {
  const root = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    'font-family': FONT_FAMILY,
    role: 'img',
    'aria-label': title,
  };
  const heading = titleLines(title, width).flatMap((line, i) =>
    words(line, MARGIN, MARGIN + FONT.title + i * TITLE_ROW, { 'font-size': FONT.title, 'font-weight': 600 }),
  );
  const ground = element('rect', { width, height, fill: '#ffffff' });
  return joinMarkup(
    element('svg', root, element('title', {}, title), element('desc', {}, description), ground, heading, body),
  );
}
