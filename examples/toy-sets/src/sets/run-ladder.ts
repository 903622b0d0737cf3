import type { ExperimentContext } from '@gradlab-examples/harness';
import type { SetName, ToySet } from '../toy-data.ts';
import { type Boundary, boundaryOf, windowOf } from '../training/boundary.ts';
import { settingName, type ToySetting } from '../training/toy-setting.ts';
import { type ToyCourse, trainToy } from '../training/train-toy.ts';

/** A finished training on one of the sets, as plain data. */
export interface SetTraining extends ToyCourse {
  readonly set: SetName;
  /** Of the step of the plan. */
  readonly step: string;
  readonly label: string;
  readonly setting: ToySetting;
}

/** What is run on a set. */
export interface SetPlan {
  readonly step: string;
  readonly label: string;
  readonly setting: ToySetting;
}

/** What a training needs beside its plan. */
export interface SetContext extends Pick<ExperimentContext, 'parts' | 'seed' | 'signal' | 'log'> {
  readonly epochs: number;
  /** Gathers what the networks make of the plane: drawn, but not kept among the numbers. */
  readonly boundaries: Map<string, Boundary>;
}

/** The name of a training among those of a run. */
export const idOf = ({ set, step, setting }: Pick<SetTraining, 'set' | 'step' | 'setting'>): string =>
  `${set}-${step}-${setting.loss}`;

/** Trains a network on a set and keeps what it makes of the plane. */
export async function runOnSet(set: ToySet, plan: SetPlan, context: SetContext): Promise<SetTraining> {
  const { parts, epochs, seed, signal, log, boundaries } = context;
  const training = { set: set.name, step: plan.step, label: plan.label, setting: plan.setting };
  const id = idOf(training);
  const { result } = await parts.once(id, { ...training, epochs }, () =>
    trainToy(plan.setting, set, { epochs, seed, signal }, (model) => boundaryOf(model, windowOf(set.test.x.data))),
  );
  const { seen, ...course } = result;
  boundaries.set(id, seen);
  log(`  ${set.name}, ${settingName(plan.setting)}: test accuracy ${accuracyOf(course).toFixed(4)}`);
  return { ...training, ...course };
}

/** On the test points, after the last epoch. */
export const accuracyOf = ({ epochs }: ToyCourse): number => epochs.at(-1)?.test.accuracy ?? Number.NaN;
