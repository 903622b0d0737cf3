import { counted } from '@gradlab-examples/harness';
import { curveOf, lastOf, leastAt, plateauAt } from './curves.ts';
import type { GradientValidation } from './gradient-validation.ts';
import type { Training } from './run-training.ts';
import { type Initialisation, initialisationNames } from './settings.ts';

// Every sentence here is worked out from the numbers of the run; none is known beforehand.

/** The training of an initialisation under a reading, if it was run. */
export function find(
  trainings: readonly Training[],
  initialisation: Initialisation,
  reading: string,
): Training | undefined {
  return trainings.find(({ plan }) => plan.initialisation === initialisation && plan.reading.id === reading);
}

/** What became of zero weights. */
export function zeroFinding(training: Training): string {
  const [first, last] = [curveOf(training, 'train', 'loss').at(1)?.[1], lastOf(training, 'train', 'loss')];
  const weights =
    training.largestWeight === 0
      ? 'Zero weights stay exactly zero: every hidden unit stays at zero, so only the output bias learns.'
      : `The weights left zero: the largest is now ${training.largestWeight.toPrecision(3)}.`;
  return `${weights} The mean training loss goes from ${first?.toFixed(6)} after the first epoch to ${last.toFixed(6)} after the last; test accuracy is ${training.test.accuracy.toFixed(4)}.`;
}

/** How far clipping changes the loss of large initial weights. */
export function normalFinding(training: Training): string {
  const raw = curveOf(training, 'train', 'loss');
  const clipped = curveOf(training, 'train', 'clippedLoss');
  const show = (points: [number, number][]): string =>
    `${points.at(0)?.[1].toPrecision(4)} before training, ${points.at(-1)?.[1].toPrecision(4)} after`;
  return `With N(0, 1) weights the raw mean training loss is ${show(raw)}; with each sample's probability clipped at 1e-6 it is ${show(clipped)}.`;
}

/** Which training tested best. */
export function bestFinding(trainings: readonly Training[]): string {
  const [best] = [...trainings].sort((a, b) => b.test.accuracy - a.test.accuracy);
  return best === undefined
    ? ''
    : `The best test accuracy is ${best.test.accuracy.toFixed(4)} (${best.plan.label}, weights of epoch ${best.keptEpoch}).`;
}

/** Where the difference is smallest, and whether it rises again beyond. */
export function gradientFinding({ points, float64Points }: GradientValidation): string {
  const doubles = smallestDifference(float64Points);
  if (doubles === undefined) return float32Finding(points);
  const least = `${doubles.maxAbsDifference.toExponential(2)} at N = ${doubles.n.toLocaleString('en-US')}`;
  return `${float32Finding(points)} In float64 it falls to ${least}.`;
}

function float32Finding(points: GradientValidation['points']): string {
  const smallest = smallestDifference(points);
  const [first, last] = [points.at(0), points.at(-1)];
  if (smallest === undefined || first === undefined || last === undefined) return '';
  const fall = `The largest difference falls from ${first.maxAbsDifference.toExponential(2)} at N = ${first.n} to ${smallest.maxAbsDifference.toExponential(2)} at N = ${smallest.n.toLocaleString('en-US')}`;
  if (first.n === smallest.n)
    return `The difference is smallest at N = 1, ${first.maxAbsDifference.toExponential(2)}: it does not fall.`;
  if (last.n === smallest.n) return `${fall}, the largest N: it does not rise again.`;
  return `${fall}, where the truncation error of the difference, of order ε², meets the rounding error of the loss in float32, of order 1/ε; then it rises to ${last.maxAbsDifference.toExponential(2)} at N = ${last.n.toLocaleString('en-US')}.`;
}

/** The point of least difference. */
export function smallestDifference(
  points: GradientValidation['points'],
): GradientValidation['points'][number] | undefined {
  return [...points].sort((a, b) => a.maxAbsDifference - b.maxAbsDifference)[0];
}

/** Whether a validation loss moves at all. */
export function flatFinding(training: Training): string {
  const losses = curveOf(training, 'validation', 'loss').map(([, loss]) => loss);
  const range = Math.max(...losses) - Math.min(...losses);
  const is = range < 0.01 ? 'is flat' : 'is not flat';
  return `${nameOf(training)}: the validation loss ${is}: in ${counted(training.epochs, 'epoch')} it stays within ${range.toPrecision(2)} nats.`;
}

/** From where a validation accuracy no longer improves. */
export function plateauFinding(training: Training): string {
  const epoch = plateauAt(training);
  const accuracies = curveOf(training, 'validation', 'accuracy').map(([, accuracy]) => accuracy);
  const [then, best] = [accuracies[epoch] ?? Number.NaN, Math.max(...accuracies)];
  const course =
    epoch <= training.epochs / 2
      ? `plateaus: at epoch ${epoch} it is ${then.toFixed(4)}, and all later ones add ${(best - then).toFixed(4)}`
      : `does not plateau early: it is within a point of its best, ${best.toFixed(4)}, only from epoch ${epoch} of ${training.epochs} on`;
  return `${nameOf(training)}: the validation accuracy ${course}.`;
}

/** Whether a training still improves when it ends. */
export function improvingFinding(training: Training): string {
  const best = leastAt(training);
  const accuracy = curveOf(training, 'validation', 'accuracy')[best]?.[1] ?? Number.NaN;
  const still = best > 0.9 * training.epochs ? 'keeps improving to the end' : 'no longer improves at the end';
  return `${nameOf(training)} ${still}: its best validation accuracy, ${accuracy.toFixed(4)}, is first reached at epoch ${best} of ${training.epochs}.`;
}

const nameOf = ({ plan }: Training): string => initialisationNames[plan.initialisation];
