import type { Block, Section } from '@gradlab/plots';
import { type Figure, figureBlocks, networkTable, paragraph } from '@gradlab-examples/harness';
import { nameOf } from '../comparison.ts';
import type { TrainingFigures } from '../draw-figures.ts';
import { bestFinding, confusionFinding, dropoutFinding, longFinding, pairFinding } from '../findings.ts';
import { BATCH_SIZE } from '../plan.ts';
import type { Training } from '../run-training.ts';

/** The figures of a run: of each training by its id, and those that set several beside one another. */
export interface Figures {
  readonly trainings: Readonly<Record<string, TrainingFigures>>;
  readonly sizes?: Figure;
  readonly dropout?: Figure;
}

/** What the report shows between what was run and how to repeat it. */
export function writeSections(trainings: readonly Training[], figures: Figures): Section[] {
  const networks = trainings.filter(({ part }) => part.startsWith('B-'));
  const of = (part: Training['part']): Training[] => trainings.filter((training) => training.part === part);
  return [
    { title: 'How the networks are trained', blocks: trainingBlocks(trainings) },
    ...networks.map((training) => networkSection(training, figures)),
    ...sizeSection(networks, of('perceptrons'), figures),
    ...dropoutSection(trainings, of('dropout'), figures),
    ...longSection(
      trainings.filter(({ part }) => part.startsWith('long')),
      figures,
    ),
  ];
}

function trainingBlocks(trainings: readonly Training[]): Block[] {
  const note =
    'The reports give no learning rate and no batch size for these networks. Here all are trained by Adam in batches of ' +
    `${BATCH_SIZE}, the learning rate falling from the value in the table to zero along a cosine. The weights tested are those of the epoch that is ` +
    'best on the validation digits; the test digits are used once.';
  return [
    paragraph(note),
    {
      type: 'table',
      caption: 'The trainings.',
      columns: [
        { label: 'training' },
        { label: 'layers' },
        { label: 'parameters' },
        { label: 'rate', format: 'general' },
        { label: 'epochs' },
        { label: 'kept' },
        { label: 'test accuracy', format: 'percent' },
        { label: 's per epoch', format: 'fixed', decimals: 1 },
      ],
      rows: trainings.map(({ label, network, parameterCount, settings, keptEpoch, test, history, seconds }) => [
        label,
        network.design === 'ours' ? 'ours' : 'as reported',
        parameterCount,
        settings.learningRate,
        settings.epochs,
        keptEpoch,
        test.accuracy,
        seconds / history.length,
      ]),
    },
    paragraph(bestFinding(trainings)),
  ];
}

function networkSection(training: Training, { trainings }: Figures): Section {
  const { error, confusion, hardest } = trainings[training.id] ?? {};
  return {
    title: `${training.label}: ${training.network.description}`,
    blocks: [
      networkTable(training.layers, training.parameterCount),
      ...figureBlocks(error, confusion),
      paragraph(confusionFinding(training)),
      ...figureBlocks(hardest),
    ],
  };
}

/** Perceptrons have their sizes from the networks: the one that fits is the largest that is not larger. */
function sizeSection(networks: readonly Training[], perceptrons: readonly Training[], { sizes }: Figures): Section[] {
  if (perceptrons.length === 0) return [];
  const findings = networks.flatMap((network) => {
    const within = perceptrons.filter(({ parameterCount }) => parameterCount <= network.parameterCount);
    const [equal] = within.sort((a, b) => b.parameterCount - a.parameterCount);
    return equal === undefined ? [] : [paragraph(pairFinding(network, equal))];
  });
  return [
    {
      title: 'Convolutional networks against perceptrons of their size',
      blocks: [...figureBlocks(sizes), ...findings],
    },
  ];
}

function dropoutSection(
  trainings: readonly Training[],
  dropouts: readonly Training[],
  { dropout: figure }: Figures,
): Section[] {
  const without = trainings.find(({ part }) => part === 'B-S');
  if (without === undefined || dropouts.length === 0) return [];
  const findings = dropouts.map((dropout) => paragraph(dropoutFinding(without, dropout)));
  return [{ title: 'Dropout against none', blocks: [...figureBlocks(figure), ...findings] }];
}

function longSection(long: readonly Training[], { trainings }: Figures): Section[] {
  if (long.length === 0) return [];
  const blocks = long.flatMap((training) => [
    { type: 'heading', text: nameOf(training) } as const,
    ...figureBlocks(trainings[training.id]?.error),
    paragraph(longFinding(training)),
  ]);
  return [{ title: 'Over- against under-parameterised, trained for long', blocks }];
}
