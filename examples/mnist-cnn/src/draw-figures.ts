import type { Dataset, Field } from '@gradlab/datasets';
import { imageGrid, type Series } from '@gradlab/plots';
import {
  DIGIT_CLASSES,
  drawConfusion,
  drawFigure,
  type Figure,
  percent,
  type RunFolder,
  saveFigure,
} from '@gradlab-examples/harness';
import { nameOf, scoresAfter } from './comparison.ts';
import type { Training } from './run-training.ts';

const PIXELS = 28 * 28;

/** The figures of one training. */
export interface TrainingFigures {
  readonly error: Figure;
  readonly confusion: Figure;
  readonly hardest: Figure;
}

/** Draws the course of a training, its mistakes by class, and the digits it finds hardest. */
export async function drawTraining(
  folder: RunFolder,
  training: Training,
  test: Dataset<Field>,
): Promise<TrainingFigures> {
  return {
    error: await drawErrors(folder, `${training.id}-error`, `${nameOf(training)}: error after each epoch`, [training]),
    confusion: await drawConfusion(folder, {
      name: `${training.id}-confusion`,
      title: `${nameOf(training)}: test digits by class and prediction`,
      noun: 'digit',
      classes: DIGIT_CLASSES,
      counts: training.confusion,
    }),
    hardest: await drawHardest(folder, training, test),
  };
}

/** Training and validation error of some trainings, a colour for each. */
export function drawErrors(
  folder: RunFolder,
  name: string,
  title: string,
  trainings: readonly Training[],
  scale: 'linear' | 'log' = 'linear',
): Promise<Figure> {
  const series = trainings.flatMap((training, color): Series[] => {
    const points = (set: 'train' | 'validation') =>
      scoresAfter(training, set).map(({ epoch, accuracy }) => [epoch, 100 * (1 - accuracy)] as const);
    const of = trainings.length === 1 ? '' : `${nameOf(training)}, `;
    return [
      { name: `${of}validation`, points: points('validation'), color, dashed: false },
      { name: `${of}training`, points: points('train'), color, dashed: true },
    ];
  });
  return drawFigure(folder, name, 'Share of digits classified wrongly after each epoch.', {
    title,
    x: { label: 'epoch' },
    y: { label: 'error (%)', scale },
    series,
  });
}

function drawHardest(folder: RunFolder, training: Training, test: Dataset<Field>): Promise<Figure> {
  const images = training.hardest.map(({ index, label, prediction, probability }) => ({
    data: test.x.data.slice(index * PIXELS, (index + 1) * PIXELS) as Uint8Array,
    shape: [28, 28],
    caption: [`${label} seen as ${prediction}`, `sure to ${percent(probability, 0)}`],
    mark: label === prediction ? ('right' as const) : ('wrong' as const),
  }));
  const svg = imageGrid({ title: `${nameOf(training)}: the hardest test digits`, images, columns: 6, tileSize: 84 });
  const caption = 'Test digits of the largest loss; a dashed frame stands for a mistake.';
  return saveFigure(folder, `${training.id}-hardest`, caption, svg);
}
