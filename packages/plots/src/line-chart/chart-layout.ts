import { axisDomain } from '../axes/domain.ts';
import type { Axis } from '../axes/read-axis.ts';
import { linearTicks, logTicks, type Tick } from '../axes/ticks.ts';
import { FONT, MARGIN, TITLE_ROW, titleLines } from '../figure/figure.ts';
import { textWidth, truncate, wrap } from '../text/text-width.ts';
import { type DrawnLine, drawLine, missingNotes } from './drawable.ts';
import type { Chart } from './read-chart.ts';

export const SWATCH = 32;
const ROW = 21;
const GAP = 8;
const LEGEND_GAP = 12;

export interface DrawnAxis extends Pick<Axis, 'label' | 'scale'> {
  readonly domain: readonly [number, number];
  readonly ticks: readonly Tick[];
}

interface PlacedText {
  readonly text: string;
  /** From the top left corner of the plotting area; negative above and left of it. */
  readonly x: number;
  readonly y: number;
}

export interface ChartLayout {
  readonly lines: readonly DrawnLine[];
  readonly x: DrawnAxis;
  readonly y: DrawnAxis;
  readonly plot: { readonly width: number; readonly height: number };
  readonly padding: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  readonly title: readonly PlacedText[];
  readonly legend: readonly PlacedText[];
  readonly notes: readonly PlacedText[];
}

const labelWidth = (ticks: readonly Tick[]): number =>
  Math.max(0, ...ticks.map(({ label }) => textWidth(label, FONT.tick)));

/** As many ticks as fit: on x, labels side by side must not run into each other. */
function fitTicks(
  axis: Axis,
  domain: readonly [number, number],
  size: number,
  across: boolean,
  whole: boolean,
): Tick[] {
  const make = (range: readonly [number, number], count: number): Tick[] =>
    axis.scale === 'log' ? logTicks(range, count) : linearTicks(range, count, whole);
  for (let count = Math.max(2, Math.floor(size / (across ? 72 : 45))); count > 2; count--) {
    const ticks = make(domain, count);
    const labelled = ticks.filter(({ label }) => label !== '').length;
    if (!across || (labelWidth(ticks) + 2 * GAP) * labelled <= size) return ticks;
  }
  return make(domain, 2);
}

function drawAxis(axis: Axis, lines: readonly DrawnLine[], which: 'x' | 'y', size: number): DrawnAxis {
  const places = lines.flatMap((line) => line.places);
  const domain = axisDomain(axis, places, which, Math.max(2, Math.floor(size / 45)));
  const whole = which === 'x' && places.every((place) => place === null || Number.isInteger(place.x));
  return { label: axis.label, scale: axis.scale, domain, ticks: fitTicks(axis, domain, size, which === 'x', whole) };
}

/** Where the columns of a legend begin: as many as fit when each is as wide as its widest name. */
function legendColumns(names: readonly string[], width: number): number[] {
  const widths = names.map((name) => textWidth(name, FONT.legend) + SWATCH + GAP + 2 * GAP);
  for (let columns = names.length; columns > 1; columns--) {
    const starts = [0];
    for (let column = 0; column < columns; column++) {
      const widest = Math.max(...widths.filter((_, i) => i % columns === column));
      starts.push((starts[column] ?? 0) + widest);
    }
    if ((starts.pop() ?? 0) - 2 * GAP <= width) return starts;
  }
  return [0];
}

function placeLegend(lines: readonly DrawnLine[], left: number, width: number): PlacedText[] {
  const names = lines.map(({ name }) => truncate(name, FONT.legend, width - SWATCH - GAP));
  const starts = legendColumns(names, width);
  return names.map((text, i) => ({
    text,
    x: left + (starts[i % starts.length] ?? 0),
    y: Math.floor(i / starts.length) * ROW,
  }));
}

const rows = (texts: readonly string[], x: number, y: number, height: number): PlacedText[] =>
  texts.map((text, i) => ({ text, x, y: y + i * height }));

/** Where everything of a chart stands. Nothing is measured by a renderer, so the layout is the same in every engine. */
export function layOut(chart: Chart): ChartLayout {
  const lines = chart.lines.map((line) => drawLine(line, chart));
  const inner = chart.width - 2 * MARGIN;
  const y = drawAxis(chart.y, lines, 'y', chart.height);
  const left = Math.round(MARGIN + FONT.axis + GAP + labelWidth(y.ticks) + GAP + 4);
  const right = MARGIN + GAP;
  const plot = { width: chart.width - left - right, height: chart.height };
  const x = drawAxis(chart.x, lines, 'x', plot.width);

  const legend = placeLegend(lines, MARGIN - left, inner);
  const titles = titleLines(chart.title, chart.width);
  const legendHeight = (legend.at(-1)?.y ?? 0) + ROW;
  const top = MARGIN + titles.length * TITLE_ROW + GAP + legendHeight + LEGEND_GAP;
  const axisHeight = GAP + FONT.tick + GAP + FONT.axis + GAP;
  const noteLines = missingNotes(lines).flatMap((note) => wrap(note, FONT.note, inner));
  const notesTop = plot.height + axisHeight + GAP + FONT.note;
  return {
    lines,
    x,
    y,
    plot,
    padding: { left, right, top, bottom: Math.round(axisHeight + MARGIN / 2 + noteLines.length * ROW) },
    title: rows(titles, MARGIN - left, MARGIN - top + FONT.title, TITLE_ROW),
    legend: legend.map((entry) => ({ ...entry, y: entry.y - legendHeight - LEGEND_GAP + ROW / 2 })),
    notes: rows(noteLines, MARGIN - left, notesTop, ROW - 3),
  };
}
