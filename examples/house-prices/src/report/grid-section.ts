import type { Block, Section } from '@gradlab/plots';
import { counted, figureBlocks, paragraph } from '@gradlab-examples/harness';
import { capital } from '../capital.ts';
import type { SetFigures } from '../figures/draw-figures.ts';
import { gridFinding, repeatFinding } from '../findings.ts';
import { gridName } from '../plan.ts';
import type { SetResult } from '../results.ts';
import { meanScore, ranked } from '../training/grid-summary.ts';
import { mseColumn, SCORE_COLUMNS } from './score-columns.ts';

/** Depth × width × activation. */
export function gridSection(results: readonly SetResult[], figures: Readonly<Record<string, SetFigures>>): Section[] {
  const [cell] = results[0]?.grid ?? [];
  if (cell === undefined) return [];
  const note =
    `Every network of the sweep is trained for ${counted(cell.epochs, 'epoch')} on [0, 1] from ${counted(cell.runs.length, 'draw')} of first weights; figures are ` +
    'means over them. The published fifth figure stands beside the network that is best on the validation houses: the report prints five figures for ' +
    'four depths.';
  return [
    {
      title: 'Depth, width and activation',
      blocks: [
        paragraph(note),
        ...results.flatMap((set): Block[] => [
          { type: 'heading', text: capital(set.name) },
          ...figureBlocks(figures[set.id]?.grid),
          paragraph(gridFinding(set)),
          paragraph(repeatFinding(set)),
          gridTable(set),
        ]),
      ],
    },
  ];
}

function gridTable({ name, grid }: SetResult): Block {
  return {
    type: 'table',
    caption: `${capital(name)}: the networks, the best on the validation houses first; R² and dollars of the test houses.`,
    columns: [
      { label: 'network' },
      { label: 'parameters' },
      mseColumn('validation MSE'),
      mseColumn('test MSE'),
      ...SCORE_COLUMNS,
    ],
    rows: ranked(grid).map((cell) => [
      gridName(cell),
      cell.parameterCount,
      meanScore(cell, 'validation', 'mse'),
      ...(['mse', 'r2', 'rmse', 'mae'] as const).map((score) => meanScore(cell, 'test', score)),
    ]),
  };
}
