import { type GridPicture, imageGrid, type Series } from '@gradlab/plots';
import { drawFigure, type Figure, percent, type RunFolder, saveFigure } from '@gradlab-examples/harness';
import type { ToyData } from '../toy-data.ts';
import type { Boundary } from '../training/boundary.ts';
import { boundaryPicture } from '../training/boundary-picture.ts';
import { drawBoundary } from '../training/draw-boundary.ts';
import { settingName } from '../training/toy-setting.ts';
import type { UpdateTime } from './measure-updates.ts';
import { READINGS, type Reading, SWEEP_NAMES, SWEEPS, type SweepName } from './plan.ts';
import { idOf, type SweepResults, type SweepTraining } from './run-sweeps.ts';
import { bestOf, ofSweep } from './summary.ts';

/** The figures of one sweep. */
interface SweepFigures {
  /** Loss curves overlaid, for each reading. */
  readonly courses: readonly Figure[];
  readonly boundaries?: Figure;
  /** Of the best training by either reading. */
  readonly best?: Figure;
}

/** The figures of a run. */
export interface Figures {
  readonly sweeps: Readonly<Partial<Record<SweepName, SweepFigures>>>;
  /** What an update costs. */
  readonly time?: Figure;
}

/** Draws what a run found. */
export async function drawFigures(
  folder: RunFolder,
  { points: [set] }: ToyData,
  { trainings, times }: SweepResults,
  boundaries: ReadonlyMap<string, Boundary>,
): Promise<Figures> {
  const drawn: [SweepName, SweepFigures][] = [];
  for (const sweep of SWEEPS) {
    const swept = trainings.filter((each) => each.sweep === sweep);
    if (swept.length === 0) continue;
    const courses: Figure[] = [];
    for (const reading of READINGS) courses.push(await drawCourses(folder, trainings, sweep, reading));
    const [best, boundary] = [bestOf(swept), boundaries.get(idOf(bestOf(swept) ?? NOTHING))];
    drawn.push([
      sweep,
      {
        courses,
        boundaries: await drawBoundaries(folder, sweep, swept, boundaries, set.validation),
        ...(best &&
          boundary && {
            best: await drawBoundary(folder, `${sweep}-best`, settingName(best.setting), boundary, set, 'validation'),
          }),
      },
    ]);
  }
  const batches = times.filter(({ sweep }) => sweep === 'batch');
  return {
    sweeps: Object.fromEntries(drawn),
    ...(batches.length > 0 && { time: await drawTimes(folder, batches) }),
  };
}

const NOTHING = { sweep: 'batch', reading: 'mean', value: 0 } as const;

function drawCourses(
  folder: RunFolder,
  trainings: readonly SweepTraining[],
  sweep: SweepName,
  reading: Reading,
): Promise<Figure> {
  const series = ofSweep(trainings, sweep, reading).map(
    ({ value, losses }): Series => ({
      name: `${value.toLocaleString('en-US', { maximumSignificantDigits: 3 })}`,
      points: losses.map((loss, i) => [i, loss ?? Number.NaN] as const),
    }),
  );
  const caption = `Training loss after each epoch by ${SWEEP_NAMES[sweep]}, the gradient as the ${reading} over the batch.`;
  return drawFigure(folder, `${sweep}-loss-${reading}`, caption, {
    title: `Loss by ${SWEEP_NAMES[sweep]} (${reading})`,
    x: { label: 'epoch' },
    y: { label: 'mean cross-entropy', scale: 'log' },
    series,
    height: 260,
  });
}

function drawBoundaries(
  folder: RunFolder,
  sweep: SweepName,
  swept: readonly SweepTraining[],
  boundaries: ReadonlyMap<string, Boundary>,
  points: ToyData['validation'],
): Promise<Figure> {
  const images = swept.flatMap((training): GridPicture[] => {
    const boundary = boundaries.get(idOf(training));
    const { accuracy } = training;
    if (boundary === undefined) return [];
    const right = accuracy === null ? 'diverged' : percent(accuracy, 1);
    return [boundaryPicture(boundary, points, [`${training.value}, ${training.reading}`, right])];
  });
  const svg = imageGrid({
    title: `Boundaries by ${SWEEP_NAMES[sweep]}`,
    images,
    columns: images.length / READINGS.length,
    tileSize: 120,
    description:
      'Blue where class 0 is likelier, orange where class 1 is, white where neither; points in the same colours.',
  });
  const caption = `Under each picture: ${SWEEP_NAMES[sweep]}, reading of the gradient, validation accuracy.`;
  return saveFigure(folder, `${sweep}-boundaries`, caption, svg);
}

function drawTimes(folder: RunFolder, times: readonly UpdateTime[]): Promise<Figure> {
  const caption = 'Wall time of an update by the number of points in its batch.';
  return drawFigure(folder, 'time', caption, {
    title: 'What an update costs',
    x: { label: 'batch size', scale: 'log' },
    y: { label: 'ms per update' },
    series: [{ name: 'update', points: times.map(({ value, seconds }) => [value, 1000 * seconds] as const) }],
    height: 220,
  });
}
