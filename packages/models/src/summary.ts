import { describeShape } from '@gradlab-internal/checks';
import { countLayerParameters, type PlacedLayer } from './architecture.ts';

/** A row of a model's summary. */
export interface LayerSummary {
  readonly name: string;
  readonly kind: string;
  /** Without the batch dimension. */
  readonly outputShape: readonly number[];
  /** Number of values in its parameters. */
  readonly parameterCount: number;
}

/** The summary as data: what {@link formatSummary} prints, and what a report makes a table of. */
export function summarize(layers: readonly PlacedLayer[]): LayerSummary[] {
  return layers.map((placed) => ({
    name: placed.name,
    kind: placed.layer.kind,
    outputShape: placed.outputShape,
    parameterCount: countLayerParameters(placed),
  }));
}

const thousands = new Intl.NumberFormat('en-US');

/** The summary as a table for a terminal. */
export function formatSummary(rows: readonly LayerSummary[]): string {
  const total = rows.reduce((sum, row) => sum + row.parameterCount, 0);
  const cells = [
    ['layer', 'output', 'parameters'],
    ...rows.map((row) => [
      row.name,
      describeShape(['batch', ...row.outputShape]),
      thousands.format(row.parameterCount),
    ]),
    ['total', '', thousands.format(total)],
  ];
  const width = (column: number): number => Math.max(...cells.map((row) => row[column]?.length ?? 0));
  const [first, second, third] = [width(0), width(1), width(2)];
  const lines = cells.map(
    ([layer = '', output = '', count = '']) =>
      `${layer.padEnd(first)}  ${output.padEnd(second)}  ${count.padStart(third)}`,
  );
  const rule = '─'.repeat(first + second + third + 4);
  return [lines[0], rule, ...lines.slice(1, -1), rule, lines.at(-1)].join('\n');
}
