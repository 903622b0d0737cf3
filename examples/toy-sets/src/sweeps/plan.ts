import type { LossName, ToySetting } from '../training/toy-setting.ts';

/** What is swept, and can be run by itself. */
export const SWEEPS = ['batch', 'hidden', 'rate'] as const;
export type SweepName = (typeof SWEEPS)[number];

/** Two readings of the gradient of a batch, which the report does not tell apart: the mean over its points, or their sum. */
export const READINGS = ['mean', 'sum'] as const;
export type Reading = (typeof READINGS)[number];

const LOSS_OF: Readonly<Record<Reading, LossName>> = { mean: 'softmax', sum: 'softmax-sum' };

/** What stays as it is while another is swept: the published best batch size and rate. */
const BASE = { batchSize: 100, learningRate: 0.01, hidden: 10 } as const;

/** The values of each sweep, in increasing order. */
const VALUES: Readonly<Record<SweepName, readonly number[]>> = {
  batch: [1, 10, 50, 100, 500, 1000],
  hidden: [1, 2, 5, 10, 50, 100],
  rate: [1e-4, 1e-3, 1e-2, 1e-1, 1],
};

/** What the report found; a rate of 1 is said to diverge. */
export const PUBLISHED = { batch: 100, rate: 0.01, divergingRate: 1 } as const;

/** What a sweep is called in texts. */
export const SWEEP_NAMES: Readonly<Record<SweepName, string>> = {
  batch: 'batch size',
  hidden: 'hidden units',
  rate: 'learning rate',
};

/** A value of what is swept, as a sentence names it: `a batch size of 100`, `5 hidden units`. */
export function valueName(sweep: SweepName, value: number): string {
  const digits = value.toLocaleString('en-US', { maximumSignificantDigits: 3 });
  if (sweep === 'hidden') return `${digits} hidden unit${value === 1 ? '' : 's'}`;
  return `a ${SWEEP_NAMES[sweep]} of ${digits}`;
}

/** One training of a sweep. */
export interface SweepPlan {
  readonly sweep: SweepName;
  readonly reading: Reading;
  /** Of what is swept. */
  readonly value: number;
  readonly setting: ToySetting;
}

/** The trainings of a sweep. A batch of all points is the largest there is. */
export function plansOf(sweep: SweepName, reading: Reading, trainingPoints: number): SweepPlan[] {
  return VALUES[sweep]
    .filter((value) => sweep !== 'batch' || value <= trainingPoints)
    .map((value) => ({ sweep, reading, value, setting: settingOf(sweep, reading, value) }));
}

function settingOf(sweep: SweepName, reading: Reading, value: number): ToySetting {
  return {
    hidden: [sweep === 'hidden' ? value : BASE.hidden],
    activation: 'tanh',
    loss: LOSS_OF[reading],
    optimizer: 'sgd',
    learningRate: sweep === 'rate' ? value : BASE.learningRate,
    batchSize: sweep === 'batch' ? value : BASE.batchSize,
  };
}
