import type { Series } from '@gradlab/plots';
import { drawFigure, type Figure, type RunFolder } from '@gradlab-examples/harness';
import type { TrainingRecord } from './run-training.ts';

/** Loss and error of some trainings. */
export interface TrainingFigures {
  readonly error: Figure;
  readonly loss: Figure;
}

/** Draws training and validation curves of some trainings, a colour for each; nothing where there are none. */
export async function drawTrainings(
  folder: RunFolder,
  name: string,
  title: string,
  records: readonly TrainingRecord[],
): Promise<TrainingFigures | undefined> {
  if (records.length === 0) return undefined;
  const caption = 'Dashed: on the training digits as they were trained on.';
  const draw = (measure: string, label: string, value: (scores: TrainingRecord['train']) => number): Promise<Figure> =>
    drawFigure(folder, `${name}-${measure}`, `${label} after each epoch. ${caption}`, {
      title: `${title}: ${measure}`,
      x: { label: 'epoch' },
      y: { label, scale: 'log' },
      series: records.flatMap(({ label: of, history }, color): Series[] => [
        line(`${of}, validation`, color, false, history, (each) => value(each.validation)),
        line(`${of}, training`, color, true, history, (each) => value(each.train)),
      ]),
    });
  return {
    error: await draw('error', 'Error (%)', ({ accuracy }) => 100 * (1 - accuracy)),
    loss: await draw('loss', 'Mean cross-entropy (nats)', ({ loss }) => loss),
  };
}

function line(
  name: string,
  color: number,
  dashed: boolean,
  history: TrainingRecord['history'],
  value: (epoch: TrainingRecord['history'][number]) => number,
): Series {
  return { name, color, dashed, points: history.map((each) => [each.epoch, value(each)] as const) };
}
