import type { Section } from '@gradlab/plots';
import { figureBlocks, paragraph } from '@gradlab-examples/harness';
import type { Figures } from '../draw-figures.ts';
import { bestFinding, find, zeroFinding } from '../findings.ts';
import type { Training } from '../run-training.ts';
import { networkBlocks, readingBlocks, titleOf } from './blocks.ts';

/** Experiment A1-H. */
export function humourSection(trainings: readonly Training[], figures: Figures): Section {
  const zero = find(trainings, 'zero', 'plain');
  return {
    title: titleOf(trainings),
    blocks: [
      ...networkBlocks(trainings),
      ...figureBlocks(figures.humourAccuracy, figures.humourLoss),
      {
        type: 'table',
        caption: 'Scores with the weights of the epoch that is best on the validation digits.',
        columns: [
          { label: 'training' },
          { label: 'kept epoch' },
          { label: 'test loss', format: 'fixed', decimals: 4 },
          { label: 'test accuracy', format: 'fixed', decimals: 4 },
        ],
        rows: trainings.map(({ plan, keptEpoch, test }) => [plan.label, keptEpoch, test.loss, test.accuracy]),
      },
      ...readingBlocks(trainings),
      ...(zero ? [paragraph(zeroFinding(zero))] : []),
      paragraph(bestFinding(trainings)),
    ],
  };
}
