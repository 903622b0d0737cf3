import {
  DIGIT_CLASSES,
  drawConfusion,
  type Experiment,
  type ExperimentContext,
  type Figure,
  type RunFolder,
  runStudy,
  type Study,
} from '@gradlab-examples/harness';
import { compare } from './comparison.ts';
import { drawErrors, drawMistakes, drawRate, drawSamples } from './draw-figures.ts';
import { type ColouredDigits, loadColouredDigits } from './load-coloured-digits.ts';
import { EPOCHS, PARTS, type Part, plansOf } from './plan.ts';
import { type Figures, writeSections } from './report/write-sections.ts';
import { runTraining, type Training } from './run-training.ts';

// Small enough that a quick run takes less than a minute on two cores.
const QUICK_SIZES = { train: 2000, validation: 500, test: 1000 } as const;
const QUICK_EPOCHS = 6;

interface Results {
  readonly trainings: readonly Training[];
}

const study: Study<ColouredDigits, Results> = {
  name: 'coloured-digits',
  title: 'Digit and colour: two heads on one trunk, or two networks',
  module: import.meta.url,
  packages: ['backend', 'datasets', 'metrics', 'models', 'plots', 'random', 'train'],
  reference: 'coloured MNIST',
  noun: 'digits',
  load: (context) => loadColouredDigits(context, QUICK_SIZES),
  run,
  compare: ({ trainings }) => compare(trainings),
  report: async ({ trainings }, { data }, folder) => ({
    subtitle: `A shared trunk against separate ones, on ${data.name}`,
    sections: writeSections(trainings, await drawFigures(folder, data, trainings)),
  }),
};

/** MVA exercise on coloured digits. */
export const colouredDigits: Experiment = {
  name: study.name,
  summary: 'digit and colour of coloured digits (D3): two heads on a shared trunk, or on separate ones',
  parts: PARTS,
  run: (context) => runStudy(study, context),
};

async function run(digits: ColouredDigits, context: ExperimentContext): Promise<Results> {
  const epochs = context.epochs ?? (context.profile === 'quick' ? QUICK_EPOCHS : EPOCHS);
  const plans = plansOf(context.only);
  const trainings: Training[] = [];
  for (const [i, plan] of plans.entries()) {
    context.log(`[${i + 1}/${plans.length}] ${plan.label}: ${plan.description}`);
    trainings.push(await runTraining(plan, { ...context, digits, epochs }));
  }
  return { trainings };
}

async function drawFigures(folder: RunFolder, data: ColouredDigits, trainings: readonly Training[]): Promise<Figures> {
  const drawn: Partial<Record<Part, readonly (Figure | undefined)[]>> = {};
  for (const training of trainings) {
    const { id, label, confusions } = training;
    drawn[id] = [
      await drawMistakes(folder, training, data),
      await drawConfusion(folder, {
        name: `${id}-digit-confusion`,
        title: `${label}: digits by class and prediction`,
        noun: 'digit',
        classes: DIGIT_CLASSES,
        counts: confusions.digit,
      }),
      await drawConfusion(folder, {
        name: `${id}-colour-confusion`,
        title: `${label}: colours by class and prediction`,
        noun: 'colour',
        classes: data.test.y.colour.classNames ?? [],
        counts: confusions.colour,
      }),
    ];
  }
  const [first] = trainings;
  const errors: Figure[] = [];
  for (const what of ['digit', 'colour', 'joint'] as const) errors.push(await drawErrors(folder, what, trainings));
  return {
    samples: await drawSamples(folder, data),
    rate: first && (await drawRate(folder, first)),
    errors,
    trainings: drawn,
  };
}
