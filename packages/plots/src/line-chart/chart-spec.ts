import { FRAME, GRID, INK, MUTED } from '../figure/colors.ts';
import { FONT, FONT_FAMILY } from '../figure/figure.ts';
import { type ChartLayout, type DrawnAxis, SWATCH } from './chart-layout.ts';
import type { DrawnLine, Place } from './drawable.ts';
import { type SeriesStyle, seriesStyles } from './series-style.ts';

/** A part of a Vega-Lite specification. */
type Json = { readonly [name: string]: unknown };

const LONG_SERIES = 40;
const MARKERS_OF_LONG_SERIES = 12;
const MARKER_AREA: Readonly<Record<string, number>> = {
  'triangle-up': 62,
  'triangle-down': 62,
  diamond: 62,
  cross: 62,
};

function axisSpec(axis: DrawnAxis, titlePosition: Json): Json {
  const major = axis.ticks.filter(({ label }) => label !== '').map(({ value }) => value);
  const isMajor = `indexof(${JSON.stringify(major)}, datum.value) >= 0`;
  const values = axis.ticks.map(({ value }) => value);
  const labels = axis.ticks.map(({ label }) => label);
  return {
    title: axis.label,
    ...titlePosition,
    values,
    labelExpr: `${JSON.stringify(labels)}[indexof(${JSON.stringify(values)}, datum.value)]`,
    labelFlush: false,
    labelOverlap: false,
    tickOpacity: { condition: { test: isMajor, value: 1 }, value: 0.5 },
    gridOpacity: { condition: { test: isMajor, value: 1 }, value: 0.4 },
  };
}

const scaleSpec = ({ scale, domain }: DrawnAxis): Json => ({ type: scale, domain, nice: false, zero: false });

function positions({ x, y, plot, padding }: ChartLayout): Json {
  const xTitle = { titleX: plot.width / 2, titleY: FONT.tick + 20, titleBaseline: 'top' };
  const yTitle = { titleX: FONT.axis + 6 - padding.left, titleY: plot.height / 2, titleBaseline: 'bottom' };
  return {
    x: { field: 'x', type: 'quantitative', scale: scaleSpec(x), axis: axisSpec(x, xTitle) },
    y: { field: 'y', type: 'quantitative', scale: scaleSpec(y), axis: axisSpec(y, yTitle) },
    order: { value: null },
  };
}

const within = ([low, high]: readonly [number, number], value: number): boolean => value >= low && value <= high;

/** The places that carry a marker: those of a short series, some of a long one, and each that no line reaches. */
function markedPlaces(places: readonly Place[], markers: string, { x, y }: ChartLayout): Place[] {
  const stride =
    markers === 'auto' && places.length > LONG_SERIES ? Math.ceil(places.length / MARKERS_OF_LONG_SERIES) : 1;
  return places.filter((place, i) => {
    if (place === null || !within(x.domain, place.x) || !within(y.domain, place.y)) return false;
    const alone = (places[i - 1] ?? null) === null && (places[i + 1] ?? null) === null;
    return alone || (markers !== 'none' && i % stride === 0);
  });
}

const marker = ({ color, shape }: SeriesStyle): Json => ({
  type: 'point',
  shape,
  size: MARKER_AREA[shape] ?? 48,
  fill: color,
  stroke: '#ffffff',
  strokeWidth: 1,
  opacity: 1,
});

const stroke = ({ color, dash }: SeriesStyle): Json => ({
  stroke: color,
  strokeDash: dash,
  strokeWidth: 2,
  opacity: 1,
});

function seriesLayers(line: DrawnLine, style: SeriesStyle, markers: string, layout: ChartLayout): Json[] {
  const places = line.places.map((place) => place ?? { x: null, y: null });
  const marks = { data: { values: markedPlaces(line.places, line.joined ? markers : 'all', layout) } };
  if (!line.joined) return [{ ...marks, mark: marker(style), encoding: {} }];
  return [
    {
      data: { values: places },
      mark: { type: 'line', ...stroke(style), strokeJoin: 'round', clip: true, invalid: 'break-paths-show-domains' },
      encoding: {},
    },
    { ...marks, mark: marker(style), encoding: {} },
  ];
}

const ONE_ROW = { values: [{}] };

function text(content: string, x: number, y: number, more: Json = {}): Json {
  const mark = { type: 'text', text: content, x, y, align: 'left', fill: INK, fontSize: FONT.legend, ...more };
  return { data: ONE_ROW, mark, encoding: {} };
}

function legendLayers(
  { text: name, x, y }: ChartLayout['legend'][number],
  { joined }: DrawnLine,
  style: SeriesStyle,
  markers: string,
): Json[] {
  const ends = { x: { value: x }, x2: { value: x + SWATCH }, y: { value: y } };
  const line = { data: ONE_ROW, mark: { type: 'rule', ...stroke(style) }, encoding: ends };
  const point = { data: ONE_ROW, mark: { ...marker(style), x: x + SWATCH / 2, y }, encoding: {} };
  return [...(joined ? [line] : []), ...(joined && markers === 'none' ? [] : [point]), text(name, x + SWATCH + 8, y)];
}

const CONFIG: Json = {
  aria: false,
  font: FONT_FAMILY,
  view: { stroke: null },
  axis: {
    labelFontSize: FONT.tick,
    labelColor: MUTED,
    labelPadding: 5,
    titleFontSize: FONT.axis,
    titleFontWeight: 'normal',
    titleColor: INK,
    gridColor: GRID,
    domainColor: FRAME,
    tickColor: FRAME,
  },
};

/** The Vega-Lite specification of a chart: every position, tick and colour is given, nothing is left to be inferred. */
export function chartSpec(layout: ChartLayout, markers: string): Json {
  const styles = seriesStyles(layout.lines);
  const styled = layout.lines.flatMap((line, i) => {
    const style = styles[i];
    const entry = layout.legend[i];
    return style === undefined || entry === undefined ? [] : [{ line, style, entry }];
  });
  return {
    ...layout.plot,
    padding: layout.padding,
    autosize: 'none',
    background: '#ffffff',
    config: CONFIG,
    layer: [
      {
        encoding: positions(layout),
        layer: styled.flatMap(({ line, style }) => seriesLayers(line, style, markers, layout)),
      },
      ...layout.title.map((row) =>
        text(row.text, row.x, row.y, { fontSize: FONT.title, fontWeight: 600, baseline: 'alphabetic' }),
      ),
      ...styled.flatMap(({ line, entry, style }) => legendLayers(entry, line, style, markers)),
      ...layout.notes.map((row) =>
        text(row.text, row.x, row.y, { fontSize: FONT.note, fill: MUTED, baseline: 'alphabetic' }),
      ),
    ],
  };
}
