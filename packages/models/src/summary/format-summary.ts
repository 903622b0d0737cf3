import { describeShape, requireInteger } from '@gradlab-internal/checks';
import type { LayerSummary, SummaryOptions } from './layer-summary.ts';

const thousands = new Intl.NumberFormat('en-US');

const HEADER = ['layer', 'output', 'parameters', 'trainable', 'multiply-adds', 'sees', 'output bytes'] as const;
const LEFT_COLUMNS = 2;

/** Rows of layers as a table for a terminal. */
export function formatSummary(rows: readonly LayerSummary[], { batchSize = 1 }: SummaryOptions = {}): string {
  requireInteger('summary', 'batchSize', batchSize, { min: 1 });
  const total = (of: (row: LayerSummary) => number): string =>
    thousands.format(rows.reduce((sum, row) => sum + of(row), 0));
  const cells: readonly (readonly string[])[] = [
    HEADER,
    ...rows.map((row) => formatRow(row, batchSize)),
    [
      'total',
      '',
      total((row) => row.parameterCount),
      total((row) => row.trainableCount),
      total((row) => batchSize * row.multiplyAdds),
      '',
      total((row) => batchSize * row.activationBytes),
    ],
  ];
  const widths = HEADER.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) =>
    row
      .map((cell, column) =>
        column < LEFT_COLUMNS ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
  const rule = '─'.repeat(lines[0]?.length ?? 0);
  return [lines[0], rule, ...lines.slice(1, -1), rule, lines.at(-1)].join('\n');
}

function formatRow(row: LayerSummary, batchSize: number): readonly string[] {
  return [
    row.name,
    describeShape(['batch', ...row.outputShape]),
    thousands.format(row.parameterCount),
    thousands.format(row.trainableCount),
    thousands.format(batchSize * row.multiplyAdds),
    row.receptiveField?.join('×') ?? '',
    thousands.format(batchSize * row.activationBytes),
  ];
}
