/** One axis of a chart. */
export interface AxisOptions {
  /** What the axis measures, with its unit. */
  readonly label: string;
  /** `linear` by default. On `log`, values ≤ 0 cannot be drawn: they are left out and a note under the chart says so. */
  readonly scale?: 'linear' | 'log';
  /** Ends of the axis; taken from the data by default. What lies outside is cut off. */
  readonly domain?: readonly [number, number];
}

/** One line of a chart. */
export interface Series {
  /** Text of the legend; no two series of a chart may share it. */
  readonly name: string;
  /**
   * `[x, y]` pairs, joined in the order given. A pair that cannot be drawn (NaN, ±Infinity, or ≤ 0 on a log axis)
   * leaves a gap in the line.
   */
  readonly points: readonly (readonly [number, number])[];
  /** Whether the points are joined; `false` draws the markers alone: a scatter plot. `true` by default. */
  readonly joined?: boolean;
  /** Draws the line dashed (`true`) or solid (`false`). By default the first seven series are solid, later ones vary. */
  readonly dashed?: boolean;
  /**
   * Index into the palette, to give two series the same colour and marker (training and validation of one network, say);
   * the series' own index by default.
   */
  readonly color?: number;
}

/** What {@link lineChart} draws. */
export interface LineChartOptions {
  /** Stands above the chart and names it for screen readers. */
  readonly title: string;
  readonly x: AxisOptions;
  readonly y: AxisOptions;
  /** At least one, each with at least one point. */
  readonly series: readonly Series[];
  /** Width of the whole figure in pixels, an integer in 320 … 4000; 680 by default. */
  readonly width?: number;
  /** Height of the plotting area alone, an integer in 80 … 4000; 340 by default. Title and legend come on top. */
  readonly height?: number;
  /** Markers on the points: `auto` (the default) puts them on at most about a dozen points of a long series. */
  readonly markers?: 'auto' | 'all' | 'none';
  /** What the figure shows, for screen readers, ahead of the summary of the series that is always written. */
  readonly description?: string;
}
