import { foldIn, type Key } from '@gradlab/random';
import {
  blueprintOf,
  type Digits,
  type Experiment,
  type ExperimentContext,
  loadDigits,
  runStudy,
  type Study,
} from '@gradlab-examples/harness';
import { compare } from './comparison.ts';
import { describeNetworks } from './describe-networks.ts';
import { drawFigures } from './draw-figures.ts';
import { exercises } from './exercises.ts';
import { runLargerImage } from './larger-image.ts';
import { type FieldMeasurement, measureFields } from './measure-fields.ts';
import { DETAILED, MEASURED, NETWORKS, PARTS, type Part } from './plan.ts';
import type { Results } from './results.ts';
import { writeSections } from './write-sections.ts';

const QUICK_SIZES = { train: 2000, validation: 100, test: 500 } as const;

const study: Study<Digits, Results> = {
  name: 'layer-arithmetic',
  title: 'The arithmetic of layers',
  module: import.meta.url,
  packages: ['backend', 'datasets', 'gradcheck', 'models', 'plots', 'random', 'train'],
  noun: 'digits',
  load: (context) => loadDigits(context, QUICK_SIZES),
  run: runParts,
  compare,
  report: async (results, { data }, folder) => ({
    subtitle: `Sizes, weights and receptive fields${results.larger ? `; a dense layer as a convolution, on ${data.name}` : ''}`,
    sections: writeSections(results, await drawFigures(folder, results)),
  }),
};

/** RDFIA practicals 2-b and 2-c: what layers come to. */
export const layerArithmetic: Experiment = {
  name: study.name,
  summary:
    'sizes, weights and receptive fields of layers (E4), measured too; a dense layer as a convolution on a larger image',
  parts: PARTS,
  run: (context) => runStudy(study, context),
};

async function runParts(digits: Digits, context: ExperimentContext): Promise<Results> {
  const { log, seed, only } = context;
  const wanted = (part: Part): boolean => only === undefined || only.includes(part);
  if (wanted('networks')) {
    for (const name of DETAILED) log(`\n${name}\n${blueprintOf({ builder: 'zoo', name }).summary()}`);
  }
  const solved = wanted('exercises') ? exercises() : undefined;
  for (const { question, formula, value } of solved ?? []) log(`${question}: ${formula} = ${value}`);
  return {
    ...(solved && { exercises: solved }),
    ...(wanted('networks') && { networks: describeNetworks(NETWORKS) }),
    ...(wanted('receptive-fields') && { fields: await measureAll(foldIn(seed, 'fields'), context) }),
    ...(wanted('larger-image') && { larger: await runLargerImage(digits, context) }),
  };
}

async function measureAll(seed: Key, { signal, log }: ExperimentContext): Promise<FieldMeasurement[]> {
  const measured: FieldMeasurement[] = [];
  for (const [i, name] of MEASURED.entries()) {
    signal.throwIfAborted();
    const fields = await measureFields(name, i === 0, seed);
    for (const field of fields) log(`${name} ${field.layer}: an output sees ${field.measured.join('×')} pixels`);
    measured.push(...fields);
  }
  return measured;
}
