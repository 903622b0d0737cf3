import {
  type Digits,
  type Experiment,
  type ExperimentContext,
  loadDigits,
  runStudy,
  type Study,
} from '@gradlab-examples/harness';
import { compare } from './comparison.ts';
import { drawFigures } from './draw-figures.ts';
import { type GradientValidation, validateTrained } from './gradient-validation.ts';
import { type Plan, plansOf } from './plan.ts';
import { writeSections } from './report/write-sections.ts';
import type { Results } from './results.ts';
import { runTraining, type Training } from './run-training.ts';
import { curvesSetting, humourSetting, solutionSetting } from './settings.ts';

const PARTS = ['A1-S', 'A1-H', 'A1-K', 'A3'] as const;

// Small enough that a quick run takes about a minute on two cores. A1-S's small learning rate barely moves Glorot in so few
// steps; A1-H's shows it learning.
const QUICK_SIZES = { train: 2000, validation: 500, test: 1000 } as const;

const study: Study<Digits, Results> = {
  name: 'mnist-mlp',
  title: 'MNIST multilayer perceptron',
  module: import.meta.url,
  packages: ['backend', 'datasets', 'gradcheck', 'init', 'metrics', 'models', 'plots', 'random', 'train'],
  reference: 'MNIST',
  noun: 'digits',
  load: (context) => loadDigits(context, QUICK_SIZES),
  run: runParts,
  compare,
  report: async (results, { data }, folder) => ({
    subtitle: `Initialisation and gradient validation on ${data.name}`,
    sections: writeSections(results, await drawFigures(folder, results)),
  }),
};

/** IFT6135 homework 1, problem 1: initialisation and gradient validation of an MLP on MNIST. */
export const mnistMlp: Experiment = {
  name: study.name,
  summary: 'MLP on MNIST: zero, normal and Glorot initialisation (A1-S, A1-H, A1-K), gradient validation (A3)',
  parts: PARTS,
  run: (context) => runStudy(study, context),
};

async function runParts(digits: Digits, context: ExperimentContext): Promise<Results> {
  const { profile, log, signal } = context;
  const wanted = (part: (typeof PARTS)[number]): boolean => context.only?.includes(part) ?? true;
  const plans = [solutionSetting, humourSetting, curvesSetting]
    .flatMap(plansOf)
    .filter((plan) => isWanted(plan, wanted));
  const trainings: Training[] = [];
  let gradientValidation: GradientValidation | undefined;
  for (const [i, plan] of plans.entries()) {
    log(`[${i + 1}/${plans.length}] ${plan.label}`);
    const { epochs = profile === 'quick' ? plan.setting.quickEpochs : plan.setting.epochs } = context;
    const { result, folder } = await runTraining(plan, { ...context, digits, epochs });
    trainings.push(result);
    if (isValidated(plan) && wanted('A3')) {
      log('A3: comparing gradients with finite differences');
      const validate = () => validateTrained(folder, digits.train, signal);
      gradientValidation = (await context.parts.once('a3', { plan, epochs: result.epochs }, validate)).result;
    }
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
