import {
  type Digits,
  type Experiment,
  type ExperimentContext,
  loadDigits,
  type RunFolder,
  runStudy,
  type Study,
} from '@gradlab-examples/harness';
import { compare } from './comparison.ts';
import { drawErrors, drawTraining, type TrainingFigures } from './draw-figures.ts';
import { EPOCHS, PARTS, plansOf } from './plan.ts';
import { type Figures, writeSections } from './report/write-sections.ts';
import { runTraining, type Training } from './run-training.ts';

// Small enough that a quick run takes some minutes on two cores.
const QUICK_SIZES = { train: 1500, validation: 500, test: 1000 } as const;
const QUICK_EPOCHS = 3;

interface Results {
  readonly trainings: readonly Training[];
}

const study: Study<Digits, Results> = {
  name: 'mnist-cnn',
  title: 'Convolutional networks on MNIST',
  module: import.meta.url,
  packages: ['backend', 'datasets', 'metrics', 'models', 'plots', 'random', 'train'],
  reference: 'MNIST',
  noun: 'digits',
  load: (context) => loadDigits(context, QUICK_SIZES),
  run: runTrainings,
  compare: ({ trainings }) => compare(trainings),
  report: async ({ trainings }, { data }, folder) => ({
    subtitle: `Four networks, perceptrons of the same size and dropout, on ${data.name}`,
    sections: writeSections(trainings, await drawFigures(folder, data, trainings)),
  }),
};

/** IFT6135 homework 1, problem 2: convolutional networks on MNIST. */
export const mnistCnn: Experiment = {
  name: study.name,
  summary: 'CNNs on MNIST (B): four networks, perceptrons of their size, dropout, long trainings',
  parts: PARTS,
  run: (context) => runStudy(study, context),
};

async function runTrainings(digits: Digits, context: ExperimentContext): Promise<Results> {
  const epochs = context.epochs ?? (context.profile === 'quick' ? QUICK_EPOCHS : EPOCHS);
  const plans = plansOf(context.only, context.profile);
  const trainings: Training[] = [];
  for (const [i, plan] of plans.entries()) {
    const { label, network } = plan;
    const count = network.parameterCount.toLocaleString('en-US');
    context.log(`[${i + 1}/${plans.length}] ${label}: ${network.description}, ${count} parameters`);
    trainings.push(await runTraining(plan, { ...context, digits, epochs }));
  }
  return { trainings };
}

async function drawFigures(folder: RunFolder, { test }: Digits, trainings: readonly Training[]): Promise<Figures> {
  const drawn: [string, TrainingFigures][] = [];
  for (const training of trainings) drawn.push([training.id, await drawTraining(folder, training, test)]);
  const perceptrons = trainings.filter(({ part }) => part === 'perceptrons');
  const networks = trainings.filter(({ part }) => part.startsWith('B-'));
  const plain = trainings.filter(({ part }) => part === 'B-S' || part === 'dropout');
  return {
    trainings: Object.fromEntries(drawn),
    ...(perceptrons.length > 0 && {
      // The perceptron of two hidden units errs on a third of the digits, the networks on one in a hundred.
      sizes: await drawErrors(
        folder,
        'sizes-error',
        'Networks and perceptrons of their size',
        [...networks, ...perceptrons],
        'log',
      ),
    }),
    ...(plain.length > 1 && { dropout: await drawErrors(folder, 'dropout-error', 'Dropout against none', plain) }),
  };
}
