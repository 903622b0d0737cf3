import type { Block, Section } from '@gradlab/plots';
import { counted, figureBlocks, paragraph, percent } from '@gradlab-examples/harness';
import type { NetworkFacts } from './describe-networks.ts';
import type { Figures } from './draw-figures.ts';
import type { Exercise } from './exercise.ts';
import { exerciseFinding, fieldFinding, largerFinding } from './findings.ts';
import type { LargerImage } from './larger-image.ts';
import type { FieldMeasurement } from './measure-fields.ts';
import { DETAILED } from './plan.ts';
import type { Results } from './results.ts';

/** What the report shows between what was run and how to repeat it. */
export function writeSections({ exercises, networks, fields, larger }: Results, figures: Figures): Section[] {
  return [
    ...(exercises ? [exerciseSection(exercises)] : []),
    ...(networks ? [networkSection(networks)] : []),
    ...(fields ? [fieldSection(fields, figures)] : []),
    ...(larger ? [largerSection(larger, figures)] : []),
  ];
}

function exerciseSection(exercises: readonly Exercise[]): Section {
  return {
    title: 'The exercises',
    blocks: [
      {
        type: 'table',
        caption: 'Each answer by its formula, and counted in layers that were put together.',
        columns: [
          { label: 'what' },
          { label: 'formula' },
          { label: 'formula gives', format: 'fixed', decimals: 0 },
          { label: 'layers have', format: 'fixed', decimals: 0 },
        ],
        rows: exercises.map(({ question, formula, value, counted: layers }) => [question, formula, value, layers]),
      },
      paragraph(exerciseFinding(exercises)),
    ],
  };
}

const across = (field: readonly [number, number] | null): string => field?.join(' × ') ?? '–';

function networkSection(networks: readonly NetworkFacts[]): Section {
  const overview: Block = {
    type: 'table',
    caption:
      'The networks of the assignment. Millions of multiply-adds of one example; the receptive field is that of an output of the last convolution or pool; in float32 a weight takes four bytes, and the outputs of all layers for one example take so many MB.',
    columns: [
      { label: 'network' },
      { label: 'input' },
      { label: 'weights', format: 'fixed', decimals: 0 },
      { label: 'multiply-adds', format: 'fixed', decimals: 2 },
      { label: 'sees', align: 'right' },
      { label: 'MB', format: 'fixed', decimals: 2 },
    ],
    rows: networks.map((network) => [
      network.name,
      network.inputShape.join('×'),
      network.parameterCount,
      network.multiplyAdds / 1e6,
      across(network.receptiveField),
      network.activationBytes / 1e6,
    ]),
  };
  const detailed = networks.filter(({ name }) => DETAILED.some((each) => each === name));
  const command =
    'npm start -- describe NETWORK prints such a table for any network: one of the zoo, the weights of a run, or a description in JSON.';
  return { title: 'The networks', blocks: [overview, paragraph(command), ...detailed.map(layerTable)] };
}

function layerTable({ name, experiment, description, parameterCount, layers }: NetworkFacts): Block {
  return {
    type: 'table',
    caption: `${name} (${experiment}): ${description}; ${parameterCount.toLocaleString('en-US')} parameters. Convolutions, pools and dense layers; multiply-adds in millions, memory of the output in kB.`,
    columns: [
      { label: 'layer' },
      { label: 'output', align: 'right' },
      { label: 'weights', format: 'fixed', decimals: 0 },
      { label: 'multiply-adds', format: 'fixed', decimals: 2 },
      { label: 'sees', align: 'right' },
      { label: 'kB', format: 'fixed', decimals: 1 },
    ],
    rows: layers
      .filter(({ kind, parameterCount: own }) => own > 0 || kind.endsWith('Pool'))
      .map((layer) => [
        layer.name,
        layer.outputShape.join(' × '),
        layer.parameterCount,
        layer.multiplyAdds / 1e6,
        across(layer.receptiveField),
        layer.activationBytes / 1e3,
      ]),
  };
}

function fieldSection(fields: readonly FieldMeasurement[], { fields: figure }: Figures): Section {
  const how =
    'Measured without the formula: the gradient of the output in the middle by every pixel, in images so large that no pixel it sees lies at an edge; softplus in place of ReLU, so that none is zero by chance, and two filters in each convolution, on which what it sees does not depend.';
  return {
    title: 'Receptive fields, measured',
    blocks: [
      paragraph(how),
      ...figureBlocks(figure),
      {
        type: 'table',
        caption:
          'The receptive field by the formula, and the box around all pixels by which the output has a gradient.',
        columns: [
          { label: 'network' },
          { label: 'layer' },
          { label: 'formula', align: 'right' },
          { label: 'measured', align: 'right' },
          { label: 'pixels with a gradient', align: 'right' },
        ],
        rows: fields.map(({ network, layer, formula, measured, share }) => [
          network,
          layer,
          across(formula),
          across(measured),
          percent(share, 0),
        ]),
      },
      paragraph(fieldFinding(fields)),
    ],
  };
}

function largerSection(larger: LargerImage, { picture, colours, map }: Figures): Section {
  const { testAccuracy, epochs, classes, size } = larger;
  const text = `A convolutional network without padding, trained on digits of 28×28 for ${counted(epochs, 'epoch')} (test accuracy ${percent(testAccuracy)}). Its dense layer, written as a convolution, has the same weights and lets any size of image pass: on ${size}×${size} it gives ${classes.length}×${classes[0]?.length ?? 0} answers.`;
  return {
    title: 'A dense layer as a convolution, on a larger image',
    blocks: [paragraph(text), ...figureBlocks(picture, colours, map), paragraph(largerFinding(larger))],
  };
}
