import type { Block, Section } from '@gradlab/plots';
import type { Comparison } from '../comparison.ts';
import { counted } from '../counted.ts';
import { sizesOf } from '../data/study-data.ts';
import { comparisonTable } from './comparison-table.ts';
import type { ReportContext } from './report-context.ts';

/** What was run, and every figure of ours beside the published one. */
export function overview(comparisons: readonly Comparison[], about: ReportContext): Section {
  const { data, reference, noun, profile, backend, seed, seconds, taken } = about;
  const { train, validation, test } = sizesOf(data);
  const elsewhere: Block = {
    type: 'note',
    kind: 'warning',
    text: `These runs are on ${data.name}. The published figures are for ${reference} and are shown for orientation only.`,
  };
  return {
    title: 'What was run',
    blocks: [
      ...(data.isReference ? [] : [elsewhere]),
      {
        type: 'facts',
        items: [
          ['data', data.name],
          [`training / validation / test ${noun}`, `${train} / ${validation} / ${test}`],
          ['profile', profile],
          ['backend', `${backend.name}${backend.simd === undefined ? '' : ` (${backend.simd})`}, ${backend.device}`],
          ['seed', seed],
          [
            'wall time',
            `${Math.round(seconds)} s${taken === 0 ? '' : `; ${counted(taken, 'part')} had been done by a run that was cut short`}`,
          ],
        ],
      },
      comparisonTable(comparisons),
    ],
  };
}
