import { type Block, report, type Section } from '@gradlab/plots';
import type { Digits, ExperimentContext, Figure, Versions } from '@gradlab-examples/harness';
import { type Comparison, compare } from './comparison.ts';
import { curveOf } from './curves.ts';
import type { Figures } from './draw-figures.ts';
import { bestFinding, find, gradientFinding, normalFinding, zeroFinding } from './findings.ts';
import { publishedSolutionLoss } from './published.ts';
import { ofSetting, type Results } from './results.ts';
import type { Training } from './run-training.ts';
import type { Initialisation } from './settings.ts';

/** What a report says beside the results. */
export interface ReportContext {
  readonly digits: Digits;
  readonly versions: Versions;
  readonly backend: ExperimentContext['backend'];
  readonly seed: number;
  readonly command: string;
  readonly seconds: number;
}

/** The whole report as one HTML page. */
export function writeReport(results: Results, figures: Figures, context: ReportContext): string {
  const [solution, humour] = [ofSetting(results, 'A1-S'), ofSetting(results, 'A1-H')];
  return report({
    title: 'MNIST multilayer perceptron',
    subtitle: `Initialisation and gradient validation on ${context.digits.name}`,
    sections: [
      overview(compare(results), context),
      ...(solution.length > 0 ? [solutionSection(solution, figures)] : []),
      ...(humour.length > 0 ? [humourSection(humour, figures)] : []),
      ...(results.gradientValidation ? [gradientSection(results.gradientValidation, figures)] : []),
      repeatSection(context),
    ],
  });
}

function overview(comparisons: readonly Comparison[], { digits, backend, seed, seconds }: ReportContext): Section {
  const synthetic: Block = {
    type: 'note',
    kind: 'warning',
    text: 'These runs are on synthetic digits. The published figures are for MNIST and are shown for orientation only.',
  };
  return {
    title: 'What was run',
    blocks: [
      ...(digits.name === 'MNIST' ? [] : [synthetic]),
      {
        type: 'facts',
        items: [
          ['data', digits.name],
          [
            'training / validation / test digits',
            `${digits.train.size} / ${digits.validation.size} / ${digits.test.size}`,
          ],
          ['backend', `${backend.name}${backend.simd === undefined ? '' : ` (${backend.simd})`}, ${backend.device}`],
          ['seed', seed],
          ['wall time', `${Math.round(seconds)} s`],
        ],
      },
      {
        type: 'table',
        caption: 'Our figures beside the published ones.',
        columns: [
          { label: 'experiment' },
          { label: 'figure' },
          { label: 'ours', format: 'general', align: 'right' },
          { label: 'published', format: 'general', align: 'right' },
        ],
        rows: comparisons.map(({ what, measure, ours, published }) => [what, measure, ours, published]),
      },
    ],
  };
}

