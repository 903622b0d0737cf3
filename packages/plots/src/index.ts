export type { AxisOptions, LineChartOptions, Series } from './line-chart/chart-options.ts';
export { lineChart } from './line-chart/line-chart.ts';
export { report } from './report/report.ts';
export type {
  Block,
  Cell,
  CodeBlock,
  Column,
  FactsBlock,
  FigureBlock,
  HeadingBlock,
  NoteBlock,
  ParagraphBlock,
  ReportOptions,
  Section,
  TableBlock,
} from './report/report-options.ts';
