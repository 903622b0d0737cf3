import { type GridPicture, heatMap, imageGrid, parallelCoordinates, type Series } from '@gradlab/plots';
import { drawFigure, type Figure, percent, type RunFolder, saveFigure } from '@gradlab-examples/harness';
import type { ToyData } from '../toy-data.ts';
import type { Boundary } from '../training/boundary.ts';
import { boundaryPicture } from '../training/boundary-picture.ts';
import { drawBoundary } from '../training/draw-boundary.ts';
import { settingName, wordFor } from '../training/toy-setting.ts';
import { GRID_NAMES } from './findings.ts';
import type { Results } from './results.ts';
import type { GridRecord, GridTrial } from './run-grid.ts';
import { accuracyOf, idOf, type SetTraining } from './run-ladder.ts';

/** The figures of a run; a list is empty where its part was not run. */
export interface Figures {
  /** Every network of the ladder and the best ones on every set, small. */
  readonly overview: readonly Figure[];
  readonly linear: readonly Figure[];
  readonly courses: readonly Figure[];
  readonly best: readonly Figure[];
  readonly grids: readonly Figure[];
}

/** Draws what a run found. */
export async function drawFigures(
  folder: RunFolder,
  { points: sets }: ToyData,
  results: Results,
  boundaries: ReadonlyMap<string, Boundary>,
): Promise<Figures> {
  const { ladder, best, grids, gridBest } = results;
  const ofBce = ladder.filter(({ setting }) => setting.loss === 'bce');
  const large = async (trainings: readonly SetTraining[]): Promise<Figure[]> => {
    const figures: Figure[] = [];
    for (const training of trainings) {
      const [boundary, set] = [boundaries.get(idOf(training)), sets.find(({ name }) => name === training.set)];
      if (boundary === undefined || set === undefined) continue;
      const title = `${training.set}: ${settingName(training.setting)}`;
      figures.push(await drawBoundary(folder, `${idOf(training)}-boundary`, title, boundary, set, 'test'));
    }
    return figures;
  };
  return {
    overview: await drawOverview(folder, sets, [...ofBce, ...best, ...gridBest], boundaries),
    linear: await large(ofBce.filter(({ step }) => step === 'linear')),
    courses: await drawCourses(folder, [...ofBce, ...best]),
    best: await large(best),
    grids: grids.length === 0 ? [] : await drawGrids(folder, grids),
  };
}

async function drawOverview(
  folder: RunFolder,
  sets: ToyData['points'],
  trainings: readonly SetTraining[],
  boundaries: ReadonlyMap<string, Boundary>,
): Promise<Figure[]> {
  const steps = [...new Set(trainings.map(({ step }) => step))];
  const images = steps.flatMap((step) =>
    sets.flatMap(({ name, test }): GridPicture[] => {
      const training = trainings.find((each) => each.step === step && each.set === name);
      const boundary = training && boundaries.get(idOf(training));
      if (training === undefined || boundary === undefined) return [];
      return [boundaryPicture(boundary, test, [`${name}: ${training.label}`, percent(accuracyOf(training))])];
    }),
  );
  if (images.length === 0) return [];
  const svg = imageGrid({
    title: 'What each network makes of the plane',
    images,
    columns: sets.length,
    tileSize: 210,
    description:
      'Blue where class 0 is likelier, orange where class 1 is, white where neither; points in the same colours.',
  });
  const caption =
    'Test accuracy under each. Blue: class 0, orange: class 1, the paler the less sure. Cross-entropy but for the best of the grid, whose loss was chosen.';
  return [await saveFigure(folder, 'boundaries', caption, svg)];
}

async function drawCourses(folder: RunFolder, trainings: readonly SetTraining[]): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const set of new Set(trainings.map((each) => each.set))) {
    const series = trainings
      .filter((each) => each.set === set)
      .map(
        ({ label, epochs }): Series => ({
          name: label,
          points: epochs.map(({ test }, i) => [i + 1, 100 * test.accuracy] as const),
        }),
      );
    const caption = `Accuracy on the test points of ${set} after each epoch.`;
    figures.push(
      await drawFigure(folder, `${set}-accuracy`, caption, {
        title: `${set}: test accuracy`,
        x: { label: 'epoch' },
        y: { label: 'accuracy (%)' },
        series,
        height: 300,
      }),
    );
  }
  return figures;
}

async function drawGrids(folder: RunFolder, grids: readonly GridRecord[]): Promise<Figure[]> {
  const figures = [await drawMeans(folder, grids)];
  for (const { set, trials } of grids) {
    const names = Object.keys(GRID_NAMES) as (keyof GridTrial)[];
    const svg = parallelCoordinates({
      title: `${set}: ${trials.length} trainings`,
      axes: names.map((name) => ({ name: GRID_NAMES[name] ?? name, scale: 'category' as const })),
      lines: trials.map((trial) => ({
        values: names.map((name) => valueName(trial[name])),
        score: trial.score ?? Number.NaN,
      })),
      score: { label: 'validation accuracy' },
    });
    const caption = `Every training of the grid on ${set}, a line each; the best is orange. A linear model has neither width nor activation.`;
    figures.push(await saveFigure(folder, `${set}-grid`, caption, svg));
  }
  return figures;
}

const valueName = (value: string | number | undefined): string | null => (value === undefined ? null : wordFor(value));

/** The mean of all trainings that share a value, for each value of each setting that has several. */
function drawMeans(folder: RunFolder, grids: readonly GridRecord[]): Promise<Figure> {
  const rows = Object.entries(GRID_NAMES).flatMap(([name, label]) => {
    const key = name as keyof GridTrial;
    const values = [...new Set(grids.flatMap(({ trials }) => trials.flatMap((trial) => trial[key] ?? [])))];
    return values.length < 2 ? [] : values.map((value) => ({ key, value, label: `${label}: ${wordFor(value)}` }));
  });
  const mean = (trials: readonly GridTrial[]): number =>
    trials.reduce((sum, { score = Number.NaN }) => sum + score, 0) / trials.length;
  const svg = heatMap({
    title: 'Mean validation accuracy by setting',
    rows: { label: 'setting', names: rows.map(({ label }) => label) },
    columns: { label: 'set', names: grids.map(({ set }) => set) },
    values: rows.map(({ key, value }) =>
      grids.map(({ trials }) => mean(trials.filter((trial) => trial[key] === value && trial.score !== undefined))),
    ),
    format: 'percent',
    decimals: 1,
  });
  const caption = 'The mean over all trainings of the grid that share a value.';
  return saveFigure(folder, 'grid-means', caption, svg);
}
