import type { Block, Section } from '@gradlab/plots';
import { counted, figureBlocks, paragraph } from '@gradlab-examples/harness';
import { SET_FACTS, type ToyData } from '../toy-data.ts';
import type { Figures } from './draw-figures.ts';
import { bestFinding, divergenceFinding, equalTimeFinding, timeFinding } from './findings.ts';
import type { UpdateTime } from './measure-updates.ts';
import { READINGS, SWEEP_NAMES, SWEEPS, type SweepName } from './plan.ts';
import type { SweepResults, SweepTraining } from './run-sweeps.ts';
import { hasDiverged, ofSweep, trainingLoss, validationLoss } from './summary.ts';

/** What the report shows between what was run and how to repeat it. */
export function writeSections(data: ToyData, results: SweepResults, figures: Figures): Section[] {
  const { trainings, epochs } = results;
  const present = SWEEPS.filter((sweep) => trainings.some((each) => each.sweep === sweep));
  return [
    { title: 'What is swept', blocks: introduction(data, epochs) },
    ...present.map((sweep) => ({
      title: `By ${SWEEP_NAMES[sweep]}`,
      blocks: sweepBlocks(results, sweep, figures),
    })),
  ];
}

function introduction({ points: sets }: ToyData, epochs: number): Block[] {
  const [set] = sets;
  const drawn = `${set.name} (${SET_FACTS[set.name]})`;
  return [
    paragraph(
      `A network of one tanh layer and a softmax is trained by plain SGD for ${counted(epochs, 'epoch')} on ${drawn}. While one setting is swept the ` +
        'others stay at 100 points a batch, a rate of 0.01 and 10 hidden units.\n\n' +
        'Practicals that write the gradient out by hand often leave the division by the size of the batch away. Which of the two the report did is not known, so ' +
        'every sweep is run by both readings: the gradient as the mean over the points of a batch, and as their sum. The losses shown are means in both. “Best” means the least loss on the validation points after the last epoch; nothing is chosen by the test points.',
    ),
  ];
}

function sweepBlocks({ trainings, times }: SweepResults, sweep: SweepName, { sweeps, time }: Figures): Block[] {
  const { courses = [], boundaries, best } = sweeps[sweep] ?? {};
  const said = READINGS.flatMap((reading) => [
    bestFinding(trainings, sweep, reading),
    ...(sweep === 'rate' ? [divergenceFinding(trainings, reading)] : []),
    ...(sweep === 'batch' ? [equalTimeFinding(trainings, reading)] : []),
  ]);
  return [
    ...said.filter((text) => text !== '').map(paragraph),
    sweepTable(trainings, sweep),
    ...figureBlocks(...courses),
    timeTable(times, sweep),
    paragraph(timeFinding(times, sweep)),
    ...(sweep === 'batch' ? figureBlocks(time) : []),
    ...figureBlocks(boundaries, best),
  ];
}

function sweepTable(trainings: readonly SweepTraining[], sweep: SweepName): Block {
  const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
  const rows = READINGS.flatMap((reading) =>
    ofSweep(trainings, sweep, reading).map((each) => [
      reading,
      each.value,
      each.updates,
      finite(trainingLoss(each)),
      finite(validationLoss(each)),
      each.accuracy,
      each.testAccuracy,
      hasDiverged(each) ? 'yes' : 'no',
    ]),
  );
  return {
    type: 'table',
    caption:
      'After the last epoch. A training has diverged where its training loss is not finite, or above that before the first update.',
    columns: [
      { label: 'gradient' },
      { label: SWEEP_NAMES[sweep], format: 'general', align: 'right' },
      { label: 'updates' },
      { label: 'training loss', format: 'general' },
      { label: 'validation loss', format: 'general' },
      { label: 'validation right', format: 'percent', decimals: 1 },
      { label: 'test right', format: 'percent', decimals: 1 },
      { label: 'diverged' },
    ],
    rows,
  };
}

function timeTable(times: readonly UpdateTime[], sweep: SweepName): Block {
  const swept = times.filter((time) => time.sweep === sweep);
  const first = swept[0]?.seconds ?? Number.NaN;
  return {
    type: 'table',
    caption: 'Wall time of an update, the least of several rounds that take turns; of this run on this machine.',
    columns: [
      { label: SWEEP_NAMES[sweep], format: 'general', align: 'right' },
      { label: 'ms per update', format: 'fixed', decimals: 2 },
      { label: 'against the first', format: 'fixed', decimals: 2 },
    ],
    rows: swept.map(({ value, seconds }) => [value, 1000 * seconds, seconds / first]),
  };
}
