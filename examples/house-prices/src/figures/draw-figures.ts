import type { Figure, RunFolder } from '@gradlab-examples/harness';
import type { SetResult } from '../results.ts';
import { drawDepths } from './draw-depths.ts';
import { drawCalibration, drawPrices, drawSpread } from './draw-gaussian.ts';
import { drawGrid } from './draw-grid.ts';

/** The figures of a set; of what was not run there is none. */
export interface SetFigures {
  readonly depths?: Figure;
  readonly grid?: Figure;
  readonly calibration?: Figure;
  readonly prices?: Figure;
  readonly spread?: Figure;
}

/** Draws the figures of every set, by its id. */
export async function drawFigures(
  folder: RunFolder,
  results: readonly SetResult[],
): Promise<Readonly<Record<string, SetFigures>>> {
  const drawn: [string, SetFigures][] = [];
  for (const set of results) drawn.push([set.id, await drawSet(folder, set)]);
  return Object.fromEntries(drawn);
}

async function drawSet(folder: RunFolder, set: SetResult): Promise<SetFigures> {
  const shown = set.gaussian.find(({ scaling }) => scaling === 'unit');
  return {
    ...(set.depths.length > 0 && { depths: await drawDepths(folder, set) }),
    ...(set.grid.length > 0 && { grid: await drawGrid(folder, set) }),
    ...(shown && {
      calibration: await drawCalibration(folder, set, shown),
      prices: await drawPrices(folder, set, shown),
      spread: await drawSpread(folder, set),
    }),
  };
}
