import type { Block, Section } from '@gradlab/plots';
import { type Figure, figureBlocks, paragraph } from '@gradlab-examples/harness';
import { descentFinding, EXPLODING, summarise } from '../descent-summary.ts';
import type { LossName } from '../losses.ts';
import { BATCH_SIZE } from '../plan.ts';
import type { Descent } from '../run-descent.ts';

const HEADINGS: Readonly<Record<LossName, string>> = {
  'squared error': 'Squared error of the outputs, without softmax',
  'cross-entropy': 'Cross-entropy',
};

/** The gradient that explodes, clipped, and cured by a smaller rate. */
export function explosionSection(
  descents: readonly Descent[],
  figures: ReadonlyMap<LossName, readonly Figure[]>,
): Section[] {
  if (descents.length === 0) return [];
  const note =
    `The network of three convolutions of 20 channels goes down each loss in three ways, from the same first weights and on the same batches of ${BATCH_SIZE}. ` +
    'The exercise does not say with what its gradient exploded. A rate of 1 is our reading: the printed 0.1 is that for a loss summed over its batch of ten. ' +
    `A gradient passes for exploding that reaches ${EXPLODING} times the norm of the first step, or whose loss is no longer finite.`;
  return [
    {
      title: 'An exploding gradient, clipped, and cured by a smaller rate',
      blocks: [
        paragraph(note),
        ...[...figures].flatMap(([group, drawn]): Block[] => [
          { type: 'heading', text: HEADINGS[group] },
          ...figureBlocks(...drawn),
          ...groupBlocks(descents.filter((descent) => descent.group === group)),
        ]),
      ],
    },
  ];
}

function groupBlocks(descents: readonly Descent[]): Block[] {
  return [
    {
      type: 'table',
      caption: 'The three ways.',
      columns: [
        { label: 'way' },
        { label: 'steps' },
        { label: 'first norm', format: 'general' },
        { label: 'largest norm', format: 'general' },
        { label: 'loss in the end', format: 'general' },
        { label: 'validation', format: 'percent', decimals: 2 },
      ],
      rows: descents.map((descent) => {
        const { firstNorm, largestNorm, endLoss } = summarise(descent);
        const { label, losses, accuracy, stopped } = descent;
        return [label, losses.length, firstNorm, largestNorm, stopped === null ? endLoss : null, accuracy];
      }),
    },
    ...descents.map((descent) => paragraph(descentFinding(descent))),
  ];
}
