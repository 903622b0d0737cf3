import type { Block } from '@gradlab/plots';
import type { Comparison } from '../comparison.ts';

/** Every figure of ours beside the published one. */
export function comparisonTable(comparisons: readonly Comparison[]): Block {
  return {
    type: 'table',
    caption: 'Our figures beside the published ones.',
    columns: [
      { label: 'experiment' },
      { label: 'figure' },
      { label: 'ours', format: 'general', align: 'right' },
      { label: 'published', format: 'general', align: 'right' },
    ],
    rows: comparisons.map(({ what, measure, ours, published }) => [what, measure, ours, published]),
  };
}
