import { type Dataset, type Field, select } from '@gradlab/datasets';
import type { ToySet } from '../toy-data.ts';
import { type ToyRun, trainToy } from '../training/train-toy.ts';
import type { SweepName, SweepPlan } from './plan.ts';

/** What an update of a sweep's network costs. */
export interface UpdateTime {
  readonly sweep: SweepName;
  readonly value: number;
  /** Wall time of an update: the least of the rounds, for other work on the machine only adds to it. */
  readonly seconds: number;
}

const ROUNDS = 7;
const UPDATES = 20;

/** Times some updates of each plan, one plan after the other in every round, so that a busy moment of the machine hits all alike. */
export async function measureUpdates(
  set: ToySet,
  plans: readonly SweepPlan[],
  run: Pick<ToyRun, 'seed' | 'signal'>,
): Promise<UpdateTime[]> {
  const least = new Map<SweepPlan, number>(plans.map((plan) => [plan, Number.POSITIVE_INFINITY]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const plan of plans) {
      const train = repeated(set.train, UPDATES * plan.setting.batchSize);
      const { epochs } = await trainToy(
        plan.setting,
        { train, test: set.validation },
        { ...run, epochs: 1 },
        () => null,
      );
      for (const { seconds, steps } of epochs) least.set(plan, Math.min(least.get(plan) ?? seconds, seconds / steps));
    }
  }
  return plans.map((plan) => ({ sweep: plan.sweep, value: plan.value, seconds: least.get(plan) ?? Number.NaN }));
}

/** As many points as asked for, those of the set over and over. */
const repeated = (points: Dataset<Field>, count: number): Dataset<Field> =>
  select(
    points,
    Array.from({ length: count }, (_, i) => i % points.size),
  );
