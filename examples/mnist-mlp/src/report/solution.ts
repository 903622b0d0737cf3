import type { Section } from '@gradlab/plots';
import { figureBlocks, paragraph } from '@gradlab-examples/harness';
import type { Figures } from '../draw-figures.ts';
import { bestFinding, find, normalFinding, zeroFinding } from '../findings.ts';
import type { Training } from '../run-training.ts';
import { networkBlocks, readingBlocks, titleOf } from './blocks.ts';
import { lossTables } from './loss-tables.ts';

/** Experiment A1-S. */
export function solutionSection(trainings: readonly Training[], figures: Figures): Section {
  const zero = find(trainings, 'zero', 'plain');
  const normal = find(trainings, 'normal', 'plain');
  return {
    title: titleOf(trainings),
    blocks: [
      ...networkBlocks(trainings),
      ...figureBlocks(figures.solutionLoss, figures.solutionAccuracy),
      ...lossTables(trainings),
      ...readingBlocks(trainings),
      ...(zero ? [paragraph(zeroFinding(zero))] : []),
      ...(normal ? [paragraph(normalFinding(normal))] : []),
      paragraph(bestFinding(trainings)),
    ],
  };
}
