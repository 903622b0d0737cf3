import type { Block, Section } from '@gradlab/plots';
import { type Figure, figureBlocks, paragraph, type StudyReport } from '@gradlab-examples/harness';
import { bestFinding, overfittingFinding, pairedFinding, sizesFinding } from '../findings.ts';
import type { Photos } from '../photos.ts';
import type { Results, Training } from '../training.ts';
import { humourSections } from './humour-sections.ts';
import { mistakesSection } from './mistakes-section.ts';
import { intervalTable, networkTables, trainingsTable } from './tables.ts';

/** The figures of a run. */
export interface Figures {
  readonly samples: Figure;
  readonly augmented: Figure;
  /** Loss and error of each part. */
  readonly courses: Readonly<Record<string, readonly Figure[]>>;
  readonly sizes?: Figure;
  /** Of the best network. */
  readonly best?: BestFigures;
}

/** What the best network does. */
export interface BestFigures {
  readonly training: Training;
  readonly sure?: Figure;
  readonly undecided?: Figure;
  readonly features?: Figure;
  readonly calibration: Figure;
  readonly confusion: Figure;
}

/** The sections between what was run and how to repeat it. */
export function writeSections(results: Results, photos: Photos, figures: Figures): StudyReport {
  const of = (...parts: readonly string[]): Training[] => results.trainings.filter(({ part }) => parts.includes(part));
  return {
    subtitle: `Normalisation, depth, augmentation and what is mistaken, on ${photos.name}`,
    sections: [
      photosSection(photos, figures),
      { title: 'The trainings', blocks: trainingBlocks(results) },
      ...humourSections(results, figures),
      ...augmentationSections(results, of('C-K', 'C-K-others'), 'C-K', figures),
      ...augmentationSections(results, of('C-K-quarter'), 'C-K-quarter', figures),
      ...sizesSection(results, of('C-sizes'), figures),
      ...mistakesSection(results, figures),
    ],
  };
}

function photosSection({ parts }: Photos, { samples, augmented }: Figures): Section {
  return { title: 'The photos', blocks: [paragraph(parts), ...figureBlocks(samples, augmented)] };
}

const WAYS = [
  'Weights begin Glorot uniform (Xavier) and biases at zero. SGD has no momentum in C-H and 0.9 in C-K. The schedule of C-H is not reported: here its rate falls to zero along a cosine. In C-K it is multiplied by 0.05 after ten epochs without a lower validation loss, and twenty end the training. L2 is λ/2·‖w‖² on all but the biases.',
  'C-K’s augmentation is a rotation by up to 10°, a horizontal flip in one of two, a random resized crop of 0.8 to 1 of the area, a colour jitter (brightness, contrast and saturation by up to 0.2, hue by up to 0.05: ours, as its strength is not reported) and grey in one of five. Each photo is then centred by its own channels’ means.',
  'A batch that does not fit is gone through in pieces whose gradients are averaged, which gives the same update. The weights tested are those of the epoch that is best on the validation photos; the test photos are used once for each training.',
].join('\n\n');

function trainingBlocks(results: Results): Block[] {
  const twins = results.trainings.filter(({ network }) => network.design === 'twin');
  const names = [...new Set(twins.map(({ network }) => network.name))].join(', ');
  const note: Block = {
    type: 'note',
    text: `Run at a reduced size, so that a quick run takes minutes: ${names}. They have the layers of the networks they stand for with that share of the filters and units; nothing was published of them. The profile full has the whole networks.`,
  };
  return [
    paragraph(WAYS),
    ...(twins.length > 0 ? [note] : []),
    trainingsTable(results),
    paragraph(bestFinding(results)),
    ...networkTables(results.trainings),
  ];
}

function augmentationSections(
  results: Results,
  trainings: readonly Training[],
  part: string,
  { courses }: Figures,
): Section[] {
  const [first] = trainings;
  if (first === undefined) return [];
  const plain = trainings.find(({ settings }) => !settings.augmented);
  const augmented = trainings.find(({ id }) => id.endsWith('augmented'));
  const pair = plain && augmented ? [paragraph(pairedFinding(results, augmented, plain))] : [];
  return [
    {
      title: `${part}: ${first.network.name}, with augmentation and without`,
      blocks: [
        intervalTable(results, trainings),
        ...pair,
        ...figureBlocks(...(courses[part] ?? [])),
        ...trainings.map((training) => paragraph(overfittingFinding(training))),
      ],
    },
  ];
}

function sizesSection(results: Results, trainings: readonly Training[], { sizes, courses }: Figures): Section[] {
  if (trainings.length === 0) return [];
  const how =
    'Adam, the rate falling from 5e-4 to zero along a cosine, augmentation; the smaller set is always part of the larger, and is gone through as often as makes the updates of the largest.';
  return [
    {
      title: 'How many photos it takes',
      blocks: [
        paragraph(how),
        intervalTable(results, trainings),
        ...figureBlocks(sizes),
        paragraph(sizesFinding(results, trainings)),
        ...figureBlocks(...(courses['C-sizes'] ?? [])),
        // One size alone shows nothing.
      ].filter((block) => block.type !== 'paragraph' || block.text !== ''),
    },
  ];
}
