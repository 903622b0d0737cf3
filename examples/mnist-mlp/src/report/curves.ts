import type { Section } from '@gradlab/plots';
import { figureBlocks, paragraph } from '@gradlab-examples/harness';
import type { Figures } from '../draw-figures.ts';
import { bestFinding, find, flatFinding, improvingFinding, plateauFinding } from '../findings.ts';
import type { Training } from '../run-training.ts';
import { networkBlocks, titleOf } from './blocks.ts';

/** Experiment A1-K. */
export function curvesSection(trainings: readonly Training[], figures: Figures): Section {
  const findings = [
    [find(trainings, 'zero', 'plain'), flatFinding],
    [find(trainings, 'normal', 'plain'), plateauFinding],
    [find(trainings, 'glorot', 'plain'), improvingFinding],
  ] as const;
  return {
    title: titleOf(trainings),
    blocks: [
      paragraph(
        'The report prints of the network only that it has two hidden layers. Sizes, learning rate and batch size are ours: those of the largest network of its table of sizes (A2-K).',
      ),
      ...networkBlocks(trainings),
      ...figureBlocks(...(figures.curves ?? [])),
      ...findings.flatMap(([training, finding]) => (training ? [paragraph(finding(training))] : [])),
      paragraph(bestFinding(trainings)),
    ],
  };
}
