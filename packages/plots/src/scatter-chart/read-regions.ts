import { describeValue } from '@gradlab-internal/checks';
import type { Axis } from '../axes/read-axis.ts';
import type { Line } from '../line-chart/read-chart.ts';
import type { Regions } from './scatter-options.ts';

const CALLER = 'scatterChart';

/** Regions that were checked. */
export interface ReadRegions {
  readonly kind: 'classes' | 'probabilities';
  /** The lowest y first; NaN where nothing is known. */
  readonly rows: readonly (readonly number[])[];
}

interface ChartOfPoints {
  readonly x: Axis;
  readonly y: Axis;
  readonly lines: readonly Line[];
}

/** Checks what is to be painted behind the points of a chart. */
export function readRegions(regions: Regions | undefined, chart: ChartOfPoints): ReadRegions | undefined {
  if (regions === undefined) return undefined;
  if (typeof regions !== 'object' || regions === null) {
    throw new TypeError(
      `${CALLER}: regions must be an object with classes or probabilities, got ${describeValue(regions)}`,
    );
  }
  for (const axis of ['x', 'y'] as const) {
    if (chart[axis].domain === undefined || chart[axis].scale !== 'linear') {
      throw new RangeError(`${CALLER}: ${axis} must be linear and have a domain, which regions span`);
    }
  }
  const kind = 'classes' in regions ? 'classes' : 'probabilities';
  const values: unknown = 'classes' in regions ? regions.classes : regions.probabilities;
  const count = chart.lines.length;
  if (kind === 'probabilities' && count < 2) {
    throw new RangeError(`${CALLER}: regions.probabilities must lie between two groups, got ${count}`);
  }
  const isCell =
    kind === 'classes'
      ? (value: number) => Number.isInteger(value) && value >= 0 && value < count
      : (value: number) => value >= 0 && value <= 1;
  const cell = kind === 'classes' ? `indices of the ${count} groups` : 'numbers from 0 to 1';
  return { kind, rows: readRows(`regions.${kind}`, values, `${cell}, or NaN`, isCell) };
}

function readRows(
  name: string,
  table: unknown,
  cells: string,
  isCell: (value: number) => boolean,
): readonly (readonly number[])[] {
  if (!Array.isArray(table))
    throw new TypeError(`${CALLER}: ${name} must be a list of rows, got ${describeValue(table)}`);
  const rows: readonly unknown[] = table;
  const width = Array.isArray(rows[0]) ? rows[0].length : 0;
  if (width === 0) throw new RangeError(`${CALLER}: ${name} must have at least one row of at least one cell`);
  return rows.map((row, i) => {
    if (!Array.isArray(row) || row.length !== width) {
      throw new RangeError(`${CALLER}: ${name} must be rows of ${width} cells, got ${describeValue(row)} as row ${i}`);
    }
    const wrong = row.findIndex((value) => typeof value !== 'number' || !(Number.isNaN(value) || isCell(value)));
    if (wrong < 0) return row;
    throw new RangeError(
      `${CALLER}: ${name}[${i}][${wrong}] must be one of ${cells}, got ${describeValue(row[wrong])}`,
    );
  });
}

/** Refuses the line y = x where it would not be straight. */
export function requireIdentity(identity: unknown, { x, y }: ChartOfPoints): void {
  if (typeof identity !== 'boolean') {
    throw new TypeError(`${CALLER}: identity must be true or false, got ${describeValue(identity)}`);
  }
  if (identity && x.scale !== y.scale) {
    throw new RangeError(`${CALLER}: identity must stand between axes of one scale, got ${x.scale} and ${y.scale}`);
  }
}
