import { FRAME, INK, MUTED, SERIES_COLORS, shade } from '../figure/colors.ts';
import { belowTitle, FONT, MARGIN, words } from '../figure/figure.ts';
import { element } from '../svg/element.ts';
import type { Piece } from '../svg/markup-tags.ts';
import { textWidth, truncate, widestOf } from '../text/text-width.ts';
import type { ReadAxis } from './parallel-axis.ts';
import type { ParallelLine, ReadParallel } from './read-parallel.ts';

const HEIGHT = 300;
const AXIS_NAME = 30;

/** Everything under the title, and how high the figure is with it. */
export function drawParallel({ title, width, axes, losers, winner, note }: ReadParallel): {
  body: Piece[];
  height: number;
} {
  const layout = layOut(title, width, axes);
  // The best of the losers is as dark as lines get.
  const darkness = (i: number): number => 0.2 + (0.6 * i) / losers.length;
  const body = [
    ...losers.flatMap((line, i) => drawLine(line, axes, layout, { stroke: shade(darkness(i)), 'stroke-width': 1.3 })),
    ...drawLine(winner, axes, layout, { stroke: SERIES_COLORS[1], 'stroke-width': 3 }),
    ...axes.flatMap((axis, i) => drawAxis(axis, layout, i)),
    ...(note === ''
      ? []
      : words(note, MARGIN, layout.bottom + FONT.note + 12, { 'font-size': FONT.note, fill: MUTED })),
  ];
  return { body, height: layout.bottom + MARGIN + (note === '' ? 0 : FONT.note + 10) };
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
  { values, score }: ParallelLine,
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
