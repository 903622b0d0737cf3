import { circles, type Dataset, type Field, split } from '@gradlab/datasets';
import { foldIn } from '@gradlab/random';
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
import { PARTS, plansOf, sizesOf, TOY_SIZES } from './plan.ts';
import { runSet, type SetResult } from './run-set.ts';
import { writeSections } from './write-sections.ts';

const QUICK_SIZES = { train: 2000, validation: 200, test: 500 } as const;

interface Results {
  readonly sets: readonly SetResult[];
}

const study: Study<Digits, Results> = {
  name: 'from-scratch',
  title: 'Backpropagation by hand',
  module: import.meta.url,
  packages: ['backend', 'datasets', 'gradcheck', 'models', 'plots', 'random', 'train'],
  noun: 'digits',
  load: (context) => loadDigits(context, QUICK_SIZES),
  run: runSets,
  compare: ({ sets }) => compare(sets),
  report: async ({ sets }, { data, seed }, folder) => ({
    subtitle: `A tanh network in plain typed arrays, beside TensorFlow.js, on ${sets.map(({ id }) => (id === 'toy' ? 'circles' : data.name)).join(' and ')}`,
    sections: writeSections(sets, await drawFigures(folder, sets, pointsOf(seed).train)),
  }),
};

/** RDFIA practical 2-c: backpropagation worked out and written out. */
export const fromScratch: Experiment = {
  name: study.name,
  summary:
    'backpropagation written out by hand (E1), against autograd, finite differences and the same training in tfjs',
  parts: PARTS,
  run: (context) => runStudy(study, context),
};

async function runSets(digits: Digits, context: ExperimentContext): Promise<Results> {
  const plans = plansOf(context.only, context.epochs);
  const sets: SetResult[] = [];
  for (const [i, plan] of plans.entries()) {
    const data = plan.id === 'toy' ? pointsOf(context.seed) : digits;
    context.log(`[${i + 1}/${plans.length}] ${plan.label}: ${sizesOf(plan)}, tanh, ${data.train.size} examples`);
    sets.push(await runSet(plan, data, context));
  }
  return { sets };
}

/** Two circles, one in the other: no line keeps them apart. */
function pointsOf(seed: number): { readonly train: Dataset<Field>; readonly test: Dataset<Field> } {
  const size = TOY_SIZES.train + TOY_SIZES.test;
  return split(circles({ size, seed: foldIn(seed, 'points'), noise: 0.1, factor: 0.5 }), { ...TOY_SIZES });
}
