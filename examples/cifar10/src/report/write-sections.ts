import type { Block, Section } from '@gradlab/plots';
import { counted, figureBlocks, networkTable, paragraph } from '@gradlab-examples/harness';
import { confusionOf, differencesOf } from '../differences.ts';
import type { Figures } from '../figures/draw-figures.ts';
import {
  bestFinding,
  changesFinding,
  confusionFinding,
  gapsFinding,
  overfittingFinding,
  steadinessFinding,
} from '../findings.ts';
import { PADDING } from '../inputs.ts';
import type { Pictures } from '../pictures.ts';
import { type Results, type Training, trainingOf } from '../training.ts';
import { classesTable, coursesTable, differencesTable, missingRows, publishedTable, trainingsTable } from './tables.ts';

/** What the report shows between what was run and how to repeat it. */
export function writeSections(results: Results, pictures: Pictures, figures: Figures): Section[] {
  const { trainings } = results;
  const last = trainings.at(-1);
  return [
    {
      title: 'The pictures',
      blocks: [paragraph(pictures.parts), ...figureBlocks(figures.samples, figures.augmented)],
    },
    ...networkSection(results),
    { title: 'Each change in turn', blocks: changesBlocks(results, figures) },
    { title: 'The course of the trainings', blocks: courseBlocks(results, figures) },
    ...(last === undefined ? [] : [mistakesSection(results, last, pictures, figures)]),
  ].map((section) => ({ ...section, blocks: section.blocks.filter(saysSomething) }));
}

const saysSomething = (block: Block): boolean => block.type !== 'paragraph' || block.text !== '';

function networkSection(results: Results): Section[] {
  const { trainings } = results;
  const [first] = trainings;
  if (first === undefined) return [];
  const { network, settings } = first;
  const twin: Block = {
    type: 'note',
    kind: 'warning',
    text: 'Run at a reduced size: a twin with a quarter of the filters and units, few pictures and few epochs. It shows what is done; what each change is worth, the full profile says.',
  };
  const missing = missingRows(results);
  return [
    {
      title: 'The network and how it is trained',
      blocks: [
        ...(network.design === 'twin' ? [twin] : []),
        networkTable(first.layers, network.parameterCount, network.description),
        paragraph(
          `The reports print neither batch size nor rate nor momentum, so these are ours: ${optimiserOf(settings)} in batches of ${settings.batchSize}, rate ${settings.learningRate}, ${counted(settings.epochs, 'epoch')} for every row, cross-entropy, Glorot’s first weights, the same for every row but batch norm’s. A flip has probability ½; a crop takes 32×32 of the picture with ${PADDING} black pixels on every side; then the mean image is subtracted. The schedule is half a cosine from the rate to zero, dropout stands after the hidden dense layer, batch norm before every ReLU. Kept are the weights of the epoch that is best on the validation pictures; the test pictures are used once for each row. Augmentation and dropout are off in every figure below; “training” is measured on as many training pictures as there are validation pictures.`,
        ),
        trainingsTable(trainings),
        paragraph(bestFinding(trainings)),
        paragraph(missing.length === 0 ? '' : `Not run here: ${missing.join(', ')}.`),
      ],
    },
  ];
}

function optimiserOf({ momentum }: Training['settings']): string {
  return momentum === undefined ? 'Adam' : `gradient descent with momentum ${momentum}`;
}

function changesBlocks(results: Results, figures: Figures): Block[] {
  const differences = differencesOf(results);
  const how =
    'Each row adds one change to the row before; each rate of dropout is added to the schedule, and batch norm to the dropout of 25 %. A difference counts as a gain or a loss where McNemar’s test would find one so large in less than 5 % of pairs of equally good networks. That and the interval count the chance of the test pictures alone: another seed would move every row, by how much is not measured here.';
  const table = differences.length === 0 ? [] : [paragraph(how), differencesTable(differences)];
  return [
    ...table,
    ...figureBlocks(figures.differences),
    paragraph(changesFinding(differences)),
    { type: 'heading', text: 'What was published' },
    publishedTable(results),
  ];
}

function courseBlocks(results: Results, { courses }: Figures): Block[] {
  const { trainings } = results;
  const [crop, schedule] = [trainingOf(results, 'crop'), trainingOf(results, 'schedule')];
  return [
    ...figureBlocks(...courses),
    coursesTable(trainings),
    paragraph(gapsFinding(trainings)),
    ...(crop && schedule ? [paragraph(steadinessFinding(crop, schedule))] : []),
    paragraph(overfittingFinding(trainings)),
  ];
}

function mistakesSection(
  results: Results,
  last: Training,
  { classes }: Pictures,
  { confusion, hardest }: Figures,
): Section {
  const counts = confusionOf(results, last, classes.length);
  return {
    title: `What the last row mistakes: ${last.label}`,
    blocks: [
      classesTable(counts, classes, last.label),
      ...figureBlocks(confusion),
      paragraph(confusionFinding(counts, classes)),
      ...figureBlocks(hardest),
    ],
  };
}
