import { describeValue, requireInteger, requireOneOf } from '@gradlab-internal/checks';
import { isDrawable } from '../axes/extent.ts';
import { FRAME, INK, MUTED, SERIES_COLORS, shade } from '../figure/colors.ts';
import { belowTitle, FONT, LEAST_WIDTH, MARGIN, words, writeFigure } from '../figure/figure.ts';
import { element } from '../svg/element.ts';
import type { Piece } from '../svg/markup-tags.ts';
import { cleanLine } from '../text/clean-text.ts';
import { formatGeneral } from '../text/format-number.ts';
import { textWidth, truncate, widestOf } from '../text/text-width.ts';
import { type ParallelAxis, type ParallelValue, type ReadAxis, readAxis } from './parallel-axis.ts';

/** What {@link parallelCoordinates} draws. */
export interface ParallelCoordinatesOptions {
  readonly title: string;
  /** At least one; the last axis, the score, is added by itself. */
  readonly axes: readonly ParallelAxis[];
  /** One line per trial: a value for each axis, and its score. Trials whose score is not finite, or beyond 1e300, are counted, not drawn. */
  readonly lines: readonly { readonly values: readonly ParallelValue[]; readonly score: number }[];
  /** What the score is. */
  readonly score: {
    readonly label: string;
    /** Which end is best: that line is drawn last, in orange. `max` by default. */
    readonly best?: 'max' | 'min';
  };
  /** Width of the figure in pixels, an integer in 480 … 4000; 820 by default. */
  readonly width?: number;
  /** What the figure shows, for screen readers. */
  readonly description?: string;
}

const HEIGHT = 300;
const AXIS_NAME = 30;
const CALLER = 'parallelCoordinates';

/**
 * Draws trials of a search as lines over one upright axis for each hyperparameter and a last one for the score; the better
 * a trial, the darker its line, and the best one is orange.
 *
 * @param options axes, lines and score; see {@link ParallelCoordinatesOptions}
 * @returns SVG text, with `role="img"`, a title and a description that names the best trial; accepted by `report`
 * @throws TypeError if an argument is of the wrong kind; RangeError for no axes, no line that can be drawn, a line with
 *   another number of values, a value that its axis cannot place
 * @example
 * ```ts
 * import { parallelCoordinates } from '@gradlab/plots';
 *
 * const svg = parallelCoordinates({
 *   title: 'Search over 3 trials',
 *   axes: [{ name: 'learning rate', scale: 'log' }, { name: 'activation', scale: 'category' }],
 *   lines: [
 *     { values: [0.1, 'relu'], score: 0.97 },
 *     { values: [0.01, 'tanh'], score: 0.94 },
 *     { values: [0.001, 'relu'], score: 0.88 },
 *   ],
 *   score: { label: 'validation accuracy' },
 * });
 * console.log(svg.startsWith('<svg'));
 * ```
 */
export function parallelCoordinates(options: ParallelCoordinatesOptions): string {
  const { axes, lines, width = 820 } = options;
  const title = cleanLine(CALLER, 'title', options.title);
  if (!Array.isArray(axes)) throw new TypeError(`${CALLER}: axes must be an array, got ${describeValue(axes)}`);
  if (!Array.isArray(lines)) throw new TypeError(`${CALLER}: lines must be an array, got ${describeValue(lines)}`);
  if (axes.length === 0) throw new RangeError(`${CALLER}: axes must hold at least one axis, got none`);
  requireInteger(CALLER, 'width', width, { min: LEAST_WIDTH, max: 4000 });
  if (typeof options.score !== 'object' || options.score === null) {
    throw new TypeError(`${CALLER}: score must be an object with a label, got ${describeValue(options.score)}`);
  }
  const best = requireOneOf(CALLER, 'score.best', options.score.best ?? 'max', ['max', 'min']);
  const label = cleanLine(CALLER, 'score.label', options.score.label);
  const read = readLines(options);
  const drawn = read
    .filter(({ score }) => isDrawable(score))
    .sort((a, b) => (best === 'max' ? a.score - b.score : b.score - a.score));
  const winner = drawn.at(-1);
  if (winner === undefined)
    throw new RangeError(`${CALLER}: lines must hold at least one with a finite score, got none`);
  const all: ReadAxis[] = [
    ...axes.map((axis, i) =>
      readAxis(
        CALLER,
        `axes[${i}]`,
        axis,
        drawn.map(({ values }) => values[i] ?? null),
      ),
    ),
    readAxis(
      CALLER,
      'score',
      { name: label },
      drawn.map(({ score }) => score),
    ),
  ];
  const failed = read.length - drawn.length;
  const note =
    failed === 0 ? '' : `Not drawn: ${failed} of ${read.length} trials, whose score is not finite or too large.`;
  const layout = layOut(title, width, all);
  const rank = (i: number): number => (drawn.length === 1 ? 1 : i / (drawn.length - 1));
  const body = [
    ...drawn
      .slice(0, -1)
      .flatMap((line, i) => drawLine(line, all, layout, { stroke: shade(0.2 + 0.6 * rank(i)), 'stroke-width': 1.3 })),
    ...drawLine(winner, all, layout, { stroke: SERIES_COLORS[1], 'stroke-width': 3 }),
    ...all.flatMap((axis, i) => drawAxis(axis, layout, i)),
    ...(note === ''
      ? []
      : words(note, MARGIN, layout.bottom + FONT.note + 12, { 'font-size': FONT.note, fill: MUTED })),
  ];
  return writeFigure({
    title,
    description: describe({ ...options, score: { label } }, all, winner, drawn.length, note),
    width,
    height: layout.bottom + MARGIN + (note === '' ? 0 : FONT.note + 10),
    body,
  });
}

