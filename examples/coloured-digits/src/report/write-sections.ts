import type { Section } from '@gradlab/plots';
import { type Figure, figureBlocks, networkTable, paragraph } from '@gradlab-examples/harness';
import { headsFinding, mistakesFinding, pairFinding } from '../findings.ts';
import { BATCH_SIZE, type Part, RATES } from '../plan.ts';
import type { Training } from '../run-training.ts';

/** The figures of a run. */
export interface Figures {
  readonly samples: Figure;
  readonly rate: Figure | undefined;
  /** Of digit, colour and both. */
  readonly errors: readonly Figure[];
  /** Of each training: confusion of each head, and mistakes if there are any. */
  readonly trainings: Readonly<Partial<Record<Part, readonly (Figure | undefined)[]>>>;
}

/** What the report shows between what was run and how to repeat it. */
export function writeSections(trainings: readonly Training[], figures: Figures): Section[] {
  const [first, second] = trainings;
  return [
    {
      title: 'The digits and the networks',
      blocks: [
        paragraph(
          'Every digit is in one of eight colours, each channel of which is dimmed by up to a quarter. The exercise does not say how its digits ' +
            'were coloured, nor how many channels its network has: both are ours.',
        ),
        ...figureBlocks(figures.samples),
        paragraph(
          `Two heads tell digit and colour; their cross-entropies are added. Both networks are trained by Adam in batches of ${BATCH_SIZE}, the rate ` +
            `falling from ${RATES.first} to ${RATES.last} along a cosine. The weights tested are those of the epoch whose joint accuracy is best on the validation ` +
            'digits; the test digits are used once. The exercise prints no number of epochs.',
        ),
        ...figureBlocks(figures.rate),
        ...(first
          ? [networkTable(first.layers, first.parameterCount, `The network with ${first.label}: ${first.description}`)]
          : []),
        ...(second
          ? [
              paragraph(
                `The network with ${second.label} has ${second.parameterCount.toLocaleString('en-US')} parameters: ${second.description}.`,
              ),
            ]
          : []),
      ],
    },
    {
      title: 'Shared trunk against separate trunks',
      blocks: [
        {
          type: 'table',
          caption: 'What is told rightly.',
          columns: [
            { label: 'network' },
            { label: 'set' },
            { label: 'digit', format: 'percent', decimals: 2 },
            { label: 'colour', format: 'percent', decimals: 2 },
            { label: 'both', format: 'percent', decimals: 2 },
            { label: 'loss', format: 'fixed', decimals: 4 },
          ],
          rows: trainings.flatMap((training) =>
            (['validation', 'test'] as const).map((set) => {
              const { digit, colour, joint, loss } = training[set];
              return [training.label, set, digit, colour, joint, loss];
            }),
          ),
        },
        ...trainings.map((training) => paragraph(headsFinding(training))),
        ...(first && second ? [paragraph(pairFinding(first, second))] : []),
        ...figureBlocks(...figures.errors),
      ],
    },
    ...trainings.map(
      (training): Section => ({
        title: `Mistakes with ${training.label}`,
        blocks: [paragraph(mistakesFinding(training)), ...figureBlocks(...(figures.trainings[training.id] ?? []))],
      }),
    ),
  ];
}
