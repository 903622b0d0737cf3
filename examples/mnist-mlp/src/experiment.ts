import {
  collectVersions,
  type Digits,
  type Experiment,
  type ExperimentContext,
  loadDigits,
  type ResultRow,
  toRows,
} from '@gradlab-examples/harness';
import { compare } from './comparison.ts';
import { drawFigures } from './draw-figures.ts';
import { type GradientValidation, validateGradients } from './gradient-validation.ts';
import { type Plan, plansOf } from './plan.ts';
import { writeReport } from './report/write-report.ts';
import type { Results } from './results.ts';
import { runTraining, type Training } from './run-training.ts';
import { humourSetting, solutionSetting } from './settings.ts';

const PARTS = ['A1-S', 'A1-H', 'A3'] as const;

// Small enough that the whole run takes about a minute on two cores. A1-S's small learning rate barely moves Glorot in so few
// steps; A1-H's shows it learning.
const SYNTHETIC_SIZES = { train: 2000, validation: 500, test: 1000 } as const;
const SYNTHETIC_EPOCHS = 5;

const PACKAGES = ['backend', 'datasets', 'gradcheck', 'init', 'metrics', 'models', 'plots', 'random', 'train'];

/** IFT6135 homework 1, problem 1: initialisation and gradient validation of an MLP on MNIST. */
export const mnistMlp: Experiment = {
  name: 'mnist-mlp',
  summary: 'MLP on MNIST: zero, normal and Glorot initialisation (A1-S, A1-H), gradient validation (A3)',
  parts: PARTS,
  run,
};

async function run(context: ExperimentContext): Promise<readonly ResultRow[]> {
  const started = performance.now();
  const digits = await loadDigits(context.source, { ...context, sizes: SYNTHETIC_SIZES });
  context.log(
    `${digits.name}: ${digits.train.size} training, ${digits.validation.size} validation, ${digits.test.size} test`,
  );
  const results = await runParts(digits, context);
  const versions = collectVersions(import.meta.url, [
    '@tensorflow/tfjs-core',
    ...PACKAGES.map((name) => `@gradlab/${name}`),
  ]);
  const seconds = (performance.now() - started) / 1000;
  const { backend, seed, command, folder } = context;
  const comparisons = compare(results);
  const figures = await drawFigures(folder, results);
  const { name, digests, train, validation, test } = digits;
  const data = { name, digests, train: train.size, validation: validation.size, test: test.size };
  const metrics = {
    schema: 1,
    experiment: mnistMlp.name,
    command,
    seed,
    data,
    backend,
    versions,
    seconds,
    comparisons,
    ...results,
  };
  await folder.write('metrics.json', `${JSON.stringify(metrics, null, 1)}\n`);
  await folder.write(
    'report.html',
    writeReport(results, figures, { digits, versions, backend, seed, command, seconds }),
  );
  if (name !== 'MNIST') context.log(`The published figures are for MNIST; this run was on ${name}.`);
  return toRows(comparisons);
}

async function runParts(digits: Digits, context: ExperimentContext): Promise<Results> {
  const wanted = (part: (typeof PARTS)[number]): boolean => context.only?.includes(part) ?? true;
  const plans = [solutionSetting, humourSetting].flatMap(plansOf).filter((plan) => isWanted(plan, wanted));
  const trainings: Training[] = [];
  let gradientValidation: GradientValidation | undefined;
  for (const [i, plan] of plans.entries()) {
    context.log(`[${i + 1}/${plans.length}] ${plan.label}`);
    const { training, model } = await runTraining(plan, trainingContext(digits, context));
    try {
      await context.folder.save(`weights-${plan.id}.safetensors`, (file) => model.save(file));
      if (isValidated(plan) && wanted('A3')) {
        context.log('A3: comparing gradients with finite differences');
        gradientValidation = await validateGradients(model, digits.train, context.signal);
      }
    } finally {
      model.dispose();
    }
    trainings.push(training);
  }
  return { trainings, ...(gradientValidation && { gradientValidation }) };
}

/** A3 looks at the trained Glorot network of A1-S, so that one is trained for A3 alone too. */
function isValidated({ setting, initialisation, reading }: Plan): boolean {
  return setting.id === 'A1-S' && initialisation === 'glorot' && reading.id === 'plain';
}

function isWanted(plan: Plan, wanted: (part: (typeof PARTS)[number]) => boolean): boolean {
  return wanted(plan.setting.id) || (isValidated(plan) && wanted('A3'));
}

function trainingContext(
  digits: Digits,
  { seed, signal, source, epochs = source.kind === 'synthetic' ? SYNTHETIC_EPOCHS : undefined }: ExperimentContext,
): { digits: Digits; seed: number; signal: AbortSignal; epochs?: number } {
  return { digits, seed, signal, ...(epochs !== undefined && { epochs }) };
}
