import type { Block, Cell, Section } from '@gradlab/plots';
import { figureBlocks, networkTable, paragraph } from '@gradlab-examples/harness';
import { capital } from '../capital.ts';
import { SCALING_NAMES } from '../data/scale-houses.ts';
import type { SetFigures } from '../figures/draw-figures.ts';
import {
  coverageFinding,
  cutOffFinding,
  likelihoodFinding,
  spreadFinding,
  trueNoiseFinding,
} from '../gaussian/findings.ts';
import { NLL_CONSTANT } from '../gaussian/likelihood.ts';
import { GAUSSIAN_RATE } from '../plan.ts';
import type { SetResult } from '../results.ts';
import { coverageTable, spreadTable } from './calibration-tables.ts';
import { SCORE_COLUMNS, scoreCells } from './score-columns.ts';

/** Mean and log-variance, and how far the variance can be trusted. */
export function gaussianSection(
  results: readonly SetResult[],
  figures: Readonly<Record<string, SetFigures>>,
): Section[] {
  const [training] = results[0]?.gaussian ?? [];
  if (training === undefined) return [];
  const note =
    `Two hidden layers of 20, tanh, and two outputs: the mean μ and the log-variance s of a price y. The loss is ½ (s + (y − μ)² e⁻ˢ); a negative ` +
    `log-likelihood has ½ log 2π = ${NLL_CONSTANT.toFixed(4)} more. Which of the two the published figures are is not said, so both stand beside them. RMSprop at ${GAUSSIAN_RATE}, ` +
    `${training.epochs} epochs, the weights of the best one. "One σ" takes the same means and, for every house, the root mean squared error of the validation houses.`;
  return [
    {
      title: 'A predicted variance',
      blocks: [
        paragraph(note),
        networkTable(training.rows, training.parameterCount),
        ...results.flatMap((set) => setBlocks(set, figures[set.id] ?? {})),
      ],
    },
  ];
}

function setBlocks(set: SetResult, { calibration, prices, spread }: SetFigures): Block[] {
  const findings = [
    ...set.gaussian.map(coverageFinding),
    ...set.gaussian.map(spreadFinding),
    ...set.gaussian.map(trueNoiseFinding),
    cutOffFinding(set),
  ];
  return [
    { type: 'heading', text: capital(set.name) },
    likelihoodTable(set),
    ...set.gaussian.map((training) => paragraph(likelihoodFinding(training))),
    coverageTable(set),
    ...figureBlocks(calibration, prices, spread),
    spreadTable(set),
    ...findings.filter((text) => text !== '').map(paragraph),
  ];
}

function likelihoodTable({ name, gaussian }: SetResult): Block {
  const nll = (label: string) => ({ label, format: 'fixed', decimals: 4 }) as const;
  return {
    type: 'table',
    caption: `${capital(name)}: negative log-likelihood of prices in [0, 1], without ½ log 2π; R² and dollars of the test houses.`,
    columns: [{ label: 'σ' }, { label: 'trained on' }, nll('validation NLL'), nll('test NLL'), ...SCORE_COLUMNS],
    rows: gaussian.flatMap(({ scaling, validation, test, constant }) => {
      const row = (sigma: string, scores: Pick<typeof constant, 'validation' | 'test'>): Cell[] => [
        ...[sigma, SCALING_NAMES[scaling], scores.validation.nll, scores.test.nll],
        ...scoreCells(scores.test),
      ];
      return [row('predicted', { validation, test }), row('one σ', constant)];
    }),
  };
}
