import { ReliabilityCurve } from '@gradlab/metrics';
import type { Series } from '@gradlab/plots';
import { drawFigure, type Figure, type RunFolder } from '@gradlab-examples/harness';
import { INTERVAL_SEED } from '../findings.ts';
import { asRows, intervalOf } from '../scores.ts';
import type { Results, Training } from '../training.ts';

/** Loss and error of some trainings after each epoch, a colour for each; nothing where none came to an epoch's end. */
export async function drawCourse(
  folder: RunFolder,
  name: string,
  title: string,
  all: readonly Training[],
): Promise<Figure[]> {
  const trainings = all.filter(({ history }) => history.length > 0);
  if (trainings.length === 0) return [];
  const caption = (what: string): string =>
    `${what} after each epoch: of the training photos as they are trained on (dashed; with augmentation and dropout, if any), and of the validation photos.`;
  const loss = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);
  const error = (accuracy: unknown): number => 100 * (1 - loss(accuracy));
  return [
    await drawFigure(folder, `${name}-loss`, caption('Mean cross-entropy'), {
      title: `${title}: loss`,
      x: { label: 'epoch' },
      y: { label: 'cross-entropy (nats)' },
      series: courses(trainings, (epoch) => [epoch.loss, loss(epoch.evaluations.validation?.loss)]),
    }),
    await drawFigure(folder, `${name}-error`, caption('Share of photos classified wrongly'), {
      title: `${title}: error`,
      x: { label: 'epoch' },
      y: { label: 'error (%)' },
      series: courses(trainings, (epoch) => [
        error(epoch.metrics.accuracy),
        error(epoch.evaluations.validation?.accuracy),
      ]),
    }),
  ];
}

function courses(
  trainings: readonly Training[],
  read: (epoch: Training['history'][number]) => readonly [training: number, validation: number],
): Series[] {
  return trainings.flatMap(({ label, history }, color) => {
    const points = (which: 0 | 1) => history.map((epoch) => [epoch.epoch, read(epoch)[which]] as const);
    return [
      { name: `${label}, validation`, points: points(1), color, dashed: false },
      { name: `${label}, training`, points: points(0), color, dashed: true },
    ];
  });
}

/** Test accuracy over the number of training photos, with the ends of its intervals. */
export function drawSizes(folder: RunFolder, { labels }: Results, trainings: readonly Training[]): Promise<Figure> {
  const points = trainings.map(({ settings, test }) => ({
    photos: settings.photos ?? 0,
    ...intervalOf(labels.test, test, INTERVAL_SEED),
  }));
  const series = (name: string, of: (point: (typeof points)[number]) => number, dashed: boolean): Series => ({
    name,
    points: points.map((point) => [point.photos, 100 * of(point)] as const),
    color: 0,
    dashed,
  });
  return drawFigure(
    folder,
    'sizes',
    'Test accuracy over the number of training photos, each with as many updates; dashed the ends of 95 % bootstrap intervals.',
    {
      title: 'Accuracy over the number of training photos',
      x: { label: 'training photos', scale: 'log' },
      y: { label: 'test accuracy (%)' },
      markers: 'all',
      series: [
        series('test accuracy', ({ estimate }) => estimate, false),
        series('lower end', ({ lower }) => lower, true),
        series('upper end', ({ upper }) => upper, true),
      ],
    },
  );
}

/** Accuracy over confidence. */
export function drawCalibration(folder: RunFolder, { labels }: Results, { label, test }: Training): Promise<Figure> {
  const curve = new ReliabilityCurve({ fromLogits: false, bins: 10 });
  curve.update({ labels: labels.test, predictions: asRows(test) });
  const bins = curve.compute().filter(({ weight }) => weight > 0);
  return drawFigure(
    folder,
    'calibration',
    'Share of test photos classified rightly over how sure the network is of them, in bins of ten points; on the dashed line confidence could be believed.',
    {
      title: `${label}: calibration`,
      x: { label: 'confidence (%)', domain: [50, 100] },
      y: { label: 'accuracy (%)', domain: [0, 100] },
      markers: 'all',
      series: [
        { name: 'network', points: bins.map(({ confidence, accuracy }) => [100 * confidence, 100 * accuracy]) },
        {
          name: 'calibrated',
          points: [
            [50, 50],
            [100, 100],
          ],
          dashed: true,
        },
      ],
    },
  );
}
