import {
  type Digits,
  type Experiment,
  type ExperimentContext,
  type RunFolder,
  runDigitsStudy,
} from '@gradlab-examples/harness';
import { compare } from './comparison.ts';
import { drawErrors, drawTraining, type TrainingFigures } from './draw-figures.ts';
import { EPOCHS, PARTS, plansOf } from './plan.ts';
import { type Figures, writeReport } from './report/write-report.ts';
import { runTraining, type Training } from './run-training.ts';

// Small enough that a run takes some minutes on two cores.
const SYNTHETIC_SIZES = { train: 2000, validation: 500, test: 1000 } as const;
const SYNTHETIC_EPOCHS = 4;

const PACKAGES = ['backend', 'datasets', 'metrics', 'models', 'plots', 'random', 'train'];

/** IFT6135 homework 1, problem 2: convolutional networks on MNIST. */
export const mnistCnn: Experiment = {
  name: 'mnist-cnn',
  summary: 'CNNs on MNIST (B): four networks, perceptrons of their size, dropout, long trainings',
  parts: PARTS,
  run: (context) =>
    runDigitsStudy(
      {
        name: 'mnist-cnn',
        module: import.meta.url,
        packages: PACKAGES,
        sizes: SYNTHETIC_SIZES,
        run: runTrainings,
        compare: ({ trainings }) => compare(trainings),
        report: async ({ trainings }, about, folder) =>
          writeReport(trainings, await drawFigures(folder, about.digits, trainings), about),
      },
      context,
    ),
};

async function runTrainings(digits: Digits, context: ExperimentContext): Promise<{ trainings: Training[] }> {
  const { seed, signal, source, only, log, folder } = context;
  const epochs = context.epochs ?? (source.kind === 'synthetic' ? SYNTHETIC_EPOCHS : EPOCHS);
  const plans = plansOf(only);
  const trainings: Training[] = [];
  for (const [i, plan] of plans.entries()) {
    const { label, network } = plan;
    log(
      `[${i + 1}/${plans.length}] ${label}: ${network.description}, ${network.parameterCount.toLocaleString('en-US')} parameters`,
    );
    const { training, model } = await runTraining(plan, { digits, seed, signal, epochs });
    try {
      await folder.save(`weights-${plan.id}.safetensors`, (file) => model.save(file));
    } finally {
      model.dispose();
    }
    trainings.push(training);
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
      sizes: await drawErrors(folder, 'sizes-error', 'Networks and perceptrons of their size', [
        ...networks,
        ...perceptrons,
      ]),
    }),
    ...(plain.length > 1 && { dropout: await drawErrors(folder, 'dropout-error', 'Dropout against none', plain) }),
  };
}
