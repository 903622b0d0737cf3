import { availableParallelism } from 'node:os';
import { type Experiment, type ExperimentContext, type Figure, runStudy, type Study } from '@gradlab-examples/harness';
import { compare } from './comparison.ts';
import { drawFeatures } from './figures/draw-features.ts';
import { drawFigures } from './figures/draw-figures.ts';
import { bestOf } from './findings.ts';
import { loadPhotos, type Photos } from './photos.ts';
import { PARTS } from './plans/plan.ts';
import { plansOf } from './plans/plans-of.ts';
import { writeSections } from './report/write-sections.ts';
import { runTraining } from './run-training.ts';
import type { Results, Training } from './training.ts';

// Small enough that a quick run takes about two minutes on one core.
const QUICK_SIZES = { train: 400, validation: 150, test: 150 } as const;

/** IFT6135 homework 1, problem 3: convolutional networks on photos of cats and dogs. */
export const catsDogs: Experiment = {
  name: 'cats-dogs',
  summary: 'cats against dogs (C): normalisation, batch size, depth; augmentation; how many photos it takes; mistakes',
  parts: PARTS,
  run: (context) => runStudy(catsDogsStudy(), context),
};

/** A study of its own for each run: it keeps the figure that only the weights can give, from the trainings to the report. */
function catsDogsStudy(): Study<Photos, Results> {
  let features: Figure | undefined;
  return {
    name: catsDogs.name,
    title: 'Cats against dogs',
    module: import.meta.url,
    packages: ['augment', 'backend', 'datasets', 'metrics', 'models', 'plots', 'random', 'train'],
    reference: 'the photos of the original archive',
    noun: 'photos',
    load: (context) => loadPhotos(context, QUICK_SIZES),
    async run(photos, context) {
      const { results, folders } = await runTrainings(photos, context);
      const best = bestOf(results);
      const folder = best && folders.get(best.id);
      if (best && folder !== undefined) features = await drawFeatures(context.folder, best, folder, photos);
      return results;
    },
    compare,
    report: async (results, { data, seed }, folder) =>
      writeSections(results, data, await drawFigures(folder, { results, photos: data, seed, features })),
  };
}

/** @returns what was found, and by its id the folder of each training's part */
async function runTrainings(
  photos: Photos,
  context: ExperimentContext,
): Promise<{ results: Results; folders: ReadonlyMap<string, string> }> {
  const { profile, only, epochs, log } = context;
  // A core for the network and one for what it is to see next; a quick run is over before a thread has paid for its start.
  const workers = profile === 'full' && availableParallelism() > 1 ? 1 : 0;
  const plans = plansOf(profile, { ...(only && { only }), ...(epochs !== undefined && { epochs }) });
  const trainings: Training[] = [];
  const folders = new Map<string, string>();
  for (const [i, plan] of plans.entries()) {
    const count = plan.network.parameterCount.toLocaleString('en-US');
    log(`[${i + 1}/${plans.length}] ${plan.label}: ${plan.network.description}, ${count} parameters`);
    const { result, folder } = await runTraining(plan, { ...context, photos, workers });
    folders.set(plan.id, folder);
    // What was published is for other photos, or for trainings of another length.
    const published = photos.isReference && epochs === undefined ? plan.published : {};
    trainings.push({ ...result, label: plan.label, part: plan.part, published });
  }
  const labelsOf = (part: 'validation' | 'test'): number[] => [...photos[part].y.data];
  return {
    results: { labels: { validation: labelsOf('validation'), test: labelsOf('test') }, trainings },
    folders,
  };
}
