import { heatMap } from '@gradlab/plots';
import { type Figure, type RunFolder, saveFigure } from '@gradlab-examples/harness';
import { capital } from '../capital.ts';
import { ACTIVATION_NAMES, GRID_ACTIVATIONS, GRID_LAYERS, GRID_WIDTHS } from '../plan.ts';
import type { SetResult } from '../results.ts';
import { meanScore } from '../training/grid-summary.ts';

/** Validation R² over depth, width and activation. */
export function drawGrid(folder: RunFolder, { id, name, grid }: SetResult): Promise<Figure> {
  const rows = GRID_ACTIVATIONS.flatMap((activation) => GRID_LAYERS.map((layers) => ({ activation, layers })));
  const values = rows.map((row) =>
    GRID_WIDTHS.map((width) => {
      const cell = grid.find(
        (each) => each.activation === row.activation && each.layers === row.layers && each.width === width,
      );
      return cell === undefined ? Number.NaN : meanScore(cell, 'validation', 'r2');
    }),
  );
  const svg = heatMap({
    title: `${capital(name)}: validation R² over depth, width and activation`,
    rows: {
      label: 'activation, layers',
      names: rows.map(({ activation, layers }) => `${ACTIVATION_NAMES[activation]}, ${layers}`),
    },
    columns: { label: 'neurons in each hidden layer', names: GRID_WIDTHS.map(String) },
    values,
    format: 'fixed',
    decimals: 3,
  });
  return saveFigure(folder, `${id}-grid`, 'Mean over the first weights; the darker, the better.', svg);
}
