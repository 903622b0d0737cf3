import { counted, percent } from '@gradlab-examples/harness';
import type { UpdateTime } from './measure-updates.ts';
import { PUBLISHED, type Reading, type SweepName, valueName } from './plan.ts';
import type { SweepTraining } from './run-sweeps.ts';
import { bestOf, hasDiverged, lossesAtEqualTime, ofSweep, trainingLoss, validationLoss } from './summary.ts';

// Every sentence here is worked out from the numbers of the run; none is known beforehand.

const accuracyOf = ({ accuracy }: SweepTraining): string => (accuracy === null ? 'none' : percent(accuracy));
const number = (value: number): string => (Number.isFinite(value) ? value.toFixed(4) : 'no finite value');

/** Which value of a sweep ends with the least validation loss. */
export function bestFinding(trainings: readonly SweepTraining[], sweep: SweepName, reading: Reading): string {
  const swept = ofSweep(trainings, sweep, reading);
  const best = bestOf(swept);
  if (best === undefined) {
    return swept.length === 0
      ? ''
      : `With the gradient as the ${reading} over the batch, no training ended with a finite validation loss.`;
  }
  const worst = swept.reduce((a, b) => (validationLoss(b) > validationLoss(a) ? b : a), best);
  const of = (training: SweepTraining): string =>
    `${valueName(sweep, training.value)} (${number(validationLoss(training))}, ${accuracyOf(training)} right)`;
  const tested = ` Of the test points the first has ${percent(best.testAccuracy)} right.`;
  const least = `With the gradient as the ${reading} over the batch, the least validation loss after ${counted(best.validationLosses.length, 'epoch')} is that of ${of(best)}`;
  return worst === best ? `${least}.${tested}` : `${least}, the largest that of ${of(worst)}.${tested}`;
}

/** What became of the rate that is said to diverge. */
export function divergenceFinding(trainings: readonly SweepTraining[], reading: Reading): string {
  const training = ofSweep(trainings, 'rate', reading).find(({ value }) => value === PUBLISHED.divergingRate);
  if (training === undefined) return '';
  const rate = `With the gradient as the ${reading}, a learning rate of ${PUBLISHED.divergingRate}`;
  if (training.diverged !== null)
    return `${rate} diverges: the loss is no longer finite in epoch ${training.diverged}.`;
  const [start, end] = [number(training.losses[0] ?? Number.NaN), number(trainingLoss(training))];
  const highest = training.losses.slice(1).reduce<number>((most, loss) => Math.max(most, loss ?? 0), 0);
  const course = `the training loss goes from ${start} before the first update to ${end}, ${accuracyOf(training)} of the validation points are right, and the highest loss after an epoch is ${number(highest)}`;
  return hasDiverged(training) ? `${rate} diverges: ${course}.` : `${rate} does not diverge: ${course}.`;
}

/** What an update costs by what is swept. */
export function timeFinding(times: readonly UpdateTime[], sweep: SweepName): string {
  const swept = times.filter((time) => time.sweep === sweep);
  const [first, last] = [swept[0], swept.at(-1)];
  if (first === undefined || last === undefined || first === last) return '';
  const ratio = last.seconds / first.seconds;
  const milliseconds = (time: UpdateTime): string => (1000 * time.seconds).toFixed(2);
  const said = `An update with ${valueName(sweep, last.value)} takes ${ratio.toFixed(1)} times as long as with ${valueName(sweep, first.value)} (${milliseconds(last)} against ${milliseconds(first)} ms)`;
  return sweep === 'batch'
    ? `${said}: per point ${((ratio * first.value) / last.value).toPrecision(2)} times as long.`
    : `${said}.`;
}

/** Which batch size is ahead when all have had the same time. */
export function equalTimeFinding(trainings: readonly SweepTraining[], reading: Reading): string {
  const [best] = lossesAtEqualTime(ofSweep(trainings, 'batch', reading)).sort((a, b) => a.loss - b.loss);
  if (best === undefined || !Number.isFinite(best.loss)) return '';
  return `In the time in which the first of them ends, the least training loss is that of a batch of ${best.training.value.toLocaleString('en-US')}: ${number(best.loss)} (wall time, of this run on this machine).`;
}
