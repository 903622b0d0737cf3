import type { Targets } from '@gradlab/datasets';
import type { Block, Section } from '@gradlab/plots';
import type { Comparison } from '../comparison.ts';
import { counted } from '../counted.ts';
import { type StudyData, sizesOfSets } from '../data/study-data.ts';
import { comparisonTable } from './comparison-table.ts';
import type { ReportContext } from './report-context.ts';

/** What was run, and every figure of ours beside the published one. */
export function overview(comparisons: readonly Comparison[], about: ReportContext): Section {
  const { data, reference, noun, profile, backend, seed, seconds, taken } = about;
  const elsewhere: Block = {
    type: 'note',
    kind: 'warning',
    text: `These runs are on ${data.name}. The published figures are for ${reference} and are shown for orientation only.`,
  };
  return {
    title: 'What was run',
    blocks: [
      ...(data.isReference || reference === undefined ? [] : [elsewhere]),
      {
        type: 'facts',
        items: [
          ['data', data.name],
          ...sizeFacts(data, noun),
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

function sizeFacts(data: StudyData<Targets>, noun: string): [string, string][] {
  return Object.entries(sizesOfSets(data)).map(([set, { train, validation, test }]) => [
    `training / validation / test ${noun}${data.sets === undefined ? '' : `, ${set}`}`,
    `${train} / ${validation} / ${test}`,
  ]);
}
