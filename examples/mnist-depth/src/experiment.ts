import {
  DIGIT_CLASSES,
  type Digits,
  drawConfusion,
  type Experiment,
  type ExperimentContext,
  type Figure,
  loadDigits,
  type RunFolder,
  runStudy,
  type Study,
} from '@gradlab-examples/harness';
import { compare, compareDescents } from './comparison.ts';
import { drawDescents, drawErrors } from './draw-figures.ts';
import type { LossName } from './losses.ts';
import { EPOCHS, PARTS, plansOf } from './plan.ts';
import { type Figures, writeSections } from './report/write-sections.ts';
import { DESCENTS, type Descent, runDescent } from './run-descent.ts';
import { runTraining, type Training } from './run-training.ts';

// Small enough that a quick run takes less than a minute on two cores.
const QUICK_SIZES = { train: 2000, validation: 500, test: 1000 } as const;
const QUICK_EPOCHS = 3;
/** Enough to see whether a descent comes down; a quick run has as many as its digits make. */
const DESCENT_STEPS = 400;

interface Results {
  readonly trainings: readonly Training[];
  readonly descents: readonly Descent[];
}

const study: Study<Digits, Results> = {
  name: 'mnist-depth',
  title: 'From one linear layer to three convolutions',
  module: import.meta.url,
  packages: ['backend', 'datasets', 'metrics', 'models', 'plots', 'random', 'train'],
  reference: 'MNIST',
  noun: 'digits',
  load: (context) => loadDigits(context, QUICK_SIZES),
  run,
  compare: ({ trainings, descents }) => [...compare(trainings), ...compareDescents(descents)],
  report: async (results, { data }, folder) => ({
    subtitle: `Depth, loss, activation and an exploding gradient, on ${data.name}`,
    sections: writeSections(results.trainings, results.descents, await drawFigures(folder, results)),
  }),
};

/** MVA exercise on digits: deeper and deeper networks. */
export const mnistDepth: Experiment = {
  name: study.name,
  summary: 'from one linear layer to three convolutions on MNIST (D2): loss, activation, exploding gradient',
  parts: PARTS,
  run: (context) => runStudy(study, context),
};

async function run(digits: Digits, context: ExperimentContext): Promise<Results> {
  const epochs = context.epochs ?? (context.profile === 'quick' ? QUICK_EPOCHS : EPOCHS);
  const trainingContext = { ...context, digits, epochs };
  const plans = plansOf(context.only, context.profile);
  const trainings: Training[] = [];
  for (const [i, plan] of plans.entries()) {
    context.log(`[${i + 1}/${plans.length}] ${plan.label}: ${plan.loss}, rate ${plan.learningRate}`);
    trainings.push(await runTraining(plan, trainingContext));
  }
  const descents: Descent[] = [];
  for (const plan of context.only?.includes('explosion') === false ? [] : DESCENTS) {
    context.log(`gradient by ${plan.group}: ${plan.label}`);
    descents.push(await runDescent(plan, DESCENT_STEPS, trainingContext));
  }
  return { trainings, descents };
}

async function drawFigures(folder: RunFolder, { trainings, descents }: Results): Promise<Figures> {
  const of = (...ids: readonly string[]): Training[] => trainings.filter(({ id }) => ids.includes(id));
  const depth = trainings.filter(({ part }) => part === 'depth');
  const loss = of('linear', 'linear-entropy', 'conv-3-wide', 'conv-3-wide-entropy');
  const activations = of('linear', 'linear-sigmoid', 'linear-tanh', 'conv-3', 'conv-3-sigmoid');
  const [best] = [...trainings].sort((a, b) => b.validation.accuracy - a.validation.accuracy);
  const has = (some: readonly Training[], part: Training['part']): boolean => some.some((each) => each.part === part);
  return {
    ...(has(depth, 'depth') && {
      depth: await drawErrors(folder, { name: 'depth-error', title: 'Deeper and deeper', trainings: depth }),
    }),
    ...(has(loss, 'loss') && {
      loss: await drawErrors(folder, {
        name: 'loss-error',
        title: 'Squared error against cross-entropy',
        trainings: loss,
        withTraining: true,
      }),
    }),
    ...(has(activations, 'activations') && {
      activations: await drawErrors(folder, {
        name: 'activations-error',
        title: 'Activations',
        trainings: activations,
      }),
    }),
    ...(best !== undefined && {
      confusion: await drawConfusion(folder, {
        name: `${best.id}-confusion`,
        title: `${best.label}: test digits by class and prediction`,
        noun: 'digit',
        classes: DIGIT_CLASSES,
        counts: best.confusion,
      }),
    }),
    explosion: await drawExplosions(folder, descents),
  };
}

/** By the loss that explodes. */
async function drawExplosions(folder: RunFolder, descents: readonly Descent[]): Promise<Figures['explosion']> {
  const groups = [...new Set(descents.map(({ group }) => group))];
  const drawn: [LossName, Figure[]][] = [];
  for (const group of groups) {
    drawn.push([
      group,
      await drawDescents(
        folder,
        descents.filter((descent) => descent.group === group),
      ),
    ]);
  }
  return new Map(drawn);
}
