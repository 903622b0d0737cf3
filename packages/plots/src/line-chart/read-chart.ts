import { describeValue, requireInteger, requireNumber, requireOneOf } from '@gradlab-internal/checks';
import { cleanLine } from '../text/clean-text.ts';
import type { AxisOptions, LineChartOptions, Series } from './chart-options.ts';

const CALLER = 'lineChart';

export interface Axis {
  readonly label: string;
  readonly scale: 'linear' | 'log';
  readonly domain?: readonly [number, number];
}

export interface Line {
  readonly name: string;
  readonly points: readonly (readonly [number, number])[];
  readonly joined: boolean;
  readonly dashed: boolean | undefined;
  readonly color: number;
}

export interface Chart {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly lines: readonly Line[];
  readonly width: number;
  readonly height: number;
  readonly markers: 'auto' | 'all' | 'none';
  readonly description: string | undefined;
}

function readDomain(name: string, scale: string, domain: unknown): readonly [number, number] {
  if (!Array.isArray(domain) || domain.length !== 2) {
    throw new TypeError(`${CALLER}: ${name}.domain must be a pair of numbers, got ${describeValue(domain)}`);
  }
  // Beyond these the arithmetic of an axis leaves the range of double precision.
  const range = scale === 'log' ? { min: 1e-300, max: 1e300 } : { min: -1e300, max: 1e300 };
  const low = requireNumber(CALLER, `${name}.domain[0]`, domain[0], range);
  const high = requireNumber(CALLER, `${name}.domain[1]`, domain[1], range);
  const step = scale === 'log' ? high / low - 1 : (high - low) / Math.max(Math.abs(low), Math.abs(high));
  if (!(step > 1e-9)) {
    throw new RangeError(`${CALLER}: ${name}.domain must go up by more than rounding, got [${low},${high}]`);
  }
  return [low, high];
}

function readAxis(name: string, axis: AxisOptions): Axis {
  if (typeof axis !== 'object' || axis === null) {
    throw new TypeError(`${CALLER}: ${name} must be an object with a label, got ${describeValue(axis)}`);
  }
  const scale = requireOneOf(CALLER, `${name}.scale`, axis.scale ?? 'linear', ['linear', 'log']);
  const label = cleanLine(CALLER, `${name}.label`, axis.label);
  return axis.domain === undefined ? { label, scale } : { label, scale, domain: readDomain(name, scale, axis.domain) };
}

function readPoint(name: string, point: unknown): readonly [number, number] {
  const [x, y]: unknown[] = Array.isArray(point) && point.length === 2 ? point : [];
  if (typeof x !== 'number' || typeof y !== 'number') {
    throw new TypeError(`${CALLER}: ${name} must be a pair of numbers, got ${describeValue(point)}`);
  }
  return [x, y];
}

function readSeries(series: Series, index: number): Line {
  const at = `series[${index}]`;
  if (typeof series !== 'object' || series === null) {
    throw new TypeError(`${CALLER}: ${at} must be an object with a name and points, got ${describeValue(series)}`);
  }
  const { points, joined = true, dashed, color = index } = series;
  const name = cleanLine(CALLER, `${at}.name`, series.name);
  if (!Array.isArray(points)) {
    throw new TypeError(`${CALLER}: ${at}.points must be an array of pairs, got ${describeValue(points)}`);
  }
  if (points.length === 0) {
    throw new RangeError(`${CALLER}: ${at}.points (${describeValue(name)}) must have at least one point, got none`);
  }
  return {
    name,
    points: points.map((point, i) => readPoint(`${at}.points[${i}]`, point)),
    joined,
    dashed,
    color: requireInteger(CALLER, `${at}.color`, color, { min: 0 }),
  };
}

/** Checks what {@link lineChart} was given, fills the defaults in and cleans every text. */
export function readChart(options: LineChartOptions): Chart {
  const { series, width = 680, height = 340, markers = 'auto', description } = options;
  if (!Array.isArray(series)) {
    throw new TypeError(`${CALLER}: series must be an array, got ${describeValue(series)}`);
  }
  if (series.length === 0) throw new RangeError(`${CALLER}: series must hold at least one series, got none`);
  const lines = series.map(readSeries);
  const repeated = lines.find((line, i) => lines.findIndex(({ name }) => name === line.name) !== i);
  if (repeated !== undefined) {
    throw new RangeError(`${CALLER}: series must have different names, got ${describeValue(repeated.name)} twice`);
  }
  return {
    title: cleanLine(CALLER, 'title', options.title),
    x: readAxis('x', options.x),
    y: readAxis('y', options.y),
    lines,
    width: requireInteger(CALLER, 'width', width, { min: 320, max: 4000 }),
    height: requireInteger(CALLER, 'height', height, { min: 80, max: 4000 }),
    markers: requireOneOf(CALLER, 'markers', markers, ['auto', 'all', 'none']),
    description: description === undefined ? undefined : cleanLine(CALLER, 'description', description),
  };
}
