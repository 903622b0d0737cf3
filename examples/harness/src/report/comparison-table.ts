import type { Block } from '@gradlab/plots';
import type { Comparison } from '../comparison.ts';

/**
 * Every figure of ours beside the published one.
 *
 * @param of which experiment, where several stand in a document
 */
export function comparisonTable(comparisons: readonly Comparison[], of?: string): Block {
  return {
    type: 'table',
    caption:
      of === undefined ? 'Our figures beside the published ones.' : `${of}: our figures beside the published ones.`,
    columns: [
      { label: 'experiment' },
      { label: 'figure' },
      { label: 'ours', format: 'general', align: 'right' },
      { label: 'published', format: 'general', align: 'right' },
    ],
    rows: comparisons.map(({ what, measure, ours, published }) => [what, measure, ours, published]),
  };
}
