import type { Block, Section } from '@gradlab/plots';
import type { Comparison } from '../comparison.ts';
import type { ReportContext } from './report-context.ts';

/** What was run, and every figure of ours beside the published one. */
export function overview(
  comparisons: readonly Comparison[],
  { digits, backend, seed, seconds }: ReportContext,
): Section {
  const notMnist: Block = {
    type: 'note',
    kind: 'warning',
    text: `These runs are on ${digits.name}. The published figures are for MNIST and are shown for orientation only.`,
  };
  return {
    title: 'What was run',
    blocks: [
      ...(digits.name === 'MNIST' ? [] : [notMnist]),
      {
        type: 'facts',
        items: [
          ['data', digits.name],
          [
            'training / validation / test digits',
            `${digits.train.size} / ${digits.validation.size} / ${digits.test.size}`,
          ],
          ['backend', `${backend.name}${backend.simd === undefined ? '' : ` (${backend.simd})`}, ${backend.device}`],
          ['seed', seed],
          ['wall time', `${Math.round(seconds)} s`],
        ],
      },
      {
        type: 'table',
        caption: 'Our figures beside the published ones.',
        columns: [
          { label: 'experiment' },
          { label: 'figure' },
          { label: 'ours', format: 'general', align: 'right' },
          { label: 'published', format: 'general', align: 'right' },
        ],
        rows: comparisons.map(({ what, measure, ours, published }) => [what, measure, ours, published]),
      },
    ],
  };
}
