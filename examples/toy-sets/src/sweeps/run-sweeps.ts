import type { ExperimentContext } from '@gradlab-examples/harness';
import type { ToyData, ToySet } from '../toy-data.ts';
import { type Boundary, boundaryOf, windowOf } from '../training/boundary.ts';
import { scoresOn } from '../training/toy-scores.ts';
import { type ToyCourse, trainToy } from '../training/train-toy.ts';
import { measureUpdates, type UpdateTime } from './measure-updates.ts';
import { plansOf, READINGS, SWEEPS, type SweepPlan } from './plan.ts';

/** A finished training of a sweep, as plain data. */
export interface SweepTraining extends SweepPlan {
  readonly parameterCount: number;
  readonly updates: number;
  /** Mean cross-entropy of the training points before the first update and after each epoch; null where it is not finite. */
  readonly losses: readonly (number | null)[];
  /** The same of the validation points, after each epoch. */
  readonly validationLosses: readonly (number | null)[];
  /** On the validation points, after the last epoch. */
  readonly accuracy: number | null;
  /** On the test points, by which nothing is chosen, at the end. */
  readonly testAccuracy: number;
  /** Of each epoch's training alone. */
  readonly seconds: readonly number[];
  /** The epoch in which the loss or a weight was no longer finite; null where that did not happen. */
  readonly diverged: number | null;
}

/** What the experiment finds, as plain data. */
export interface SweepResults {
  /** Whether this is a full run, which published figures may stand beside. */
  readonly isComparable: boolean;
  readonly epochs: number;
  readonly trainings: readonly SweepTraining[];
  readonly times: readonly UpdateTime[];
}

const EPOCHS = { quick: 30, full: 50 } as const;

/** The name of a training among those of a run. */
export const idOf = ({ sweep, reading, value }: Pick<SweepPlan, 'sweep' | 'reading' | 'value'>): string =>
  `${sweep}-${value}-${reading}`;

/** Runs the sweeps asked for, each by both readings. */
export async function runSweeps(
  { points: [set], train }: ToyData,
  context: ExperimentContext,
  boundaries: Map<string, Boundary>,
): Promise<SweepResults> {
  const { profile, only = SWEEPS, log } = context;
  const epochs = context.epochs ?? EPOCHS[profile];
  const trainings: SweepTraining[] = [];
  const times: UpdateTime[] = [];
  for (const sweep of SWEEPS.filter((name) => only.includes(name))) {
    for (const reading of READINGS) {
      for (const plan of plansOf(sweep, reading, train.size)) {
        const training = await runPlan(set, plan, { ...context, epochs, boundaries });
        const loss = training.validationLosses.at(-1) ?? null;
        log(`  ${sweep} ${plan.value} (${reading}): validation loss ${loss === null ? 'not finite' : loss.toFixed(4)}`);
        trainings.push(training);
      }
    }
    const { result } = await context.parts.once(`${sweep}-times`, {}, () =>
      measureUpdates(set, plansOf(sweep, 'mean', train.size), context),
    );
    times.push(...result);
  }
  return { isComparable: profile === 'full' && epochs === EPOCHS.full, epochs, trainings, times };
}

async function runPlan(
  { train, validation, test }: ToySet,
  plan: SweepPlan,
  {
    parts,
    epochs,
    seed,
    signal,
    boundaries,
  }: Pick<ExperimentContext, 'parts' | 'seed' | 'signal'> & {
    readonly epochs: number;
    readonly boundaries: Map<string, Boundary>;
  },
): Promise<SweepTraining> {
  const { result } = await parts.once(idOf(plan), { plan, epochs }, () =>
    trainToy(plan.setting, { train, test: validation }, { epochs, seed, signal }, (model) => ({
      boundary: boundaryOf(model, windowOf(validation.x.data)),
      testAccuracy: scoresOn(model, test).accuracy,
    })),
  );
  const { seen, ...course } = result;
  boundaries.set(idOf(plan), seen.boundary);
  return { ...plan, ...summaryOf(course), testAccuracy: seen.testAccuracy };
}

function summaryOf({
  parameterCount,
  start,
  epochs,
  diverged,
}: ToyCourse): Omit<SweepTraining, keyof SweepPlan | 'testAccuracy'> {
  return {
    parameterCount,
    updates: epochs.reduce((sum, { steps }) => sum + steps, 0),
    losses: [start, ...epochs.map(({ train }) => train)].map(({ loss }) => loss),
    validationLosses: epochs.map(({ test }) => test.loss),
    accuracy: epochs.at(-1)?.test.accuracy ?? null,
    seconds: epochs.map(({ seconds }) => seconds),
    diverged,
  };
}
