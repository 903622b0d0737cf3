import type { Section } from '@gradlab/plots';
import { figureBlocks, networkTable, paragraph } from '@gradlab-examples/harness';
import type { Figures } from '../draw-figures.ts';
import { meansFinding } from '../findings.ts';
import type { Results } from '../results.ts';
import { trainingTable } from './training-table.ts';

/** Of test accuracy, to be passed on MNIST. */
const MARK = 0.984;

/** The best perceptron, each means on top of those before it. */
export function perceptronSection({ perceptrons, isComparable }: Results, figures: Figures): Section[] {
  const [first] = perceptrons;
  if (first === undefined) return [];
  return [
    {
      title: 'The best perceptron, each means in turn',
      blocks: [
        paragraph(
          `ReLU, batch size ${first.settings.batchSize}. Each row keeps what the rows above it have and adds one thing. All start from the same weights; those of the epoch that is best on the validation digits are tested, once for each row. Small shifts and turns: every digit is moved by up to two pixels and turned by up to ten degrees, otherwise in every epoch.`,
        ),
        networkTable(first.layers, first.parameterCount),
        trainingTable('Accuracy with the weights of the best epoch.', perceptrons),
        ...figureBlocks(figures.perceptrons?.error, figures.perceptrons?.loss),
        paragraph(meansFinding(perceptrons, isComparable ? MARK : undefined)),
      ],
    },
  ];
}
