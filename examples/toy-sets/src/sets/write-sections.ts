import type { Block, Section } from '@gradlab/plots';
import { figureBlocks, paragraph } from '@gradlab-examples/harness';
import { SET_FACTS, type ToyData } from '../toy-data.ts';
import { settingName } from '../training/toy-setting.ts';
import { likenesses } from './comparison.ts';
import type { Figures } from './draw-figures.ts';
import { bestFinding, ladderFinding, likenessFinding, lineFinding, lossFinding, sizeReading } from './findings.ts';
import { gridBlocks } from './grid-blocks.ts';
import { LADDER } from './plan.ts';
import type { Results } from './results.ts';
import { accuracyOf, type SetTraining } from './run-ladder.ts';

const setsOf = (trainings: readonly SetTraining[]) => [...new Set(trainings.map(({ set }) => set))];

/** What the report shows between what was run and how to repeat it. */
export function writeSections(data: ToyData, results: Results, figures: Figures): Section[] {
  const { ladder, best, grids } = results;
  return [
    { title: 'The sets', blocks: setBlocks(data, results) },
    ...(ladder.length > 0 ? ladderSections(results, figures) : []),
    ...(best.length > 0
      ? [
          {
            title: 'The published best network',
            blocks: [...best.map((each) => paragraph(bestFinding(each))), ...figureBlocks(...figures.best)],
          },
        ]
      : []),
    ...(grids.length > 0 ? [{ title: 'The grid', blocks: gridBlocks(results, figures) }] : []),
    ...(figures.overview.length > 0
      ? [{ title: 'Decision boundaries', blocks: figureBlocks(...figures.overview) }]
      : []),
  ];
}

function setBlocks({ points: sets }: ToyData, { epochs }: Results): Block[] {
  return [
    paragraph(
      'The reports do not name their set of points. These are drawn, so that the same networks can be seen on an easy and on a hard one. ' +
        `Every network is trained for ${epochs} epochs in batches of 40; weights begin Glorot uniform, biases at zero.`,
    ),
    {
      type: 'table',
      caption: 'The sets; half of the points of each are of class 1.',
      columns: [
        { label: 'set' },
        { label: 'drawn with' },
        { label: 'training' },
        { label: 'validation' },
        { label: 'test' },
      ],
      rows: sets.map(({ name, train, validation, test }) => [
        name,
        SET_FACTS[name],
        train.size,
        validation.size,
        test.size,
      ]),
    },
  ];
}

function ladderSections({ ladder, lines }: Results, figures: Figures): Section[] {
  const sets = setsOf(ladder);
  const linear = (set: string) =>
    ladder.find((each) => each.set === set && each.step === 'linear' && each.setting.loss === 'bce');
  const lineBlocks = lines.flatMap((line) => {
    const trained = linear(line.set);
    return trained === undefined ? [] : [paragraph(lineFinding(line, trained))];
  });
  return [
    {
      title: 'From one layer to three',
      blocks: [
        ladderTable(ladder),
        ...sets.map((set) => paragraph(ladderFinding(ladder, set))),
        likenessTable(ladder),
        paragraph(`${likenessFinding(ladder)} ${sizeReading()}`),
        ...figureBlocks(...figures.courses),
      ],
    },
    { title: 'What makes a linear model fail', blocks: [...lineBlocks, ...figureBlocks(...figures.linear)] },
    { title: 'Squared error against cross-entropy', blocks: [lossTable(ladder), paragraph(lossFinding(ladder))] },
  ];
}

function ladderTable(ladder: readonly SetTraining[]): Block {
  const sets = setsOf(ladder);
  const accuracy = (step: string, set: string): number | null => {
    const training = ladder.find((each) => each.step === step && each.set === set && each.setting.loss === 'bce');
    return training === undefined ? null : accuracyOf(training);
  };
  return {
    type: 'table',
    caption:
      'Test accuracy, trained by cross-entropy. What was published is of a set that is not named, after a number of epochs that is not known; the rate of SGD is ours.',
    columns: [
      { label: 'network' },
      ...sets.map((set) => ({ label: set, format: 'percent' as const })),
      { label: 'published', format: 'percent' },
    ],
    rows: LADDER.map(({ id, setting, published }) => [
      settingName({ ...setting, loss: 'bce' }).replace('BCE, ', ''),
      ...sets.map((set) => accuracy(id, set)),
      published,
    ]),
  };
}

function likenessTable(ladder: readonly SetTraining[]): Block {
  return {
    type: 'table',
    caption: 'How far the published accuracies are from ours, on average over the seven networks.',
    columns: [{ label: 'set' }, { label: 'loss' }, { label: 'points', format: 'fixed', decimals: 1 }],
    rows: likenesses(ladder).map(({ set, loss, distance }) => [set, loss.toUpperCase(), 100 * distance]),
  };
}

function lossTable(ladder: readonly SetTraining[]): Block {
  const pairs = ladder.flatMap((bce) => {
    if (bce.setting.loss !== 'bce') return [];
    const mse = ladder.find(({ set, step, setting }) => set === bce.set && step === bce.step && setting.loss === 'mse');
    return mse === undefined ? [] : [[bce.set, bce.label, accuracyOf(bce), accuracyOf(mse)]];
  });
  return {
    type: 'table',
    caption: 'Test accuracy of the same networks from the same weights. The squared error is that of the probability.',
    columns: [
      { label: 'set' },
      { label: 'network' },
      { label: 'cross-entropy', format: 'percent' },
      { label: 'squared error', format: 'percent' },
    ],
    rows: pairs,
  };
}
