import type { Dataset, Field } from '@gradlab/datasets';
import { type Series, scatterChart } from '@gradlab/plots';
import { drawFigure, type Figure, type RunFolder, saveFigure } from '@gradlab-examples/harness';
import { TRAINER_NAMES } from './comparison.ts';
import { scoresOf, softmax } from './network.ts';
import { type SetResult, TRAINERS } from './run-set.ts';

/** The figures of one set. */
export interface SetFigures {
  readonly curves: Figure;
  readonly differences: Figure;
  readonly boundary?: Figure;
}

/** Draws the curves of every set, how far they are apart, and what a network of the plane has learnt. */
export async function drawFigures(
  folder: RunFolder,
  sets: readonly SetResult[],
  points: Dataset<Field>,
): Promise<Readonly<Record<string, SetFigures>>> {
  const drawn: [string, SetFigures][] = [];
  for (const set of sets) {
    const boundary = set.weights && (await drawBoundary(folder, set, set.weights, points));
    const curves = { curves: await drawCurves(folder, set), differences: await drawDifferences(folder, set) };
    drawn.push([set.id, { ...curves, ...(boundary && { boundary }) }]);
  }
  return Object.fromEntries(drawn);
}

/** Where one curve lies on another, a dashed one in front lets the one behind be seen. */
function drawCurves(folder: RunFolder, { id, label, trainings }: SetResult): Promise<Figure> {
  const series = TRAINERS.filter((trainer) => trainer !== 'float32').map((trainer, color): Series => {
    const points = trainings[trainer].losses.map((loss, i) => [i + 1, loss] as const);
    return { name: TRAINER_NAMES[trainer], points, color, dashed: trainer !== 'tfjs' };
  });
  return drawFigure(folder, `${id}-curves`, 'Mean loss of each epoch: one curve lies on the other where they agree.', {
    title: `${label}: training loss by hand and by TensorFlow.js`,
    x: { label: 'epoch' },
    y: { label: 'mean cross-entropy' },
    series,
  });
}

function drawDifferences(folder: RunFolder, { id, label, differences }: SetResult): Promise<Figure> {
  const names = {
    float64: 'by hand in float64 from TensorFlow.js',
    float32: 'by hand in float32 from TensorFlow.js',
    precisions: 'by hand, float32 from float64',
  } as const;
  const series = (['float64', 'float32', 'precisions'] as const).map(
    (pair): Series => ({ name: names[pair], points: differences[pair].map(({ epoch, loss }) => [epoch, loss]) }),
  );
  return drawFigure(folder, `${id}-differences`, 'Greatest difference of the loss of a batch within each epoch.', {
    title: `${label}: how far the trainings are apart`,
    x: { label: 'epoch' },
    y: { label: 'greatest difference of a loss', scale: 'log' },
    series,
  });
}

const EDGE = 1.6;
const CELLS = 64;

function drawBoundary(
  folder: RunFolder,
  { id, label }: SetResult,
  weights: NonNullable<SetResult['weights']>,
  points: Dataset<Field>,
): Promise<Figure> {
  const { Wh, bh, Wy, by } = weights;
  const own = {
    Wh: Float64Array.from(Wh),
    bh: Float64Array.from(bh),
    Wy: Float64Array.from(Wy),
    by: Float64Array.from(by),
  };
  const middles = Array.from({ length: CELLS }, (_, i) => -EDGE + ((2 * EDGE) / CELLS) * (i + 0.5));
  const groups = (points.y.classNames ?? []).map((name, label) => ({ name, points: pointsOf(points, label) }));
  const svg = scatterChart({
    title: `${label}: what the network trained by hand has learnt`,
    x: { label: 'x₁', domain: [-EDGE, EDGE] },
    y: { label: 'x₂', domain: [-EDGE, EDGE] },
    groups,
    regions: {
      probabilities: middles.map((y) => middles.map((x) => softmax(scoresOf(own, Float64Array.of(x, y)))[1] ?? 0)),
    },
  });
  return saveFigure(folder, `${id}-boundary`, 'Training points over the probability of their classes.', svg);
}

function pointsOf({ x, y, size }: Dataset<Field>, label: number): (readonly [number, number])[] {
  return Array.from({ length: size }, (_, i) => i)
    .filter((i) => y.data[i] === label)
    .map((i) => [x.data[2 * i] ?? Number.NaN, x.data[2 * i + 1] ?? Number.NaN]);
}
