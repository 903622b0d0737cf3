import { describeValue, requireNumber } from '@gradlab-internal/checks';
import { extentOf, LARGEST, LEAST_RANGE } from '../axes/extent.ts';
import { linearTicks, niceDomain, type Tick } from '../axes/ticks.ts';
import { GRID, INK, MUTED, SERIES_COLORS } from '../figure/colors.ts';
import { belowTitle, FONT, LEAST_WIDTH, MARGIN, words, writeFigure } from '../figure/figure.ts';
import { element } from '../svg/element.ts';
import type { Piece } from '../svg/markup-tags.ts';
import { cleanLine } from '../text/clean-text.ts';
import { type NumberFormat, numberWriter } from '../text/number-format.ts';
import { truncate, widestOf } from '../text/text-width.ts';

/** One bar. */
export interface Bar {
  readonly name: string;
  readonly value: number;
  /** Ends of an interval about the value (a confidence interval, the spread over seeds), drawn as a thin line. */
  readonly interval?: readonly [low: number, high: number];
}

/** What {@link barChart} draws. */
export interface BarChartOptions extends NumberFormat {
  readonly title: string;
  /** What the bars measure, with its unit. */
  readonly label: string;
  /** At least one, from top to bottom. */
  readonly bars: readonly Bar[];
  /** Width of the figure in pixels, 480 … 4000; 680 by default. */
  readonly width?: number;
  /** What the figure shows, for screen readers. */
  readonly description?: string;
}

const DRAWABLE = { min: -LARGEST, max: LARGEST };
const ROW = 26;
const THICKNESS = 16;
const GAP = 8;
const LONGEST_NAME = 220;

/**
 * Draws horizontal bars from zero, each with its name and its number: the importance of hyperparameters, the accuracy of
 * several networks. The order is kept.
 *
 * @param options title, label, bars and number format; see {@link BarChartOptions}
 * @returns SVG text, with `role="img"`, a title and a description with every bar; accepted by `report`
 * @throws TypeError if an argument is of the wrong kind; RangeError for no bars or a value that is not finite
 * @example
 * ```ts
 * import { barChart } from '@gradlab/plots';
 *
 * const svg = barChart({
 *   title: 'What accuracy depends on',
 *   label: 'share of variance explained',
 *   bars: [
 *     { name: 'learning rate', value: 0.81, interval: [0.74, 0.86] },
 *     { name: 'batch size', value: 0.07 },
 *   ],
 * });
 * console.log(svg.startsWith('<svg'));
 * ```
 */
export function barChart(options: BarChartOptions): string {
  const { bars, width = 680 } = options;
  const title = cleanLine('barChart', 'title', options.title);
  const label = cleanLine('barChart', 'label', options.label);
  const write = numberWriter('barChart', 'format', options);
  if (!Array.isArray(bars)) throw new TypeError(`barChart: bars must be an array, got ${describeValue(bars)}`);
  if (bars.length === 0) throw new RangeError('barChart: bars must hold at least one bar, got none');
  requireNumber('barChart', 'width', width, { min: LEAST_WIDTH, max: 4000 });
  const read = bars.map((bar, i) => readBar(`bars[${i}]`, bar));
  const numbers = read.map(({ value }) => write(value));
  const layout = layOut(title, width, read, numbers);
  const said = options.description === undefined ? [] : [cleanLine('barChart', 'description', options.description)];
  const listed = read.map(({ name }, i) => `${name}: ${numbers[i]}.`);
  return writeFigure({
    title,
    description: [...said, `Bars of ${label}.`, ...listed].join(' '),
    width,
    height: layout.bottom + FONT.tick + GAP + FONT.axis + MARGIN,
    body: [
      ...drawAxis(label, layout),
      ...read.flatMap((bar, i) => drawBar(bar, numbers[i] ?? '', layout.top + i * ROW, layout)),
    ],
  });
}

