import { type Experiment, runStudy, type Study } from '@gradlab-examples/harness';
import { drawSets, type ToyData } from '../toy-data.ts';
import type { Boundary } from '../training/boundary.ts';
import { compare } from './comparison.ts';
import { drawFigures } from './draw-figures.ts';
import { SWEEPS } from './plan.ts';
import { runSweeps, type SweepResults } from './run-sweeps.ts';
import { writeSections } from './write-sections.ts';

const SIZES = {
  quick: { train: 200, validation: 200, test: 200 },
  full: { train: 1000, validation: 1000, test: 1000 },
} as const;

/** A study of one run: what is drawn but not kept among its numbers goes from its work to its report. */
function createStudy(): Study<ToyData, SweepResults> {
  const boundaries = new Map<string, Boundary>();
  return {
    name: 'toy-sweeps',
    title: 'A small network, swept',
    module: import.meta.url,
    packages: ['backend', 'datasets', 'models', 'plots', 'random', 'train'],
    reference: 'a set that the report does not name',
    noun: 'points',
    load: async ({ profile, seed }) => drawSets(['circles'], SIZES[profile], seed),
    run: (data, context) => runSweeps(data, context, boundaries),
    compare,
    report: async (results, { data }, folder) => ({
      subtitle: 'Batch size, hidden units and learning rate of a tanh network on circles',
      sections: writeSections(data, results, await drawFigures(folder, data, results, boundaries)),
    }),
  };
}

/** RDFIA, second part: what batch size, hidden units and learning rate do to a network of one tanh layer. */
export const toySweeps: Experiment = {
  name: 'toy-sweeps',
  summary: 'points in the plane (E2): batch size, hidden units and learning rate swept, time per update, boundaries',
  parts: SWEEPS,
  run: (context) => runStudy(createStudy(), context),
};
