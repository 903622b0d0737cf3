import { describeValue, requireNumber } from '@gradlab-internal/checks';
import type { Axis } from '../axes/read-axis.ts';
import { niceDomain } from '../axes/ticks.ts';
import { drawLine } from '../line-chart/drawable.ts';
import type { Chart } from '../line-chart/read-chart.ts';
import type { PointGroup } from './scatter-options.ts';

const CALLER = 'scatterChart';
const PIXELS_PER_TICK = 45;

/** Half lengths of the bars through the points of each group, in its order; of a group without bars none. */
export type ErrorBars = readonly (readonly number[])[];

/**
 * Checks the bars of groups that were checked themselves.
 *
 * @throws TypeError or RangeError if they are not as many as the points, negative or not finite, or the y axis is not linear
 */
export function readErrorBars(groups: readonly PointGroup[], { scale }: Axis): ErrorBars {
  return groups.map(({ errorBars, points }, i) => {
    if (errorBars === undefined) return [];
    const name = `groups[${i}].errorBars`;
    if (!Array.isArray(errorBars)) {
      throw new TypeError(`${CALLER}: ${name} must be an array of numbers, got ${describeValue(errorBars)}`);
    }
    if (errorBars.length !== points.length) {
      throw new RangeError(
        `${CALLER}: ${name} must be one for each of ${points.length} points, got ${errorBars.length}`,
      );
    }
    if (scale !== 'linear')
      throw new RangeError(`${CALLER}: ${name} need a linear y axis, got ${describeValue(scale)}`);
    return errorBars.map((half, k) => requireNumber(CALLER, `${name}[${k}]`, half, { min: 0, max: 1e300 }));
  });
}

/** The y axis, as long as the bars if no domain was asked for. */
export function aroundBars({ x, y, lines }: Pick<Chart, 'x' | 'y' | 'lines'>, bars: ErrorBars, height: number): Axis {
  if (y.domain !== undefined || bars.every(({ length }) => length === 0)) return y;
  const ends = lines.flatMap((line, i) =>
    drawLine(line, { x, y }).places.flatMap((place, k) => {
      const half = bars[i]?.[k] ?? 0;
      return place === null ? [] : [place.y - half, place.y + half];
    }),
  );
  const [low, high] = ends.reduce(([a, b], end) => [Math.min(a, end), Math.max(b, end)], [Infinity, -Infinity]);
  // What is too short to be divided is left to what an axis does without bars.
  if (!(high - low > 1e-9 * Math.max(Math.abs(low), Math.abs(high)))) return y;
  return { ...y, domain: niceDomain([low, high], Math.max(2, Math.floor(height / PIXELS_PER_TICK))) };
}
