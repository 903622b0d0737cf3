import type { AxisOptions } from '../line-chart/chart-options.ts';

/** One group of points. */
export interface PointGroup {
  /** Text of the legend; no two groups of a chart may share it. */
  readonly name: string;
  /** `[x, y]` pairs. One that cannot be drawn (NaN, ±Infinity, or ≤ 0 on a log axis) is left out and counted in a note. */
  readonly points: readonly (readonly [number, number])[];
  /** Half the length of a vertical bar through each point, in the units of y, which must be linear: a standard deviation, say. Finite, ≥ 0. */
  readonly errorBars?: readonly number[];
  /** Index into the palette, which also chooses the mark; the group's own index by default. */
  readonly color?: number;
}

/**
 * What is painted behind the points, as values at the middles of the cells of a grid: a list of rows, the lowest y first, each from the
 * lowest x. The grid spans the axes, which must be linear and have a `domain`. NaN is grey.
 */
export type Regions =
  | {
      /** The index of the group whose colour a cell has. */
      readonly classes: readonly (readonly number[])[];
    }
  | {
      /** Between the colours of the first group (0) and the second (1); white halfway. */
      readonly probabilities: readonly (readonly number[])[];
    };

/** What {@link scatterChart} draws. */
export interface ScatterChartOptions {
  /** Stands above the chart and names it for screen readers. */
  readonly title: string;
  readonly x: AxisOptions;
  readonly y: AxisOptions;
  /** At least one, each with at least one point. */
  readonly groups: readonly PointGroup[];
  readonly regions?: Regions;
  /** Draws the line y = x, on which predictions equal what they predict. */
  readonly identity?: boolean;
  /** Width of the whole figure in pixels, an integer in 320 … 4000; 560 by default. */
  readonly width?: number;
  /** Height of the plotting area alone, an integer in 80 … 4000; 440 by default. Title and legend come on top. */
  readonly height?: number;
  /** What the figure shows, for screen readers, ahead of the summary of the groups that is always written. */
  readonly description?: string;
}
