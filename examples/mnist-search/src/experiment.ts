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
import { writeSections } from './report/write-sections.ts';
import type { Results, SearchFound } from './results.ts';
import { runSearchPart } from './run-search-part.ts';
import { runTraining, type TrainingRecord } from './run-training.ts';
import { FULL, QUICK, QUICK_SIZES, type Scale } from './scale.ts';
import { gridPlans, randomPlans } from './search-plan.ts';
import { bestPerceptronPlans, publishedBestPlans, sizePlans, type TrainingPlan } from './training-plan.ts';

const PARTS = ['A2-K', 'A2-H-best', 'A2-H-random', 'A2-H-halving', 'A2-S-grid', 'A2-S-halving', 'best-MLP'] as const;
type Part = (typeof PARTS)[number];

const study: Study<Digits, Results> = {
  name: 'mnist-search',
  title: 'Hyperparameters of perceptrons on MNIST',
  module: import.meta.url,
  packages: ['augment', 'backend', 'datasets', 'metrics', 'models', 'plots', 'random', 'train'],
  reference: 'MNIST',
  noun: 'digits',
  load: (context) => loadDigits(context, QUICK_SIZES),
  run: runParts,
  compare,
  report: async (results, { data }, folder) => ({
    subtitle: `Sizes, random search, grid search and successive halving on ${data.name}`,
    sections: writeSections(results, await drawFigures(folder, results)),
  }),
};

/** IFT6135 homework 1, problem 1: the search for hyperparameters. */
export const mnistSearch: Experiment = {
  name: study.name,
  summary: 'MLP hyperparameters on MNIST (A2): five sizes (K), random search (H), grid (S), each halved; the best MLP',
  parts: PARTS,
  run: (context) => runStudy(study, context),
};

/** Every part unless told otherwise, in this order whatever the command's. */
function wantedParts({ only }: ExperimentContext): readonly Part[] {
  return PARTS.filter((part) => only?.includes(part) ?? true);
}

async function runParts(digits: Digits, context: ExperimentContext): Promise<Results> {
  const parts = wantedParts(context);
  const scale = context.profile === 'quick' ? QUICK : FULL;
  const { searches, trainings } = plansOf(scale, context.epochs);
  const found: SearchFound[] = [];
  const train = async (part: Part): Promise<TrainingRecord[]> => {
    const records: TrainingRecord[] = [];
    for (const plan of parts.includes(part) ? (trainings[part] ?? []) : []) {
      context.log(`${plan.label}, ${plan.epochs} epochs`);
      records.push(await runTraining(plan, { ...context, digits }));
    }
    return records;
  };
  const sizes = await train('A2-K');
  const publishedBest = await train('A2-H-best');
  for (const part of parts) {
    const plan = searches[part];
    if (plan !== undefined) found.push(await runSearchPart(plan, digits, context));
  }
  const perceptrons = await train('best-MLP');
  const isComparable = context.profile === 'full' && digits.isReference;
  return { isComparable, sizes, publishedBest, searches: found, perceptrons };
}

function plansOf(scale: Scale, epochs: number | undefined) {
  const passes = (part: keyof Scale['epochs']): number => epochs ?? scale.epochs[part];
  const grid = gridPlans(scale.grid, passes('grid'), scale.roundsPerEpoch);
  const random = randomPlans(scale.random, passes('random'), scale.roundsPerEpoch);
  const searches: Partial<Record<Part, typeof grid.whole>> = {
    'A2-H-random': random.whole,
    'A2-H-halving': random.halving,
    'A2-S-grid': grid.whole,
    'A2-S-halving': grid.halving,
  };
  const trainings: Partial<Record<Part, TrainingPlan[]>> = {
    'A2-K': sizePlans(passes('sizes')),
    'A2-H-best': publishedBestPlans(passes('publishedBest')),
    'best-MLP': bestPerceptronPlans(passes('bestPerceptron')),
  };
  return { searches, trainings };
}
