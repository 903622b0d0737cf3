import { drawFigure, type Figure, type RunFolder } from '@gradlab-examples/harness';
import { curveOf, type ScoredSet } from './curves.ts';
import { publishedSolutionLoss } from './published.ts';
import { ofSetting, type Results } from './results.ts';
import type { ClippedScores, Training } from './run-training.ts';
import { initialisationNames, initialisations } from './settings.ts';

/** The figures of a run by what they show; one that nothing was run for is absent. */
export interface Figures {
  readonly solutionLoss?: Figure;
  readonly solutionAccuracy?: Figure;
  readonly humourAccuracy?: Figure;
  readonly humourLoss?: Figure;
  /** Training and validation accuracy, then loss. */
  readonly curves?: readonly Figure[];
  readonly gradientValidation?: Figure;
}

const EPOCH = { label: 'epoch' } as const;

/** Draws every figure that the results have numbers for, and writes each to its own file. */
export async function drawFigures(folder: RunFolder, results: Results): Promise<Figures> {
  const [solution, humour] = [ofSetting(results, 'A1-S'), ofSetting(results, 'A1-H')];
  const curves = ofSetting(results, 'A1-K');
  const { gradientValidation } = results;
  return {
    ...(solution.length > 0 && {
      solutionLoss: await drawSolutionLoss(folder, solution),
      solutionAccuracy: await drawScores(folder, 'a1-s-validation-accuracy', solution, 'accuracy'),
    }),
    ...(humour.length > 0 && {
      humourAccuracy: await drawScores(folder, 'a1-h-validation-accuracy', humour, 'accuracy'),
      humourLoss: await drawScores(folder, 'a1-h-validation-loss', humour, 'clippedLoss'),
    }),
    ...(curves.length > 0 && { curves: await drawCurves(folder, curves) }),
    ...(gradientValidation && {
      gradientValidation: await drawGradientValidation(folder, gradientValidation),
    }),
  };
}

/** The clipped loss, ours and published: for Zero and Glorot clipping changes nothing that can be seen. */
function drawSolutionLoss(folder: RunFolder, trainings: readonly Training[]): Promise<Figure> {
  const plain = trainings.filter(({ plan }) => plan.reading.id === 'plain');
  const published = initialisations.filter((name) => publishedSolutionLoss[name].length > 2);
  return drawFigure(
    folder,
    'a1-s-training-loss',
    'Mean training loss after each epoch, each sample’s probability clipped at 1e-6; dashed: as published, on MNIST.',
    {
      title: 'A1-S: mean training loss',
      x: EPOCH,
      // Normal begins six times above the rest, and the interesting part is below.
      y: { label: 'mean cross-entropy (nats), clipped', scale: 'log' },
      series: [
        ...plain.map((training) => ({
          name: initialisationNames[training.plan.initialisation],
          points: curveOf(training, 'train', 'clippedLoss'),
          color: initialisations.indexOf(training.plan.initialisation),
          dashed: false,
        })),
        ...published.map((name) => ({
          name: `${initialisationNames[name]}, published`,
          points: publishedSolutionLoss[name].map((loss, i) => [i + 1, loss] as const),
          color: initialisations.indexOf(name),
          dashed: true,
        })),
      ],
    },
  );
}

function drawScores(
  folder: RunFolder,
  name: string,
  trainings: readonly Training[],
  score: keyof ClippedScores,
  set: ScoredSet = 'validation',
): Promise<Figure> {
  const what = score === 'accuracy' ? 'accuracy' : 'loss (probability clipped at 1e-6)';
  return drawFigure(folder, name, `${set === 'train' ? 'Training' : 'Validation'} ${what} after each epoch.`, {
    title: `${trainings[0]?.plan.setting.id ?? ''}: ${set} ${score === 'accuracy' ? 'accuracy' : 'loss'}`,
    x: EPOCH,
    y: { label: what, scale: score === 'accuracy' ? 'linear' : 'log' },
    series: trainings.map((training) => ({
      name: `${initialisationNames[training.plan.initialisation]}, ${training.plan.reading.label}`,
      points: curveOf(training, set, score),
      color: initialisations.indexOf(training.plan.initialisation),
      dashed: training.plan.reading.id !== 'plain',
    })),
  });
}

async function drawCurves(folder: RunFolder, trainings: readonly Training[]): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const score of ['accuracy', 'clippedLoss'] as const) {
    for (const set of ['validation', 'train'] as const) {
      const name = `a1-k-${set === 'train' ? 'training' : set}-${score === 'accuracy' ? score : 'loss'}`;
      figures.push(await drawScores(folder, name, trainings, score, set));
    }
  }
  return figures;
}

function drawGradientValidation(
  folder: RunFolder,
  { points, float64Points }: NonNullable<Results['gradientValidation']>,
): Promise<Figure> {
  const caption = 'Largest difference between backpropagation and central differences with ε = 1/N.';
  return drawFigure(folder, 'a3-gradient-validation', caption, {
    title: 'A3: gradient validation',
    x: { label: 'N = 1/ε', scale: 'log' },
    y: { label: 'largest absolute difference', scale: 'log' },
    series: [
      { name: 'float32', points: points.map(({ n, maxAbsDifference }) => [n, maxAbsDifference]) },
      { name: 'float64', points: float64Points.map(({ n, maxAbsDifference }) => [n, maxAbsDifference]) },
    ],
    markers: 'all',
  });
}
