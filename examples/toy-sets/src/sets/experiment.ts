import { type Experiment, runStudy, type Study } from '@gradlab-examples/harness';
import { drawSets, SET_NAMES, type ToyData } from '../toy-data.ts';
import type { Boundary } from '../training/boundary.ts';
import { compare } from './comparison.ts';
import { drawFigures } from './draw-figures.ts';
import { PARTS } from './plan.ts';
import type { Results } from './results.ts';
import { runSets } from './run-sets.ts';
import { writeSections } from './write-sections.ts';

// Of each set. The published shares are of 2,000 points or a multiple.
const SIZES = {
  quick: { train: 800, validation: 200, test: 800 },
  full: { train: 2000, validation: 500, test: 2000 },
} as const;

/** A study of one run: what is drawn but not kept among its numbers goes from its work to its report. */
function createStudy(): Study<ToyData, Results> {
  const boundaries = new Map<string, Boundary>();
  return {
    name: 'toy-sets',
    title: 'Two classes in the plane',
    module: import.meta.url,
    packages: ['backend', 'datasets', 'models', 'plots', 'random', 'train'],
    reference: 'a set that the report does not name',
    noun: 'points',
    load: async ({ profile, seed }) => drawSets(SET_NAMES, SIZES[profile], seed),
    run: (data, context) => runSets(data, context, boundaries),
    compare,
    report: async (results, { data }, folder) => ({
      subtitle: 'Networks of one to three layers on circles, moons and spirals',
      sections: writeSections(data, results, await drawFigures(folder, data, results, boundaries)),
    }),
  };
}

/** MVA, first part: from a linear model to the network that solves a set of points in the plane. */
export const toySets: Experiment = {
  name: 'toy-sets',
  summary: 'points in the plane (D1): one to three layers, losses, optimisers, a grid, decision boundaries',
  parts: PARTS,
  run: (context) => runStudy(createStudy(), context),
};
