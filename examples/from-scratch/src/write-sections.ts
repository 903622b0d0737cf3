import type { Block, Section } from '@gradlab/plots';
import { counted, type Figure, figureBlocks, paragraph } from '@gradlab-examples/harness';
import { TRAINER_NAMES } from './comparison.ts';
import type { SetFigures } from './draw-figures.ts';
import { curveFinding, gradientFinding } from './findings.ts';
import { sizesOf } from './plan.ts';
import { type SetResult, TRAINERS } from './run-set.ts';

/** What the report shows between what was run and how to repeat it. */
export function writeSections(sets: readonly SetResult[], figures: Readonly<Record<string, SetFigures>>): Section[] {
  return [
    { title: 'The formulas', blocks: formulaBlocks() },
    { title: 'The gradients by hand against three others', blocks: sets.flatMap(checkBlocks) },
    ...sets.map((set) => trainingSection(set, figures[set.id])),
  ];
}

const FORMULAS: readonly (readonly [string, string, string])[] = [
  ['hidden layer', 'h̃ = W_h x + b_h,  h = tanh h̃', 'forward'],
  ['scores', 'ỹ = W_y h + b_y', 'forward'],
  ['loss', 'ℓ = −Σ yᵢỹᵢ + log Σ exp ỹᵢ', 'forward'],
  ['by the scores', '∇ỹ = ŷ − y,  ŷ = softmax ỹ', 'backward'],
  ['by the output layer', '∇W_y = ∇ỹ hᵀ,  ∇b_y = ∇ỹ', 'backward'],
  ['by the hidden layer’s output', '∇h = W_yᵀ ∇ỹ', 'backward'],
  ['by the hidden layer’s sums', '∇h̃ = (1 − h²) ⊙ ∇h', 'backward'],
  ['by the hidden layer', '∇W_h = ∇h̃ xᵀ,  ∇b_h = ∇h̃', 'backward'],
];

function formulaBlocks(): Block[] {
  return [
    paragraph(
      'For one example; the loss of a batch, and with it every gradient, is the mean over its examples. In src/network.ts each formula stands beside the line that computes it.',
    ),
    {
      type: 'table',
      caption: 'The network and its gradients, in the order in which they are computed.',
      columns: [{ label: 'what' }, { label: 'formula' }, { label: 'pass' }],
      rows: FORMULAS,
    },
  ];
}

const FORMULA_OF = { Wy: '∇W_y = ∇ỹ hᵀ', by: '∇b_y = ∇ỹ', Wh: '∇W_h = ∇h̃ xᵀ', bh: '∇b_h = ∇h̃' } as const;

const DIFFERENCES = ['fromAutograd', 'fromDifferences', 'fromFloat32'] as const;

function checkBlocks(set: SetResult): Block[] {
  const rows = set.checks.flatMap(({ when, gradients }) =>
    gradients.map((gradient) => [
      FORMULA_OF[gradient.name],
      when === 'before' ? 'first' : 'trained',
      gradient.size,
      gradient.largest,
      // Nought has no power of ten.
      ...DIFFERENCES.map((from) => gradient[from] || '0'),
    ]),
  );
  const gradients = set.checks.flatMap((check) => check.gradients);
  const most = Math.max(...gradients.map(({ differenced }) => differenced));
  const where = gradients.every(({ size, differenced }) => size === differenced) ? 'all' : `up to ${most} random`;
  const scientific = { format: 'scientific', decimals: 1, align: 'right' } as const;
  return [
    {
      type: 'table',
      caption: `${set.label}: the greatest difference of each gradient by hand from that of autograd, in double and in single precision, and from central differences (float64, at ${where} elements), for ${set.checks[0]?.examples ?? 0} examples.`,
      columns: [
        { label: 'gradient' },
        { label: 'weights' },
        { label: 'elements' },
        { label: 'largest', ...scientific },
        { label: 'float64', ...scientific },
        { label: 'central', ...scientific },
        { label: 'float32', ...scientific },
      ],
      rows,
    },
    paragraph(gradientFinding(set)),
  ];
}

function trainingSection(set: SetResult, figures: SetFigures | undefined): Section {
  const { label, plan, examples, trainings, parameterCount } = set;
  const settings = `${sizesOf(plan)}, tanh, ${parameterCount.toLocaleString('en-US')} parameters; gradient descent, rate ${plan.learningRate}, batches of ${plan.batchSize}, ${counted(examples.train, 'example')} to train on and ${examples.test.toLocaleString('en-US')} to test on. The three trainings have the same first weights and the same batches.`;
  return {
    title: `${label}: trained by hand and by TensorFlow.js`,
    blocks: [
      paragraph(settings),
      {
        type: 'table',
        caption: 'The trainings.',
        columns: [
          { label: 'trained' },
          { label: 'last training loss', format: 'fixed', decimals: 6 },
          { label: 'test accuracy', format: 'percent' },
          { label: 'seconds', format: 'fixed', decimals: 1 },
        ],
        rows: TRAINERS.map((trainer) => {
          const { losses, testAccuracy, seconds } = trainings[trainer];
          return [TRAINER_NAMES[trainer], losses.at(-1) ?? null, testAccuracy, seconds];
        }),
      },
      ...figureBlocks(...drawn(figures)),
      paragraph(curveFinding(set)),
    ],
  };
}

function drawn(figures: SetFigures | undefined): (Figure | undefined)[] {
  return [figures?.curves, figures?.differences, figures?.boundary];
}