function solutionSection(trainings: readonly Training[], figures: Figures): Section {
  const zero = find(trainings, 'zero', 'plain');
  const normal = find(trainings, 'normal', 'plain');
  return {
    title: 'A1-S: zero, normal and Glorot initialisation',
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

function humourSection(trainings: readonly Training[], figures: Figures): Section {
  const zero = find(trainings, 'zero', 'plain');
  return {
    title: 'A1-H: the same three with regularisation',
    blocks: [
      ...networkBlocks(trainings),
      ...figureBlocks(figures.humourAccuracy, figures.humourLoss),
      {
        type: 'table',
        caption: 'Scores with the weights of the epoch that is best on the validation digits.',
        columns: [
          { label: 'training' },
          { label: 'kept epoch' },
          { label: 'test loss', format: 'fixed', decimals: 4 },
          { label: 'test accuracy', format: 'fixed', decimals: 4 },
        ],
        rows: trainings.map(({ plan, keptEpoch, test }) => [plan.label, keptEpoch, test.loss, test.accuracy]),
      },
      ...readingBlocks(trainings),
      ...(zero ? [paragraph(zeroFinding(zero))] : []),
      paragraph(bestFinding(trainings)),
    ],
  };
}

function gradientSection(validation: NonNullable<Results['gradientValidation']>, figures: Figures): Section {
  const { sample, label, parameter, shape, gradient, points } = validation;
  return {
    title: 'A3: gradient validation',
    blocks: [
      paragraph(
        `The network is the trained A1-S one (Glorot). The weights are the first ${gradient.length} of ${parameter}, stored row by row with shape [inputs, units] = [${shape.join(', ')}]: the connections from the first hidden unit of the first layer to the first ${gradient.length} units of the second. The loss is that of one training sample: number ${sample} (counted from 0), a ${label}, the first on which these gradients are not all zero.`,
      ),
      ...figureBlocks(figures.gradientValidation),
      {
        type: 'table',
        caption: 'Largest difference between the gradient and central differences over these weights.',
        columns: [{ label: 'N' }, { label: 'max difference', format: 'scientific', decimals: 2 }],
        rows: points.map(({ n, maxAbsDifference }) => [n, maxAbsDifference]),
      },
      paragraph(gradientFinding(validation)),
    ],
  };
}

function repeatSection({ command, versions }: ReportContext): Section {
  return {
    title: 'To repeat this',
    blocks: [
      { type: 'code', label: 'Command', text: command },
      {
        type: 'facts',
        items: [
          ['Node', versions.node],
          ['platform', versions.platform],
          ['processor', versions.cpu],
          ...Object.entries(versions.packages),
        ],
      },
    ],
  };
}

function paragraph(text: string): Block {
  return { type: 'paragraph', text };
}

function figureBlocks(...figures: readonly (Figure | undefined)[]): Block[] {
  return figures.flatMap((figure) => (figure ? [{ type: 'figure', svg: figure.svg, caption: figure.caption }] : []));
}

function networkBlocks([first]: readonly Training[]): Block[] {
  if (first === undefined) return [];
  const { setting } = first.plan;
  return [
    paragraph(
      `Plain mini-batch stochastic gradient descent, learning rate ${setting.learningRate}, batch size ${setting.batchSize}, ${first.epochs} epochs; ReLU hidden layers, softmax cross-entropy, biases from zero.`,
    ),
    {
      type: 'table',
      caption: `The network: ${first.parameterCount.toLocaleString('en-US')} parameters.`,
      columns: [{ label: 'layer' }, { label: 'output' }, { label: 'parameters' }],
      rows: first.layers.map(({ name, outputShape, parameterCount }) => [
        name,
        outputShape.join(' × '),
        parameterCount,
      ]),
    },
  ];
}

function readingBlocks(trainings: readonly Training[]): Block[] {
  const readings = new Map(trainings.map(({ plan }) => [plan.reading.id, plan.reading]));
  return [
    { type: 'heading', text: 'Readings of the printed settings' },
    ...[...readings.values()].map(({ label, description }) => paragraph(`${label}: ${description}`)),
  ];
}

/** Zero moves in the sixth decimal, Normal by thousands: each has a table that suits it. */
function lossTables(trainings: readonly Training[]): Block[] {
  const of = (initialisation: Initialisation): readonly Training[] =>
    trainings.filter(({ plan }) => plan.initialisation === initialisation);
  const zero = of('zero').map((training) => ({
    label: training.plan.reading.label,
    values: valuesOf(training, 'loss'),
  }));
  const normal = of('normal').flatMap((training) => [
    { label: 'Normal, raw', values: valuesOf(training, 'loss') },
    { label: 'Normal, clipped', values: valuesOf(training, 'clippedLoss') },
    publishedColumn('normal', 'Normal, published'),
  ]);
  const glorot = of('glorot').flatMap((training) => [
    { label: 'Glorot', values: valuesOf(training, 'loss') },
    publishedColumn('glorot', 'Glorot, published'),
  ]);
  const [first, last] = [publishedSolutionLoss.zero.at(0), publishedSolutionLoss.zero.at(-1)];
  return [
    lossTable(`Mean training loss with zero weights (published: from ${first} to ${last}).`, zero, 6),
    lossTable('Mean training loss with random weights.', [...normal, ...glorot], 4),
  ];
}

interface LossColumn {
  readonly label: string;
  /** By epoch, from 0. */
  readonly values: readonly (number | null)[];
}

function lossTable(caption: string, columns: readonly LossColumn[], decimals: number): Block {
  const epochs = Math.max(0, ...columns.map(({ values }) => values.length));
  return {
    type: 'table',
    caption: `${caption} Epoch 0 is before the first update.`,
    columns: [{ label: 'epoch' }, ...columns.map(({ label }) => ({ label, format: 'fixed', decimals }) as const)],
    rows: Array.from({ length: epochs }, (_, epoch) => [epoch, ...columns.map(({ values }) => values[epoch] ?? null)]),
  };
}

function valuesOf(training: Training, score: 'loss' | 'clippedLoss'): number[] {
  return curveOf(training, 'train', score).map(([, value]) => value);
}

function publishedColumn(initialisation: Initialisation, label: string): LossColumn {
  return { label, values: [null, ...publishedSolutionLoss[initialisation]] };
}
