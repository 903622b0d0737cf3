import type { Section } from '@gradlab/plots';
import { figureBlocks, networkTable, paragraph } from '@gradlab-examples/harness';
import type { Figures } from '../draw-figures.ts';
import { earlyFinding, sizeFinding } from '../findings.ts';
import type { Results } from '../results.ts';
import { trainingTable } from './training-table.ts';

/** Part K: five sizes. */
export function sizeSection({ sizes }: Results, figures: Figures): Section[] {
  const [first] = sizes;
  if (first === undefined) return [];
  const early = earlyFinding(sizes);
  return [
    {
      title: 'A2-K: five sizes',
      blocks: [
        paragraph(
          `ReLU hidden layers, stochastic gradient descent on the mean cross-entropy of each batch of ${first.settings.batchSize}, the rate ${first.settings.learningRate} throughout. The report does not print how the weights start: here Glorot uniform. The weights of the last epoch are tested.`,
        ),
        networkTable(first.layers, first.parameterCount, first.label),
        trainingTable('Accuracy with the weights of the last epoch.', sizes),
        ...figureBlocks(figures.sizes?.error, figures.sizes?.loss),
        paragraph(sizeFinding(sizes)),
        ...(early === '' ? [] : [paragraph(early)]),
      ],
    },
  ];
}
