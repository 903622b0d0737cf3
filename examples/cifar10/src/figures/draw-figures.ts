import { barChart } from '@gradlab/plots';
import { drawConfusion, type Figure, type RunFolder, saveFigure } from '@gradlab-examples/harness';
import { confusionOf, type Difference, differencesOf } from '../differences.ts';
import type { Pictures } from '../pictures.ts';
import type { Results } from '../training.ts';
import { drawCourses } from './draw-courses.ts';
import { drawAugmented, drawHardest, drawSamples } from './draw-pictures.ts';

/** The figures of a run. */
export interface Figures {
  readonly samples: Figure;
  readonly augmented: Figure;
  readonly courses: readonly Figure[];
  readonly differences?: Figure;
  /** Of the last row that was run. */
  readonly confusion?: Figure;
  readonly hardest?: Figure;
}

/** Draws every figure of the report into the run's folder. */
export async function drawFigures(
  folder: RunFolder,
  results: Results,
  { pictures, seed }: { readonly pictures: Pictures; readonly seed: number },
): Promise<Figures> {
  const differences = differencesOf(results);
  const last = results.trainings.at(-1);
  return {
    samples: await drawSamples(folder, pictures),
    augmented: await drawAugmented(folder, pictures, seed),
    courses: await drawCourses(folder, results.trainings),
    ...(differences.length > 0 && { differences: await drawDifferences(folder, differences) }),
    ...(last && {
      confusion: await drawConfusion(folder, {
        name: 'confusion',
        title: `${last.label}: test pictures by class and prediction`,
        noun: 'class',
        classes: pictures.classes,
        counts: confusionOf(results, last, pictures.classes.length),
      }),
      hardest: await drawHardest(folder, pictures, last),
    }),
  };
}

function drawDifferences(folder: RunFolder, differences: readonly Difference[]): Promise<Figure> {
  const svg = barChart({
    title: 'What each change brings',
    label: 'test accuracy, in points beside the row that it changes',
    bars: differences.map(({ after, gain, lower, upper }) => ({
      name: after.label,
      value: 100 * gain,
      interval: [100 * lower, 100 * upper],
    })),
    format: 'fixed',
    decimals: 1,
  });
  const caption =
    'Gains and losses of test accuracy, with 95 % bootstrap intervals: where one crosses zero, the change may have brought nothing.';
  return saveFigure(folder, 'differences', caption, svg);
}
