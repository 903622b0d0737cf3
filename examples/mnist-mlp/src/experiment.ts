import { type Digits, type Experiment, type ExperimentContext, runDigitsStudy } from '@gradlab-examples/harness';
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
  run: (context) =>
    runDigitsStudy(
      {
        name: 'mnist-mlp',
        module: import.meta.url,
        packages: PACKAGES,
        sizes: SYNTHETIC_SIZES,
        run: runParts,
        compare,
        report: async (results, about, folder) => writeReport(results, await drawFigures(folder, results), about),
      },
      context,
    ),
};

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
