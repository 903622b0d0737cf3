import type { Series } from '@gradlab/plots';
import { drawFigure, type Figure, type RunFolder } from '@gradlab-examples/harness';
import { accuraciesAfter } from './comparison.ts';
import type { Descent } from './run-descent.ts';
import type { Training } from './run-training.ts';

/** The error of some trainings on validation digits, and on request on training digits, a colour for each. */
export function drawErrors(
  folder: RunFolder,
  {
    name,
    title,
    trainings,
    withTraining = false,
  }: {
    readonly name: string;
    readonly title: string;
    readonly trainings: readonly Training[];
    readonly withTraining?: boolean;
  },
): Promise<Figure> {
  const series = trainings.flatMap((training, color): Series[] => {
    const line = (set: 'train' | 'validation'): Series => ({
      name: withTraining ? `${training.label}, ${set === 'train' ? 'training' : 'validation'}` : training.label,
      points: accuraciesAfter(training, set).map((accuracy, i) => [i + 1, 100 * (1 - accuracy)] as const),
      color,
      dashed: set === 'train',
    });
    return withTraining ? [line('validation'), line('train')] : [line('validation')];
  });
  const after = 'Share of validation digits classified wrongly after each epoch';
  const caption = withTraining ? `${after}, and of training digits as the epoch went.` : `${after}.`;
  return drawFigure(folder, name, caption, {
    title,
    x: { label: 'epoch' },
    y: { label: 'error (%)', scale: 'log' },
    series,
  });
}

/** Of the descents of one group: the norm of the gradient, and the loss. */
export async function drawDescents(folder: RunFolder, descents: readonly Descent[]): Promise<Figure[]> {
  const [first] = descents;
  if (first === undefined) return [];
  const name = first.id.replace(/-.*/, '');
  const draw = (
    { file, title, caption }: Readonly<Record<'file' | 'title' | 'caption', string>>,
    points: (descent: Descent) => readonly (readonly [number, number])[],
  ): Promise<Figure> =>
    drawFigure(folder, file, caption, {
      title,
      x: { label: 'step' },
      y: { label: title, scale: 'log' },
      series: descents.map((descent) => ({ name: descent.label, points: points(descent) })),
      markers: 'none',
    });
  return [
    await draw(
      {
        file: `explosion-${name}-norm`,
        title: 'Norm of the gradient',
        caption: `By ${first.group}: the Euclidean norm of the whole gradient before it is clipped, the largest of every ${WINDOW} steps.`,
      },
      ({ norms }) =>
        inWindows(
          norms.map((norm) => norm ?? Number.NaN),
          (values) => Math.max(...values),
        ),
    ),
    await draw(
      {
        file: `explosion-${name}-loss`,
        title: `Loss: ${first.group}`,
        caption: `Loss of the batch before its update, the mean of every ${WINDOW} steps.`,
      },
      ({ losses }) => inWindows(losses, (values) => values.reduce((sum, value) => sum + value, 0) / values.length),
    ),
  ];
}

/** Of so many steps one point is drawn. */
const WINDOW = 4;

function inWindows(
  values: readonly number[],
  reduce: (window: readonly number[]) => number,
): (readonly [number, number])[] {
  return Array.from({ length: Math.ceil(values.length / WINDOW) }, (_, i) => {
    const window = values.slice(i * WINDOW, (i + 1) * WINDOW);
    return [i * WINDOW + window.length, reduce(window)] as const;
  });
}
