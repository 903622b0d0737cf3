export { type Bar, type BarChartOptions, barChart } from './bar-chart/bar-chart.ts';
export { type HeatMapOptions, type HeatMapSide, heatMap } from './heat-map/heat-map.ts';
export { type GridPicture, type ImageGridOptions, imageGrid } from './image-grid/image-grid.ts';
export type { Picture } from './image-grid/picture.ts';
export type { AxisOptions, LineChartOptions, Series } from './line-chart/chart-options.ts';
export { lineChart } from './line-chart/line-chart.ts';
export type { ParallelAxis, ParallelValue } from './parallel-coordinates/parallel-axis.ts';
export { parallelCoordinates } from './parallel-coordinates/parallel-coordinates.ts';
export type { ParallelCoordinatesOptions } from './parallel-coordinates/read-parallel.ts';
export { report } from './report/report.ts';
export type {
  Block,
  Cell,
  CodeBlock,
  Column,
  FactsBlock,
  FigureBlock,
  HeadingBlock,
  LinkBlock,
  NoteBlock,
  ParagraphBlock,
  ReportOptions,
  Section,
  TableBlock,
} from './report/report-options.ts';
export { scatterChart } from './scatter-chart/scatter-chart.ts';
export type { PointGroup, Regions, ScatterChartOptions } from './scatter-chart/scatter-options.ts';
export type { NumberFormat } from './text/number-format.ts';
