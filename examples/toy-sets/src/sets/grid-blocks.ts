import type { Block } from '@gradlab/plots';
import { figureBlocks, paragraph } from '@gradlab-examples/harness';
import { settingName } from '../training/toy-setting.ts';
import type { Figures } from './draw-figures.ts';
import { gridFinding, gridOutline } from './findings.ts';
import type { Results } from './results.ts';
import { settingOf } from './run-grid.ts';

const SHOWN = 5;

/** What the grid found on each set. */
export function gridBlocks({ grids, gridBest }: Pick<Results, 'grids' | 'gridBest'>, figures: Figures): Block[] {
  const rows = grids.flatMap(({ set, trials }) =>
    trials
      .toSorted((a, b) => (b.score ?? 0) - (a.score ?? 0))
      .slice(0, SHOWN)
      .map((trial) => [set, settingName(settingOf(trial)), trial.score ?? null]),
  );
  return [
    paragraph(
      `${gridOutline(grids)} Each training begins from weights of its own and is scored on the validation points.`,
    ),
    ...grids.map((grid) =>
      paragraph(
        gridFinding(
          grid,
          gridBest.find(({ set }) => set === grid.set),
        ),
      ),
    ),
    {
      type: 'table',
      caption: `The best ${SHOWN} of each set; all are in metrics.json.`,
      columns: [{ label: 'set' }, { label: 'training' }, { label: 'validation accuracy', format: 'percent' }],
      rows,
    },
    ...figureBlocks(...figures.grids),
  ];
}
