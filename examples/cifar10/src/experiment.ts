import { type Experiment, type ExperimentContext, runStudy, type Study } from '@gradlab-examples/harness';
import { compare } from './comparison.ts';
import { drawFigures } from './figures/draw-figures.ts';
import { loadPictures, type Pictures } from './pictures.ts';
import { PUBLISHED_EPOCHS, plansOf, ROWS } from './plan.ts';
import { writeSections } from './report/write-sections.ts';
import { runTraining } from './run-training.ts';
import type { Results, Training } from './training.ts';

// Small enough that a quick run takes well under a minute on one core.
const QUICK_SIZES = { train: 400, validation: 150, test: 400 } as const;

const study: Study<Pictures, Results> = {
  name: 'cifar10',
  title: 'CIFAR-10, one change at a time',
  module: import.meta.url,
  packages: ['augment', 'backend', 'datasets', 'metrics', 'models', 'plots', 'random', 'train'],
  reference: 'CIFAR-10',
  noun: 'pictures',
  load: (context) => loadPictures(context, QUICK_SIZES),
  run: runTrainings,
  compare,
  report: async (results, { data, seed }, folder) => ({
    subtitle: `Mean image, flip, crop, schedule, dropout and batch norm, each added in turn, on ${data.name}`,
    sections: writeSections(results, data, await drawFigures(folder, results, { pictures: data, seed })),
  }),
};

/** RDFIA practical: CIFAR-10 with a network of 1,191,170 parameters, each change added in turn. */
export const cifar10: Experiment = {
  name: study.name,
  summary: 'CIFAR-10 (E3): mean image, flip, crop, schedule, dropout and batch norm, each added in turn',
  parts: ROWS,
  run: (context) => runStudy(study, context),
};

async function runTrainings(pictures: Pictures, context: ExperimentContext): Promise<Results> {
  const { profile, only, epochs, log } = context;
  const plans = plansOf(profile, { ...(only && { only }), ...(epochs !== undefined && { epochs }) });
  const trainings: Training[] = [];
  for (const [i, plan] of plans.entries()) {
    const count = plan.network.parameterCount.toLocaleString('en-US');
    log(`[${i + 1}/${plans.length}] ${plan.label}: ${count} parameters, ${plan.epochs} epochs`);
    trainings.push(await runTraining(plan, { ...context, pictures }));
  }
  return {
    labels: pictures.test.y.data.join(''),
    trainings,
    isPublishedRun:
      profile === 'full' && pictures.isReference && plans.every((plan) => plan.epochs === PUBLISHED_EPOCHS),
  };
}
