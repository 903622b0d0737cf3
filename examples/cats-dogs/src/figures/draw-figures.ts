import { drawConfusion, type Figure, type RunFolder } from '@gradlab-examples/harness';
import { bestOf } from '../findings.ts';
import { mistakesPage } from '../mistakes-page/mistakes-page.ts';
import { PHOTO_CLASSES, type Photos } from '../photos.ts';
import { MISTAKES_PAGE, SURE } from '../report/mistakes-section.ts';
import type { BestFigures, Figures } from '../report/write-sections.ts';
import { confusionOf, mistakesOf, undecidedOf } from '../scores.ts';
import type { Results, Training } from '../training.ts';
import { drawCalibration, drawCourse, drawSizes } from './draw-curves.ts';
import { drawAugmented, drawSamples, drawVerdicts, photoAt } from './draw-photos.ts';

/** What a run leaves to draw. */
export interface Drawable {
  readonly results: Results;
  readonly photos: Photos;
  readonly seed: number;
  /** Drawn while the weights were there. */
  readonly features: Figure | undefined;
}

const SHOWN = { sure: 18, undecided: 12 } as const;

/** Draws every figure of the report into the run's folder, and writes the page of mistakes beside it. */
export async function drawFigures(folder: RunFolder, drawable: Drawable): Promise<Figures> {
  const { results, photos, seed } = drawable;
  const sizes = results.trainings.filter(({ part }) => part === 'C-sizes');
  const best = bestOf(results);
  return {
    samples: await drawSamples(folder, photos.train),
    augmented: await drawAugmented(folder, photos.train, seed),
    courses: await drawCourses(folder, results),
    ...(sizes.length > 1 && { sizes: await drawSizes(folder, results, sizes) }),
    ...(best && { best: await drawBest(folder, best, drawable) }),
  };
}

/** Variations of C-K stand in the figure of C-K. */
const courseOf = ({ part }: Training): string => (part === 'C-K-others' ? 'C-K' : part);

async function drawCourses(folder: RunFolder, { trainings }: Results): Promise<Figures['courses']> {
  const drawn: [string, Figure[]][] = [];
  for (const part of new Set(trainings.map(courseOf))) {
    const ofPart = trainings.filter((training) => courseOf(training) === part);
    drawn.push([part, await drawCourse(folder, part.toLowerCase(), part, ofPart)]);
  }
  return Object.fromEntries(drawn);
}

async function drawBest(
  folder: RunFolder,
  training: Training,
  { results, photos, seed, features }: Drawable,
): Promise<BestFigures> {
  const { test } = photos;
  const mistakes = mistakesOf(results, training);
  const percent = 100 * SURE;
  const sure = await drawVerdicts(folder, test, {
    name: 'sure-mistakes',
    title: `Wrong while more than ${percent} % sure`,
    caption: `Test photos that the network has wrong while more than ${percent} % sure, the surest first.`,
    verdicts: mistakes.filter(({ confidence }) => confidence > SURE).slice(0, SHOWN.sure),
  });
  const undecided = await drawVerdicts(folder, test, {
    name: 'undecided',
    title: 'Around 50 %',
    caption: 'Test photos that the network can tell least; a dashed frame stands for a mistake.',
    verdicts: undecidedOf(results, training).slice(0, SHOWN.undecided),
  });
  const page = mistakesPage({
    network: training.label,
    key: `gradlab cats-dogs ${training.id} ${seed} ${photos.digests.test ?? photos.digests.all}`,
    mistakes: mistakes.map(({ index, label, prediction, confidence }) => ({
      index,
      label: PHOTO_CLASSES[label] ?? '',
      prediction: PHOTO_CLASSES[prediction] ?? '',
      confidence,
      pixels: photoAt(test, index),
    })),
  });
  await folder.write(MISTAKES_PAGE, page);
  return {
    training,
    ...(sure && { sure }),
    ...(undecided && { undecided }),
    ...(features && { features }),
    calibration: await drawCalibration(folder, results, training),
    confusion: await drawConfusion(folder, {
      name: 'confusion',
      title: `${training.label}: test photos`,
      noun: 'class',
      classes: PHOTO_CLASSES,
      counts: confusionOf(results.labels.test, training.test),
    }),
  };
}
