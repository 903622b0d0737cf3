import type { Series } from '@gradlab/plots';
import { drawFigure, type Figure, type RunFolder, type Scores } from '@gradlab-examples/harness';
import { ROWS, type Row } from '../plan.ts';
import { course, type Training } from '../training.ts';

/** Rows that one figure lays over one another: all at once would be eighteen lines. */
const GROUPS: readonly { readonly name: string; readonly title: string; readonly rows: readonly Row[] }[] = [
  { name: 'pictures', title: 'What is done to the pictures', rows: ROWS.slice(0, ROWS.indexOf('schedule')) },
  { name: 'network', title: 'Schedule, dropout, batch norm', rows: ROWS.slice(ROWS.indexOf('crop')) },
];

/** Loss and accuracy of the rows after each epoch, a colour for each. */
export async function drawCourses(folder: RunFolder, trainings: readonly Training[]): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { name, title, rows } of GROUPS) {
    const group = trainings.filter(({ id }) => rows.includes(id));
    if (group.length === 0) continue;
    figures.push(
      await drawFigure(folder, `${name}-loss`, captionOf('Mean cross-entropy'), {
        title: `${title}: loss`,
        x: { label: 'epoch' },
        y: { label: 'cross-entropy (nats)' },
        series: seriesOf(group, ({ loss }) => loss),
      }),
      await drawFigure(folder, `${name}-accuracy`, captionOf('Share of pictures classified rightly'), {
        title: `${title}: accuracy`,
        x: { label: 'epoch' },
        y: { label: 'accuracy (%)' },
        series: seriesOf(group, ({ accuracy }) => 100 * accuracy),
      }),
    );
  }
  return figures;
}

const captionOf = (what: string): string =>
  `${what} after each epoch: of training pictures, not augmented and without dropout (dashed), and of the validation pictures.`;

function seriesOf(trainings: readonly Training[], read: (scores: Scores) => number): Series[] {
  return trainings.flatMap((training, color) => {
    const points = (set: 'train' | 'validation') =>
      course(training, set).map((scores) => [scores.epoch, read(scores)] as const);
    return [
      { name: `${training.label}, validation`, points: points('validation'), color, dashed: false },
      { name: `${training.label}, training`, points: points('train'), color, dashed: true },
    ];
  });
}
