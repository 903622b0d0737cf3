import { layOut } from './chart-layout.ts';
import type { LineChartOptions } from './chart-options.ts';
import { chartSpec } from './chart-spec.ts';
import { describeChart } from './describe-chart.ts';
import { readChart } from './read-chart.ts';
import { renderChart } from './render-chart.ts';

/**
 * Draws a line chart as a standalone SVG: white ground, title, legend, markers; series differ by colour (told apart with
 * every common colour blindness), marker and dashes. The same input gives the same string, wherever it is drawn.
 *
 * Points that cannot be drawn leave a gap, and a note under the chart counts them: NaN, ±Infinity, magnitudes beyond
 * 1e300, and, on a log axis, values ≤ 0. A series of nothing else is still listed. The drawing is done by Vega, which is
 * loaded with the first chart.
 *
 * @param options title, axes and series; see {@link LineChartOptions}
 * @returns SVG text, with `role="img"`, a title, and a description that sums each series up
 * @throws TypeError if an argument is of the wrong kind; RangeError for no series, a series without points, two series of
 *   one name, an empty text, a domain that does not go up or (log axis) is not positive
 * @example
 * ```ts
 * import { lineChart } from '@gradlab/plots';
 *
 * const svg = await lineChart({
 *   title: 'Training loss',
 *   x: { label: 'epoch' },
 *   y: { label: 'mean cross-entropy', scale: 'log' },
 *   series: [
 *     { name: 'Glorot', points: [[1, 1.935], [2, 1.568], [3, 1.237]] },
 *     { name: 'Zero', points: [[1, 2.3026], [2, 2.3026], [3, 2.3025]] },
 *   ],
 * });
 * console.log(svg.startsWith('<svg'));
 * ```
 */
export async function lineChart(options: LineChartOptions): Promise<string> {
  const chart = readChart(options);
  const layout = layOut(chart);
  return await renderChart(chartSpec(layout, chart.markers), chart.title, describeChart(chart, layout));
}
