import type { Field } from '@gradlab/datasets';
import { type GridPicture, imageGrid, type Series } from '@gradlab/plots';
import { drawFigure, type Figure, type RunFolder, saveFigure } from '@gradlab-examples/harness';
import type { Verdict } from './judge-examples.ts';
import type { ColouredDigits } from './load-coloured-digits.ts';
import { isRight, type Training } from './run-training.ts';

const SAMPLES = 24;
const MISTAKES = 24;
const COLUMNS = 8;

/** Some training digits with what they are. */
export function drawSamples(folder: RunFolder, { train }: ColouredDigits): Promise<Figure> {
  const names = train.y.colour.classNames ?? [];
  const images = Array.from({ length: Math.min(SAMPLES, train.size) }, (_, i) => ({
    ...pixelsOf(train.x, i),
    caption: `${train.y.digit.data[i]} ${names[train.y.colour.data[i] ?? 0]}`,
  }));
  const svg = imageGrid({ title: 'Training examples', images, columns: COLUMNS, tileSize: 70 });
  return saveFigure(folder, 'samples', 'The first training examples: digit and colour.', svg);
}

/** The test examples that a network has wrong, those that it is surest of first; none if it has none. */
export async function drawMistakes(
  folder: RunFolder,
  { id, label, mistakes }: Training,
  { test }: ColouredDigits,
): Promise<Figure | undefined> {
  if (mistakes.length === 0) return undefined;
  const names = test.y.colour.classNames ?? [];
  const shown = [...mistakes].sort((a, b) => surenessOf(b) - surenessOf(a) || a.index - b.index).slice(0, MISTAKES);
  const images = shown.map(
    (verdict): GridPicture => ({
      ...pixelsOf(test.x, verdict.index),
      caption: captionOf(verdict, names),
      mark: 'wrong',
    }),
  );
  const svg = imageGrid({ title: `${label}: mistakes`, images, columns: COLUMNS, tileSize: 84 });
  const caption = `${shown.length} of ${mistakes.length} test examples that are wrong, the surest first: what is wrong, and how probable it was said to be.`;
  return saveFigure(folder, `${id}-mistakes`, caption, svg);
}

/** How probable the head that is wrong holds its answer. */
function surenessOf({ digit, colour }: Verdict): number {
  return Math.max(...[digit, colour].filter((answer) => !isRight(answer)).map(({ probability }) => probability));
}

function captionOf(verdict: Verdict, colours: readonly string[]): string[] {
  const { digit, colour } = verdict;
  const sure = `${Math.round(100 * surenessOf(verdict))} %`;
  const lines = [
    ...(isRight(digit) ? [] : [`${digit.label} as ${digit.prediction}`]),
    ...(isRight(colour) ? [] : [`${colours[colour.label]} as`, `${colours[colour.prediction]}`]),
  ];
  return [...lines, sure];
}

function pixelsOf({ data, shape }: Field, index: number): GridPicture {
  const size = shape.reduce((product, length) => product * length, 1);
  return { data: Uint8Array.from(data.subarray(index * size, (index + 1) * size)), shape };
}

/** The error of one head, or of both together, of each training after each epoch. */
export function drawErrors(
  folder: RunFolder,
  what: 'digit' | 'colour' | 'joint',
  trainings: readonly Training[],
): Promise<Figure> {
  const title = { digit: 'Digit', colour: 'Colour', joint: 'Digit and colour' }[what];
  const series = trainings.flatMap(({ label, history }, color): Series[] => [
    {
      name: `${label}, validation`,
      color,
      dashed: false,
      points: errors(history.map((epoch) => epoch.evaluations.validation?.[what])),
    },
    { name: `${label}, training`, color, dashed: true, points: errors(history.map((epoch) => epoch.metrics[what])) },
  ]);
  const wrong = what === 'joint' ? 'digit or colour is wrong' : `the ${what} is wrong`;
  const caption = `Share of examples of which ${wrong}: validation after each epoch, training as the epoch went.`;
  return drawFigure(folder, `${what}-error`, caption, {
    title: `${title}: error`,
    x: { label: 'epoch' },
    y: { label: 'error (%)', scale: what === 'colour' ? 'linear' : 'log' },
    series,
  });
}

function errors(accuracies: readonly unknown[]): (readonly [number, number])[] {
  return accuracies.map((accuracy, i) => [i + 1, 100 * (1 - Number(accuracy))] as const);
}

/** The learning rate at the end of each epoch. */
export function drawRate(folder: RunFolder, { history }: Training): Promise<Figure> {
  const points = history.map(({ epoch, learningRate }) => [epoch, learningRate ?? Number.NaN] as const);
  return drawFigure(folder, 'rate', 'The learning rate of the last update of each epoch, the same for both networks.', {
    title: 'Cosine annealing',
    x: { label: 'epoch' },
    y: { label: 'learning rate' },
    series: [{ name: 'Adam', points }],
    height: 160,
  });
}
