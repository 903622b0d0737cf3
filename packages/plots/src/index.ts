export type { AxisOptions, LineChartOptions, Series } from './chart-options.ts';
export { lineChart } from './line-chart.ts';
export { report } from './report.ts';
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
} from './report-options.ts';