function readBar(at: string, bar: Bar): Bar {
  if (typeof bar !== 'object' || bar === null) {
    throw new TypeError(`barChart: ${at} must be an object with a name and a value, got ${describeValue(bar)}`);
  }
  const name = cleanLine('barChart', `${at}.name`, bar.name);
  const value = requireNumber('barChart', `${at}.value`, bar.value, DRAWABLE);
  if (bar.interval === undefined) return { name, value };
  if (!Array.isArray(bar.interval) || bar.interval.length !== 2) {
    throw new TypeError(`barChart: ${at}.interval must be [low, high], got ${describeValue(bar.interval)}`);
  }
  const low = requireNumber('barChart', `${at}.interval[0]`, bar.interval[0], DRAWABLE);
  return {
    name,
    value,
    interval: [low, requireNumber('barChart', `${at}.interval[1]`, bar.interval[1], { ...DRAWABLE, min: low })],
  };
}

interface Layout {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly nameWidth: number;
  readonly ticks: readonly Tick[];
  /** The place of a value along the figure. */
  readonly at: (value: number) => number;
}

function layOut(title: string, width: number, bars: readonly Bar[], numbers: readonly string[]): Layout {
  const ends = bars.flatMap(({ value, interval = [] }) => [value, ...interval]);
  const [low, high] = extentOf([0, ...ends]) ?? [0, 0];
  const domain = niceDomain(high - low > LEAST_RANGE ? [low, high] : [0, 1], 5);
  const nameWidth = Math.min(
    LONGEST_NAME,
    width / 3,
    widestOf(
      bars.map(({ name }) => name),
      FONT.tick,
    ),
  );
  const left = MARGIN + nameWidth + GAP;
  const plot = width - left - MARGIN - widestOf(numbers, FONT.tick) - GAP;
  const top = belowTitle(title, width);
  return {
    top,
    bottom: top + bars.length * ROW,
    left,
    nameWidth,
    ticks: linearTicks(domain, 5),
    at: (value) => left + ((value - domain[0]) / (domain[1] - domain[0])) * plot,
  };
}

function drawAxis(label: string, { top, bottom, ticks, at }: Layout): Piece[] {
  const [first = 0, last = 0] = [at(ticks[0]?.value ?? 0), at(ticks.at(-1)?.value ?? 0)];
  const lines = ticks.flatMap(({ value, label: text }) => [
    ...element('line', { x1: at(value), x2: at(value), y1: top, y2: bottom, stroke: value === 0 ? MUTED : GRID }),
    ...words(text, at(value), bottom + FONT.tick + 4, { 'font-size': FONT.tick, 'text-anchor': 'middle', fill: MUTED }),
  ]);
  const place = { 'font-size': FONT.axis, 'text-anchor': 'middle' };
  return [...lines, ...words(label, (first + last) / 2, bottom + FONT.tick + GAP + FONT.axis + 4, place)];
}

function drawBar(
  { name, value, interval }: Bar,
  number: string,
  top: number,
  { left, nameWidth, at }: Layout,
): Piece[] {
  const middle = top + ROW / 2;
  const [from, to] = [Math.min(at(0), at(value)), Math.max(at(0), at(value))];
  const end = Math.max(to, ...(interval ?? []).map(at));
  return [
    ...words(truncate(name, FONT.tick, nameWidth + 1), left - GAP, middle + 4.5, {
      'font-size': FONT.tick,
      'text-anchor': 'end',
    }),
    ...element('rect', {
      x: from,
      y: middle - THICKNESS / 2,
      width: to - from,
      height: THICKNESS,
      fill: SERIES_COLORS[0],
    }),
    ...(interval === undefined ? [] : drawInterval(at(interval[0]), at(interval[1]), middle)),
    ...words(number, end + GAP - 2, middle + 4.5, { 'font-size': FONT.tick, fill: MUTED }),
  ];
}

/** White in a dark outline: seen on the bar and beside it. */
function drawInterval(from: number, to: number, y: number): Piece[] {
  const line = (x1: number, x2: number, y1: number, y2: number): Piece[] => [
    ...element('line', { x1, x2, y1, y2, stroke: INK, 'stroke-width': 4 }),
    ...element('line', { x1, x2, y1, y2, stroke: '#ffffff', 'stroke-width': 1.5 }),
  ];
  return [...line(from, to, y, y), ...line(from, from, y - 4, y + 4), ...line(to, to, y - 4, y + 4)];
}
