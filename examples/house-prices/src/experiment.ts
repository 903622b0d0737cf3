import { type Experiment, type ExperimentContext, runStudy, type Study } from '@gradlab-examples/harness';
import { compare } from './comparison.ts';
import type { Houses } from './data/house-set.ts';
import { loadHouses } from './data/load-houses.ts';
import { drawFigures } from './figures/draw-figures.ts';
import { PARTS } from './plan.ts';
import { writeSections } from './report/write-sections.ts';
import type { Results, SetResult } from './results.ts';
import { runSet } from './run-set.ts';

const study: Study<Houses, Results> = {
  name: 'house-prices',
  title: 'House prices: networks of one to five layers and a predicted variance',
  module: import.meta.url,
  packages: ['backend', 'datasets', 'metrics', 'models', 'plots', 'random', 'train'],
  reference: 'an unnamed set of house prices',
  noun: 'houses',
  load: loadHouses,
  run: runSets,
  compare: ({ results }) => results.flatMap(compare),
  report: async ({ results }, { data }, folder) => ({
    subtitle: `Depth, width and activation; squared error and Gaussian likelihood, on ${data.name}`,
    sections: writeSections(results, await drawFigures(folder, results)),
  }),
};

/** MVA Deep Learning in Practice, the regression of house prices. */
export const housePrices: Experiment = {
  name: study.name,
  summary: 'house prices (D4): depth, width, activation; least squares; a Gaussian likelihood and its calibration',
  parts: PARTS,
  run: (context) => runStudy(study, context),
};

async function runSets({ each }: Houses, context: ExperimentContext): Promise<Results> {
  const results: SetResult[] = [];
  for (const set of each) results.push(await runSet(set, context));
  return { results };
}
