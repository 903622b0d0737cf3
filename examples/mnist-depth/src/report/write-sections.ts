import type { Block, Section } from '@gradlab/plots';
import { type Figure, figureBlocks, networkTable, paragraph } from '@gradlab-examples/harness';
import { bestFinding, depthFinding, pairFinding } from '../findings.ts';
import type { LossName } from '../losses.ts';
import { BATCH_SIZE, QUICK_SQUARED_ERROR_RATE } from '../plan.ts';
import type { Descent } from '../run-descent.ts';
import type { Training } from '../run-training.ts';
import { explosionSection } from './explosion.ts';

/** The figures of a run; what a run of some parts alone has not is absent. */
export interface Figures {
  readonly depth?: Figure;
  readonly loss?: Figure;
  readonly activations?: Figure;
  readonly confusion?: Figure;
  /** By the loss that explodes. */
  readonly explosion: ReadonlyMap<LossName, readonly Figure[]>;
}

/** What the report shows between what was run and how to repeat it. */
export function writeSections(
  trainings: readonly Training[],
  descents: readonly Descent[],
  figures: Figures,
): Section[] {
  const byId = new Map(trainings.map((training) => [training.id, training]));
  const pairs = (...ids: readonly (readonly [string, string])[]): Block[] =>
    ids.flatMap(([a, b]) => {
      const [first, second] = [byId.get(a), byId.get(b)];
      return first && second ? [paragraph(pairFinding(first, second))] : [];
    });
  return [
    ...(trainings.length > 0 ? [trainingSection(trainings, figures)] : []),
    ...depthSection(
      trainings.filter(({ part }) => part === 'depth'),
      figures,
    ),
    ...section('Squared error against cross-entropy', figures.loss, [
      paragraph(
        'Squared error is the mean over the ten outputs of (softmax − one-hot label)²; cross-entropy is −log of the softmax of the true digit.',
      ),
      ...pairs(['linear', 'linear-entropy'], ['conv-3-wide', 'conv-3-wide-entropy']),
    ]),
    ...section('Softmax, sigmoid and tanh', figures.activations, [
      paragraph(
        'The linear layer’s outputs through softmax, sigmoid and tanh, and sigmoid in place of tanh between the convolutions; all by squared error.',
      ),
      ...pairs(['linear', 'linear-sigmoid'], ['linear', 'linear-tanh'], ['conv-3', 'conv-3-sigmoid']),
    ]),
    ...explosionSection(descents, figures.explosion),
  ];
}

function trainingSection(trainings: readonly Training[], { confusion }: Figures): Section {
  const longer = trainings.some(({ learningRate }) => learningRate === QUICK_SQUARED_ERROR_RATE)
    ? ` In this quick run the rate by squared error is ${QUICK_SQUARED_ERROR_RATE} instead of the printed 0.1.`
    : '';
  const note =
    `Every training is plain SGD in batches of ${BATCH_SIZE} at a constant rate. The weights tested are those of the epoch that is best on the ` +
    'validation digits; the test digits are used once. The exercise prints 50 epochs for the network of three convolutions of 20 by cross-entropy, and ' +
    'no number for the others; the one share of which it says so is of validation digits, and those of ours that stand beside the others are, too. ' +
    `Kernels and pools are not printed: each convolution here is 3 × 3 with a 2 × 2 pool after it.${longer}`;
  return {
    title: 'The trainings',
    blocks: [
      paragraph(note),
      {
        type: 'table',
        caption: 'Convolutions with tanh, softmax in the end, squared error: unless the name says otherwise.',
        columns: [
          { label: 'training' },
          { label: 'parameters' },
          { label: 'rate', format: 'general' },
          { label: 'epochs' },
          { label: 'validation', format: 'percent', decimals: 2 },
          { label: 'test', format: 'percent', decimals: 2 },
          { label: 's/epoch', format: 'fixed', decimals: 1 },
        ],
        rows: trainings.map((training) => [
          training.label,
          training.parameterCount,
          training.learningRate,
          training.epochs,
          training.validation.accuracy,
          training.test.accuracy,
          training.seconds / training.history.length,
        ]),
      },
      paragraph(bestFinding(trainings)),
      ...figureBlocks(confusion),
    ],
  };
}

function depthSection(trainings: readonly Training[], { depth }: Figures): Section[] {
  const deepest = trainings.at(-1);
  if (deepest === undefined) return [];
  return section('From one linear layer to three convolutions', depth, [
    paragraph(depthFinding(trainings)),
    networkTable(deepest.layers, deepest.parameterCount, `The network “${deepest.label}”`),
  ]);
}

function section(title: string, figure: Figure | undefined, blocks: readonly Block[]): Section[] {
  return figure === undefined ? [] : [{ title, blocks: [...figureBlocks(figure), ...blocks] }];
}
