import { writeFigure } from '../figure/figure.ts';
import { layOut } from '../line-chart/chart-layout.ts';
import { readChart } from '../line-chart/read-chart.ts';
import { describeScatter } from './describe-scatter.ts';
import { drawScatter } from './draw-scatter.ts';
import { aroundBars, readErrorBars } from './error-bars.ts';
import { readRegions, requireIdentity } from './read-regions.ts';
import type { ScatterChartOptions } from './scatter-options.ts';

const NAMES = { caller: 'scatterChart', list: 'groups', one: 'group' } as const;

/**
 * Draws groups of points as a standalone SVG: white ground, title, legend; groups differ by colour and mark. Behind them, if asked for, the
 * regions that a classifier divides the plane into, or the probability that it gives a class.
 *
 * Points that cannot be drawn are left out, and a note under the chart counts them: NaN, ±Infinity, magnitudes beyond 1e300, and, on a
 * log axis, values ≤ 0. The more points there are, the smaller their marks.
 *
 * @param options title, axes, groups, regions; see {@link ScatterChartOptions}
 * @returns SVG text, with `role="img"`, a title and a description that sums each group up; accepted by `report`
 * @throws TypeError if an argument is of the wrong kind; RangeError for no groups, a group without points, two groups of one name, an empty
 *   text, a domain that does not go up or (log axis) is not positive, rows of different lengths, a class without a group, a probability
 *   outside [0, 1], error bars that are negative, not finite, too few or over a logarithmic y, regions behind axes that are not linear or have no domain, and `identity` between axes of different scales
 * @example
 * ```ts
 * import { scatterChart } from '@gradlab/plots';
 *
 * const middles = Array.from({ length: 40 }, (_, i) => -1 + (i + 0.5) / 20);
 * const svg = scatterChart({
 *   title: 'Probability of class 1',
 *   x: { label: 'x', domain: [-1, 1] },
 *   y: { label: 'y', domain: [-1, 1] },
 *   groups: [
 *     { name: 'class 0', points: [[-0.5, 0.2], [-0.3, -0.6]] },
 *     { name: 'class 1', points: [[0.4, 0.1], [0.7, -0.2]] },
 *   ],
 *   regions: { probabilities: middles.map((y) => middles.map((x) => 1 / (1 + Math.exp(-5 * (x + y / 2))))) },
 * });
 * console.log(svg.startsWith('<svg'));
 * ```
 */
export function scatterChart(options: ScatterChartOptions): string {
  const { groups, width = 560, height = 440, identity = false, ...rest } = options;
  const chart = readChart({ ...rest, series: groups, width, height }, NAMES);
  const bars = readErrorBars(groups, chart.y);
  const y = aroundBars(chart, bars, height);
  const points = { ...chart, y, lines: chart.lines.map((line) => ({ ...line, joined: false })) };
  const regions = readRegions(options.regions, points);
  requireIdentity(identity, points);
  const layout = layOut(points);
  return writeFigure({
    title: chart.title,
    description: describeScatter(points, layout, { regions, bars }),
    width,
    height: layout.padding.top + layout.plot.height + layout.padding.bottom,
    body: drawScatter(layout, { regions, identity, bars }),
  });
}
