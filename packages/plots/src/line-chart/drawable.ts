import type { Axis } from '../axes/read-axis.ts';
import type { Chart, Line } from './read-chart.ts';

/** A place of a line: drawn, or a gap where the point given cannot be drawn. */
export type Place = { readonly x: number; readonly y: number } | null;

export interface DrawnLine extends Line {
  readonly places: readonly Place[];
  /** Points left out because a coordinate is NaN, infinite or beyond 1e300. */
  readonly notFinite: number;
  /** Points left out because a coordinate on a log axis is zero, negative or below 1e-300. */
  readonly notPositive: number;
}

// Beyond these the arithmetic of an axis (widths of a range, powers of ten) leaves double precision.
const LARGEST = 1e300;
const SMALLEST_ON_LOG = 1e-300;

const isWithinRange = (value: number): boolean => Math.abs(value) <= LARGEST;
const isPositive = (axis: Axis, value: number): boolean => axis.scale === 'linear' || value >= SMALLEST_ON_LOG;

/** Sorts the points of a line into those that can be drawn and gaps, and counts why. */
export function drawLine(line: Line, { x, y }: Pick<Chart, 'x' | 'y'>): DrawnLine {
  let notFinite = 0;
  let notPositive = 0;
  const places = line.points.map(([px, py]): Place => {
    if (!isWithinRange(px) || !isWithinRange(py)) notFinite++;
    else if (!isPositive(x, px) || !isPositive(y, py)) notPositive++;
    else return { x: px, y: py };
    return null;
  });
  return { ...line, places, notFinite, notPositive };
}

/** What the chart has to say about points it could not draw; empty if it drew all. */
export function missingNotes(lines: readonly DrawnLine[]): string[] {
  return lines.flatMap(({ name, points, notFinite, notPositive }) => {
    const reasons = [
      ...(notFinite > 0 ? [`${notFinite} not finite`] : []),
      ...(notPositive > 0 ? [`${notPositive} not positive on a log axis`] : []),
    ];
    if (reasons.length === 0) return [];
    return [`Not drawn: ${notFinite + notPositive} of ${points.length} points of “${name}” (${reasons.join(', ')}).`];
  });
}
