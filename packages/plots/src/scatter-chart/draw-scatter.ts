import { FRAME, GRID, INK, MUTED } from '../figure/colors.ts';
import { FONT, words } from '../figure/figure.ts';
import { type ChartLayout, type DrawnAxis, SWATCH } from '../line-chart/chart-layout.ts';
import type { Place } from '../line-chart/drawable.ts';
import { type SeriesStyle, seriesStyles } from '../line-chart/series-style.ts';
import { element } from '../svg/element.ts';
import type { Piece } from '../svg/markup-tags.ts';
import type { ErrorBars } from './error-bars.ts';
import { paintRegions } from './paint-regions.ts';
import { markPath, markRadius, type Spot } from './point-marks.ts';
import type { ReadRegions } from './read-regions.ts';

const TICK = 5;
// What brings the middle of small print to a line.
const HALF_LETTER = 4.5;
const LEGEND_RADIUS = 5;

interface Background {
  readonly regions: ReadRegions | undefined;
  readonly identity: boolean;
  readonly bars: ErrorBars;
}

/** Where a value stands, as a share of its axis. */
function shareOf({ scale, domain: [low, high] }: DrawnAxis, value: number): number {
  if (scale === 'linear') return (value - low) / (high - low);
  return (Math.log10(value) - Math.log10(low)) / (Math.log10(high) - Math.log10(low));
}

const isWithin = ({ domain: [low, high] }: DrawnAxis, value: number): boolean => value >= low && value <= high;

/** Everything under the title, the plotting area's corner at the figure's padding. */
export function drawScatter(layout: ChartLayout, { regions, identity, bars }: Background): Piece[] {
  const { x, y, plot, padding, lines, legend, notes } = layout;
  const styles = seriesStyles(lines);
  const at = (place: NonNullable<Place>): Spot => [
    plot.width * shareOf(x, place.x),
    plot.height * (1 - shareOf(y, place.y)),
  ];
  const spots = lines.map(({ places }) =>
    places.flatMap((place) => (place !== null && isWithin(x, place.x) && isWithin(y, place.y) ? [at(place)] : [])),
  );
  const radius = markRadius(spots.reduce((sum, { length }) => sum + length, 0));
  const body = [
    ...(regions === undefined ? drawGrid(layout) : drawRegions(regions, styles, plot)),
    ...drawAxes(layout),
    ...(identity ? drawIdentity(layout, at) : []),
    ...styles.flatMap((style, i) => drawBars(style, layout, layout.lines[i]?.places ?? [], bars[i] ?? [])),
    ...styles.flatMap((style, i) => drawMarks(style, spots[i] ?? [], radius)),
    ...legend.flatMap((entry, i) => [
      ...styles.slice(i, i + 1).flatMap((style) => drawMarks(style, [[entry.x + SWATCH / 2, entry.y]], LEGEND_RADIUS)),
      ...words(entry.text, entry.x + SWATCH + 8, entry.y + HALF_LETTER),
    ]),
    ...notes.flatMap((row) => words(row.text, row.x, row.y, { fill: MUTED, 'font-size': FONT.note })),
  ];
  return element('g', { transform: `translate(${padding.left},${padding.top})` }, body);
}

function drawMarks(style: SeriesStyle, spots: readonly Spot[], radius: number): Piece[] {
  if (spots.length === 0) return [];
  const look = { fill: style.color, stroke: '#ffffff', 'stroke-width': radius > 3 ? 1 : 0.6 };
  return element('path', { d: markPath(style, spots, radius), ...look });
}

