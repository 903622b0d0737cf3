import { counted, percent } from '@gradlab-examples/harness';
import { settingName, wordFor } from '../training/toy-setting.ts';
import { likenesses } from './comparison.ts';
import { LADDER } from './plan.ts';
import type { LineRecord } from './results.ts';
import { bestOf, type GridRecord, type GridTrial, settingOf } from './run-grid.ts';
import { accuracyOf, type SetTraining } from './run-ladder.ts';

// Every sentence here is worked out from the numbers of the run; none is known beforehand.

const points = (share: number): string => `${(100 * share).toFixed(1)} points`;

/** On which of our sets the published ladder could have been got. */
export function likenessFinding(ladder: readonly SetTraining[]): string {
  const [closest, ...others] = likenesses(ladder);
  if (closest === undefined) return '';
  const rest = others
    .map(({ set, loss, distance }) => `${set} by ${loss.toUpperCase()} ${points(distance)}`)
    .join(', ');
  return `The seven published accuracies are most like ours on ${closest.set}, trained by ${closest.loss.toUpperCase()}: they differ by ${points(closest.distance)} on average. Of the others, ${rest}.`;
}

const ROUND_SIZES = [200, 500, 1000, 2000];

/** How many points the published shares can be of; a reading, from the printed figures alone. */
export function sizeReading(): string {
  const shares = LADDER.map(({ published }) => published);
  const isWhole = (size: number): boolean =>
    shares.every((share) => Math.abs(share * size - Math.round(share * size)) < 1e-6);
  const write = (sizes: readonly number[]): string => sizes.map((size) => size.toLocaleString('en-US')).join(', ');
  const fits = ROUND_SIZES.filter(isWhole);
  return `A reading of the printed shares: all are whole numbers of points of ${write(fits)}, and not of ${write(ROUND_SIZES.filter((size) => !fits.includes(size)))}.`;
}

/** What each step changed, on one set. */
export function ladderFinding(ladder: readonly SetTraining[], set: string): string {
  const steps = ladder.filter((each) => each.set === set && each.setting.loss === 'bce');
  const gains = steps.slice(1).map((step, i) => ({
    step,
    from: steps[i],
    gain: accuracyOf(step) - accuracyOf(steps[i] ?? step),
  }));
  const [most] = [...gains].sort((a, b) => b.gain - a.gain);
  if (most?.from === undefined || most.gain <= 0) return `On ${set} no step is better than the one before it.`;
  return `On ${set} the largest gain is from “${most.from.label}” (${percent(accuracyOf(most.from))}) to “${most.step.label}” (${percent(accuracyOf(most.step))}).`;
}

/** The squared error beside cross-entropy, over all pairs of trainings that differ in nothing else. */
export function lossFinding(ladder: readonly SetTraining[]): string {
  const pairs = ladder.flatMap((bce) => {
    if (bce.setting.loss !== 'bce') return [];
    const mse = ladder.find(({ set, step, setting }) => set === bce.set && step === bce.step && setting.loss === 'mse');
    return mse === undefined ? [] : [{ bce, gain: accuracyOf(bce) - accuracyOf(mse) }];
  });
  if (pairs.length === 0) return '';
  const better = pairs.filter(({ gain }) => gain > 0.001).length;
  const worse = pairs.filter(({ gain }) => gain < -0.001).length;
  const mean = pairs.reduce((sum, { gain }) => sum + gain, 0) / pairs.length;
  const [most] = [...pairs].sort((a, b) => Math.abs(b.gain) - Math.abs(a.gain));
  const largest =
    most === undefined || most.gain === 0
      ? ''
      : ` The largest difference, ${points(Math.abs(most.gain))} in favour of ${favoured(most.gain)}, is that of “${most.bce.label}” on ${most.bce.set}.`;
  return `Of ${counted(pairs.length, 'pair')} of trainings that differ in the loss alone, cross-entropy is better in ${better}, the squared error in ${worse} (by more than 0.1 points); ${favoured(mean)} is ahead by ${points(Math.abs(mean))} on average.${largest}`;
}

const favoured = (gain: number): string => (gain >= 0 ? 'cross-entropy' : 'the squared error');

/** Why a linear model fails on a set, or does not. */
export function lineFinding({ set, best, meanDistance }: LineRecord, linear: SetTraining): string {
  const [reached, possible] = [accuracyOf(linear), best.accuracy];
  const wrong = `On ${set} the trained linear model has ${percent(1 - reached)} of the test points on the wrong side. The best straight line found by trying has ${percent(1 - possible)} there`;
  // The line of the least loss is not the one of the fewest mistakes: what is missing to that is not for want of training alone.
  const blame = `so ${points(1 - possible)} of its error are due to its being a line, and ${points(Math.max(0, possible - reached))} to its loss and training`;
  const hint =
    meanDistance < 0.1
      ? ': next to nothing, though a linear model of zero weights has only their difference to go by'
      : '';
  return `${wrong}, ${blame}. The class means are ${meanDistance.toFixed(2)} of the spread of the points apart${hint}.`;
}

/** When the published best network has every test point right. */
export function bestFinding(training: SetTraining): string {
  const first = training.epochs.findIndex(({ test }) => test.accuracy === 1) + 1;
  const highest = training.epochs.reduce((most, { test }) => Math.max(most, test.accuracy), 0);
  const after = training.epochs.length;
  const end = `after ${counted(after, 'epoch')} ${percent(accuracyOf(training))}`;
  return first > 0
    ? `On ${training.set} it has every test point right after ${counted(first, 'epoch')}; ${end}.`
    : `On ${training.set} it has at best ${percent(highest)} of the test points right; ${end}.`;
}

const ENOUGH = 0.995;

/** What the settings of the grid are called. */
export const GRID_NAMES: Readonly<Record<string, string>> = {
  depth: 'depth',
  width: 'width',
  activation: 'activation',
  loss: 'loss',
  optimizer: 'optimiser',
  learningRate: 'learning rate',
};

/** What the grid is made of. */
export function gridOutline(grids: readonly GridRecord[]): string {
  const settings = Object.entries(GRID_NAMES).map(([key, name]) => {
    const found = grids.flatMap(({ trials }) => trials.flatMap((trial) => trial[key as keyof GridTrial] ?? []));
    return `${name} (${[...new Set(found)].toSorted(byValue).map(wordFor).join(', ')})`;
  });
  return `Every combination of ${settings.join(', ')}; a linear model has neither width nor activation.`;
}

const byValue = (a: string | number, b: string | number): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : 0;

/** What the grid found on a set. */
export function gridFinding(grid: GridRecord, retrained: SetTraining | undefined): string {
  const best = bestOf(grid);
  if (best === undefined) return `On ${grid.set} no training of the grid ended.`;
  const reaching = grid.trials.filter(({ score = 0 }) => score >= ENOUGH).length;
  const [first, second] = grid.importance;
  const matters =
    first === undefined || second === undefined
      ? ''
      : ` By itself, the ${GRID_NAMES[first.name] ?? first.name} explains ${percent(first.share, 0)} of the variance of their accuracies, the ${GRID_NAMES[second.name] ?? second.name} ${percent(second.share, 0)}.`;
  const again =
    retrained === undefined
      ? ''
      : ` Trained again from other weights, it has ${percent(accuracyOf(retrained))} of the test points right.`;
  return `On ${grid.set} ${reaching} of ${counted(grid.trials.length, 'training')} reach ${percent(ENOUGH, 1)} of the validation points; the best is ${settingName(settingOf(best))} with ${percent(best.score ?? Number.NaN)}.${again}${matters}`;
}
