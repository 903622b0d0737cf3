import type { Series } from '@gradlab/plots';
import { counted, drawFigure, type Figure, type RunFolder } from '@gradlab-examples/harness';
import { capital } from '../capital.ts';
import { SCALING_NAMES } from '../data/scale-houses.ts';
import { DEPTHS } from '../plan.ts';
import type { SetResult } from '../results.ts';

/** The validation error of each depth after each epoch, a colour for each. */
export function drawDepths(folder: RunFolder, { id, name, depths }: SetResult): Promise<Figure> {
  const series = depths.map(
    (training): Series => ({
      name: `${counted(training.layers, 'layer')}, ${SCALING_NAMES[training.scaling]}`,
      points: training.validationLoss.map((loss, i) => [i + 1, loss]),
      color: DEPTHS.findIndex((plan) => plan.id === training.id),
      dashed: training.scaling === 'standard',
    }),
  );
  const caption = 'Mean squared error of the validation prices, scaled to [0, 1], after each epoch.';
  return drawFigure(folder, `${id}-depths`, caption, {
    title: `${capital(name)}: one to five layers`,
    x: { label: 'epoch' },
    y: { label: 'validation MSE', scale: 'log' },
    series,
    markers: 'none',
  });
}
