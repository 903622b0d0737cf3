import type { Profile } from '@gradlab-examples/harness';
import { type Network, networkOf } from './networks.ts';

/** The rows, in the order of the changes: what can be run by itself. */
export const ROWS = [
  'reference',
  'mean-image',
  'flip',
  'crop',
  'schedule',
  'dropout-25',
  'dropout-50',
  'dropout-75',
  'batch-norm',
] as const;
export type Row = (typeof ROWS)[number];

/** What the changes turn on. */
export interface Changes {
  /** Whether the mean of the training pictures is subtracted. */
  readonly meanImage: boolean;
  /** Whether training pictures are mirrored, one in two. */
  readonly flip: boolean;
  /** Whether training pictures are shifted by up to four pixels. */
  readonly crop: boolean;
  /** Whether the rate falls to zero along a cosine. */
  readonly schedule: boolean;
  /** Rate of the dropout after the hidden dense layer. */
  readonly dropout: number;
  readonly batchNorm: boolean;
}

/** What no report prints, so that it is ours. */
export interface Descent {
  readonly batchSize: number;
  readonly learningRate: number;
  /** Of gradient descent; without one it is Adam. */
  readonly momentum?: number;
}

/** One training to run. */
export interface Plan {
  readonly id: Row;
  /** Its name in tables and legends. */
  readonly label: string;
  /** The row that it changes one thing of; none for the first. */
  readonly before: Row | null;
  readonly network: Network;
  readonly changes: Changes;
  readonly descent: Descent;
  readonly epochs: number;
}

/** Of every row, as published. */
export const PUBLISHED_EPOCHS = 50;

/** A quick run shows what is done, not what it brings. */
const EPOCHS: Readonly<Record<Profile, number>> = { full: PUBLISHED_EPOCHS, quick: 5 };

// The few hundred updates of a quick run lead gradient descent nowhere: Adam is done with the same pictures sooner.
const DESCENT: Readonly<Record<Profile, Descent>> = {
  full: { batchSize: 32, learningRate: 0.01, momentum: 0.9 },
  quick: { batchSize: 8, learningRate: 0.003 },
};

const NOTHING: Changes = {
  meanImage: false,
  flip: false,
  crop: false,
  schedule: false,
  dropout: 0,
  batchNorm: false,
};

interface Step {
  readonly label: string;
  readonly before: Row | null;
  readonly change: Partial<Changes>;
}

const dropout = (rate: number): Step => ({
  label: `dropout ${100 * rate} %`,
  before: 'schedule',
  change: { dropout: rate },
});

/** Each rate of dropout changes the row before all three; batch norm is added to the smallest, for no rate is known to be the best. */
const STEPS: Readonly<Record<Row, Step>> = {
  reference: { label: 'reference', before: null, change: {} },
  'mean-image': { label: 'minus the mean image', before: 'reference', change: { meanImage: true } },
  flip: { label: 'horizontal flip', before: 'mean-image', change: { flip: true } },
  crop: { label: 'random crop', before: 'flip', change: { crop: true } },
  schedule: { label: 'schedule', before: 'crop', change: { schedule: true } },
  'dropout-25': dropout(0.25),
  'dropout-50': dropout(0.5),
  'dropout-75': dropout(0.75),
  'batch-norm': { label: 'batch norm', before: 'dropout-25', change: { batchNorm: true } },
};

function changesOf(row: Row): Changes {
  const { before, change } = STEPS[row];
  return { ...(before === null ? NOTHING : changesOf(before)), ...change };
}

/**
 * The trainings of some rows, in their order.
 *
 * @param profile a quick run has a narrower network
 * @param options `only`: the rows, all unless given; `epochs`: of each, those published unless given
 */
export function plansOf(
  profile: Profile,
  { only, epochs = EPOCHS[profile] }: { readonly only?: readonly string[]; readonly epochs?: number } = {},
): readonly Plan[] {
  return ROWS.filter((row) => only?.includes(row) ?? true).map((id) => {
    const { label, before } = STEPS[id];
    const changes = changesOf(id);
    return { id, label, before, changes, network: networkOf(profile, changes), descent: DESCENT[profile], epochs };
  });
}