/** As far as the plotting area goes. */
function drawBars(
  style: SeriesStyle,
  { x, y, plot }: ChartLayout,
  places: readonly Place[],
  halves: readonly number[],
): Piece[] {
  const down = (value: number): number => plot.height * (1 - Math.min(1, Math.max(0, shareOf(y, value))));
  const strokes = halves.flatMap((half, i) => {
    const place = places[i] ?? null;
    if (place === null || !isWithin(x, place.x)) return [];
    const [from, to] = [down(place.y - half), down(place.y + half)];
    return from === to ? [] : [`M${round(plot.width * shareOf(x, place.x))} ${round(from)}V${round(to)}`];
  });
  if (strokes.length === 0) return [];
  return element('path', {
    d: strokes.join(''),
    fill: 'none',
    stroke: style.color,
    'stroke-width': 1.2,
    opacity: 0.45,
  });
}

const round = (pixels: number): number => Math.round(100 * pixels) / 100;

function drawRegions(regions: ReadRegions, styles: readonly SeriesStyle[], plot: ChartLayout['plot']): Piece[] {
  const { href } = paintRegions(regions, styles);
  // Classes end where they end; probabilities are a surface of which the grid is a sample.
  const edges = regions.kind === 'classes' ? { 'image-rendering': 'pixelated' } : {};
  return element('image', { x: 0, y: 0, ...plot, href, preserveAspectRatio: 'none', ...edges });
}

function drawGrid({ x, y, plot }: ChartLayout): Piece[] {
  const look = (label: string) => ({ stroke: GRID, 'stroke-width': 1, ...(label === '' && { opacity: 0.4 }) });
  return [
    ...x.ticks.flatMap(({ value, label }) => {
      const at = plot.width * shareOf(x, value);
      return element('line', { x1: at, x2: at, y1: 0, y2: plot.height, ...look(label) });
    }),
    ...y.ticks.flatMap(({ value, label }) => {
      const at = plot.height * (1 - shareOf(y, value));
      return element('line', { x1: 0, x2: plot.width, y1: at, y2: at, ...look(label) });
    }),
  ];
}

function drawAxes({ x, y, plot, padding }: ChartLayout): Piece[] {
  const frame = { stroke: FRAME, 'stroke-width': 1 };
  const small = { fill: MUTED, 'font-size': FONT.tick };
  const large = { fill: INK, 'font-size': FONT.axis, 'text-anchor': 'middle' };
  return [
    ...element('path', { d: `M0 0V${plot.height}H${plot.width}`, fill: 'none', ...frame }),
    ...x.ticks.flatMap(({ value, label }) => {
      const at = plot.width * shareOf(x, value);
      const line = element('line', { x1: at, x2: at, y1: plot.height, y2: plot.height + TICK, ...frame });
      const under = plot.height + TICK + 5 + FONT.tick * 0.8;
      return label === '' ? line : [...line, ...words(label, at, under, { ...small, 'text-anchor': 'middle' })];
    }),
    ...y.ticks.flatMap(({ value, label }) => {
      const at = plot.height * (1 - shareOf(y, value));
      const line = element('line', { x1: -TICK, x2: 0, y1: at, y2: at, ...frame });
      const beside = words(label, -TICK - 5, at + HALF_LETTER, { ...small, 'text-anchor': 'end' });
      return label === '' ? line : [...line, ...beside];
    }),
    ...words(x.label, plot.width / 2, plot.height + FONT.tick + 20 + FONT.axis * 0.8, large),
    ...words(y.label, 0, 0, {
      ...large,
      transform: `translate(${FONT.axis + 6 - padding.left},${plot.height / 2}) rotate(-90)`,
    }),
  ];
}

/** The line on which both coordinates are equal, as far as both axes go. */
function drawIdentity({ x, y }: ChartLayout, at: (place: NonNullable<Place>) => Spot): Piece[] {
  const [low, high] = [Math.max(x.domain[0], y.domain[0]), Math.min(x.domain[1], y.domain[1])];
  if (low >= high) return [];
  const [[x1, y1], [x2, y2]] = [at({ x: low, y: low }), at({ x: high, y: high })];
  return element('line', { x1, y1, x2, y2, stroke: INK, 'stroke-width': 1.2, 'stroke-dasharray': '5,4' });
}
