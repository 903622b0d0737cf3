import { describeValue, requireInteger, requireOneOf } from '@gradlab-internal/checks';
import { type Axis, readAxis, readPoint } from '../axes/read-axis.ts';
import { cleanLine } from '../text/clean-text.ts';
import type { LineChartOptions, Series } from './chart-options.ts';

/** What a chart is called in errors, and what it draws. */
export interface ChartNames {
  readonly caller: string;
  readonly list: string;
  readonly one: string;
}

const LINE_CHART: ChartNames = { caller: 'lineChart', list: 'series', one: 'series' };

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

function readSeries({ caller, list }: ChartNames, series: Series, index: number): Line {
  const at = `${list}[${index}]`;
  if (typeof series !== 'object' || series === null) {
    throw new TypeError(`${caller}: ${at} must be an object with a name and points, got ${describeValue(series)}`);
  }
  const { points, joined = true, dashed, color = index } = series;
  const name = cleanLine(caller, `${at}.name`, series.name);
  if (!Array.isArray(points)) {
    throw new TypeError(`${caller}: ${at}.points must be an array of pairs, got ${describeValue(points)}`);
  }
  if (points.length === 0) {
    throw new RangeError(`${caller}: ${at}.points (${describeValue(name)}) must have at least one point, got none`);
  }
  return {
    name,
    points: points.map((point, i) => readPoint(caller, `${at}.points[${i}]`, point)),
    joined,
    dashed,
    color: requireInteger(caller, `${at}.color`, color, { min: 0 }),
  };
}

/** Checks what a chart was given, fills the defaults in and cleans every text. */
export function readChart(options: LineChartOptions, names: ChartNames = LINE_CHART): Chart {
  const { caller, list, one } = names;
  const { series, width = 680, height = 340, markers = 'auto', description } = options;
  if (!Array.isArray(series)) {
    throw new TypeError(`${caller}: ${list} must be an array, got ${describeValue(series)}`);
  }
  if (series.length === 0) throw new RangeError(`${caller}: ${list} must hold at least one ${one}, got none`);
  const lines = series.map((each, i) => readSeries(names, each, i));
  const repeated = lines.find((line, i) => lines.findIndex(({ name }) => name === line.name) !== i);
  if (repeated !== undefined) {
    throw new RangeError(`${caller}: ${list} must have different names, got ${describeValue(repeated.name)} twice`);
  }
  return {
    title: cleanLine(caller, 'title', options.title),
    x: readAxis(caller, 'x', options.x),
    y: readAxis(caller, 'y', options.y),
    lines,
    width: requireInteger(caller, 'width', width, { min: 320, max: 4000 }),
    height: requireInteger(caller, 'height', height, { min: 80, max: 4000 }),
    markers: requireOneOf(caller, 'markers', markers, ['auto', 'all', 'none']),
    description: description === undefined ? undefined : cleanLine(caller, 'description', description),
  };
}
