import type { ExperimentContext } from '@gradlab-examples/harness';
import type { ToyData, ToySet } from '../toy-data.ts';
import type { Boundary } from '../training/boundary.ts';
import { bestLine, meanDistance } from './best-line.ts';
import { BEST, EPOCHS, LADDER, LADDER_LOSSES, PARTS } from './plan.ts';
import type { LineRecord, Results } from './results.ts';
import { bestOf, type GridRecord, type GridScale, runGrid, settingOf } from './run-grid.ts';
import { runOnSet, type SetContext, type SetTraining } from './run-ladder.ts';

const GRIDS = {
  full: { sets: 3, widths: [10, 75], rates: [0.005, 0.01, 0.05] },
  // The last set is the hardest, where settings differ the most.
  quick: { sets: 1, widths: [75], rates: [0.01] },
} as const;

/** Runs the parts asked for on all sets. */
export async function runSets(
  { points: sets }: ToyData,
  context: ExperimentContext,
  boundaries: Map<string, Boundary>,
): Promise<Results> {
  const { profile, only = PARTS } = context;
  const epochs = context.epochs ?? EPOCHS;
  const run: SetContext = { ...context, epochs, boundaries };
  const ladder = only.includes('ladder') ? await runLadder(sets, run) : [];
  const best = only.includes('best') ? await runBest(sets, run) : [];
  const scale = GRIDS[profile];
  const gridSets = only.includes('grid') ? sets.slice(-scale.sets) : [];
  const { grids, gridBest } = await runGrids(gridSets, scale, run);
  return {
    isComparable: profile === 'full' && epochs === EPOCHS,
    epochs,
    ladder,
    lines: ladder.length === 0 ? [] : sets.map(describeLine),
    best,
    grids,
    gridBest,
  };
}

async function runLadder(sets: readonly ToySet[], run: SetContext): Promise<SetTraining[]> {
  const trainings: SetTraining[] = [];
  for (const set of sets) {
    for (const { id, label, setting } of LADDER) {
      for (const loss of LADDER_LOSSES) {
        trainings.push(await runOnSet(set, { step: id, label, setting: { ...setting, loss } }, run));
      }
    }
  }
  return trainings;
}

async function runBest(sets: readonly ToySet[], run: SetContext): Promise<SetTraining[]> {
  const { id, label, setting } = BEST;
  const trainings: SetTraining[] = [];
  for (const set of sets) {
    trainings.push(await runOnSet(set, { step: id, label, setting: { ...setting, loss: 'bce' } }, run));
  }
  return trainings;
}

async function runGrids(sets: readonly ToySet[], scale: GridScale, run: SetContext) {
  const grids: GridRecord[] = [];
  const gridBest: SetTraining[] = [];
  for (const set of sets) {
    const grid = await runGrid(set, { widths: scale.widths, rates: scale.rates }, run);
    grids.push(grid);
    const best = bestOf(grid);
    if (best === undefined) continue;
    gridBest.push(await runOnSet(set, { step: 'grid', label: 'the best of the grid', setting: settingOf(best) }, run));
  }
  return { grids, gridBest };
}

/** On the test points, so that it can stand beside what the trained networks reach there. */
const describeLine = ({ name, test }: ToySet): LineRecord => ({
  set: name,
  best: bestLine(test),
  meanDistance: meanDistance(test),
});