type Line = ParallelCoordinatesOptions['lines'][number];

function readLines({ axes, lines }: ParallelCoordinatesOptions): readonly Line[] {
  for (const [i, line] of lines.entries()) {
    if (!Array.isArray(line?.values) || line.values.length !== axes.length) {
      throw new RangeError(
        `${CALLER}: lines[${i}].values must hold ${axes.length} values, one an axis, got ${describeValue(line?.values)}`,
      );
    }
    if (typeof line.score !== 'number') {
      throw new TypeError(`${CALLER}: lines[${i}].score must be a number, got ${describeValue(line.score)}`);
    }
  }
  return lines;
}

interface Layout {
  readonly width: number;
  readonly top: number;
  readonly bottom: number;
  readonly step: number;
  /** The place of an axis along the figure. */
  readonly x: (index: number) => number;
}

function layOut(title: string, width: number, axes: readonly ReadAxis[]): Layout {
  const last = axes.at(-1)?.ticks.map(({ label }) => label) ?? [];
  const left = MARGIN + 14;
  const right = MARGIN + Math.max(40, widestOf(last, FONT.tick)) + 8;
  const step = (width - left - right) / (axes.length - 1);
  const top = belowTitle(title, width) + AXIS_NAME;
  return { width, top, bottom: top + HEIGHT, step, x: (index) => left + index * step };
}

function drawAxis({ name, ticks }: ReadAxis, { width, top, bottom, step, x }: Layout, index: number): Piece[] {
  // Names stand by turns on two rows, so that long ones do not meet.
  const row = index % 2 === 0 ? 0 : 15;
  const isLast = x(index + 1) > width - MARGIN;
  const anchor = index === 0 ? 'start' : isLast ? 'end' : 'middle';
  const place = index === 0 ? MARGIN : isLast ? width - MARGIN : x(index);
  return [
    ...element('line', { x1: x(index), x2: x(index), y1: top, y2: bottom, stroke: FRAME, 'stroke-width': 1.5 }),
    ...words(truncate(name, FONT.tick, 2 * step - 10), place, top - 24 + row, {
      'text-anchor': anchor,
      'font-size': FONT.tick,
      'font-weight': 600,
    }),
    ...ticks.flatMap(({ label, share }) => drawTick(label, x(index), bottom - share * HEIGHT, step)),
  ];
}

/** On a white ground, so that the label can be read on the lines. */
function drawTick(label: string, x: number, y: number, step: number): Piece[] {
  const text = truncate(label, FONT.tick, Math.max(30, step - 14));
  const ground = {
    x: x + 5,
    y: y - 8,
    width: textWidth(text, FONT.tick) + 2,
    height: 15,
    fill: '#ffffff',
    'fill-opacity': 0.8,
  };
  return [
    ...element('line', { x1: x - 4, x2: x + 4, y1: y, y2: y, stroke: FRAME }),
    ...element('rect', ground),
    ...words(text, x + 6, y + 4, { 'font-size': FONT.tick, fill: INK }),
  ];
}

/** A path, and a dotted one over each gap where a value is not there: else a score behind a gap would be nobody's. */
function drawLine(
  { values, score }: Line,
  axes: readonly ReadAxis[],
  { bottom, x }: Layout,
  look: Record<string, string | number>,
): Piece[] {
  const shares = axes.map(({ shareOf }, i) => shareOf(i === values.length ? score : (values[i] ?? null)));
  const there = shares.flatMap((share, i) =>
    share === undefined ? [] : [{ i, at: `${x(i).toFixed(1)},${(bottom - share * HEIGHT).toFixed(1)}` }],
  );
  const isAfterGap = (k: number): boolean => k > 0 && (there[k]?.i ?? 0) - (there[k - 1]?.i ?? 0) > 1;
  const d = there.map(({ at }, k) => `${k === 0 || isAfterGap(k) ? 'M' : 'L'}${at}`);
  const bridges = there.flatMap(({ at }, k) => (isAfterGap(k) ? [`M${there[k - 1]?.at}L${at}`] : []));
  return [
    ...element('path', { d: d.join(''), fill: 'none', ...look }),
    ...bridges.flatMap((bridge) =>
      element('path', { d: bridge, fill: 'none', ...look, 'stroke-width': 1, 'stroke-dasharray': '1,4' }),
    ),
  ];
}

function describe(
  { axes, score, description }: ParallelCoordinatesOptions,
  all: readonly ReadAxis[],
  winner: Line,
  count: number,
  note: string,
): string {
  const written = (value: ParallelValue): string =>
    typeof value === 'number' ? formatGeneral(value) : cleanLine(CALLER, 'lines', String(value ?? 'none'));
  const best = axes.map((_, i) => `${all[i]?.name} ${written(winner.values[i] ?? null)}`).join(', ');
  return [
    ...(description === undefined ? [] : [cleanLine(CALLER, 'description', description)]),
    `${count} trials over ${axes.length} hyperparameters.`,
    `Best ${score.label} ${formatGeneral(winner.score)}: ${best}.`,
    ...(note === '' ? [] : [note]),
  ].join(' ');
}
