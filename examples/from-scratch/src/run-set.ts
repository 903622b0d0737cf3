import { batches, type Dataset, type Field } from '@gradlab/datasets';
import { type Model, mlp } from '@gradlab/models';
import { foldIn } from '@gradlab/random';
import type { ExperimentContext } from '@gradlab-examples/harness';
import { weightsOf } from './beside-tfjs.ts';
import { type BatchCheck, checkGradients } from './check-gradients.ts';
import { curveOf, differencesOf, type EpochDifference } from './compare-courses.ts';
import { eachOf } from './network.ts';
import type { Plan } from './plan.ts';
import { accuracyOf, type Course, type TrainingOptions, trainByAutograd, trainByHand } from './train.ts';
import { numbersOf } from './vectors.ts';

/** Who trains: TensorFlow.js, or the code by hand in double or in single precision. */
export const TRAINERS = ['tfjs', 'float64', 'float32'] as const;
export type Trainer = (typeof TRAINERS)[number];

/** One training, as plain data. */
export interface TrainingResult {
  /** Mean loss of each epoch. */
  readonly losses: readonly number[];
  readonly testAccuracy: number;
  readonly seconds: number;
}

/** One set: its network checked, and trained three times. */
export interface SetResult {
  readonly id: Plan['id'];
  readonly label: string;
  readonly plan: Plan;
  /** How many it is trained and tested on. */
  readonly examples: { readonly train: number; readonly test: number };
  readonly parameterCount: number;
  readonly checks: readonly BatchCheck[];
  readonly trainings: Readonly<Record<Trainer, TrainingResult>>;
  /** From TensorFlow.js, and of the two precisions from one another. */
  readonly differences: Readonly<Record<'float64' | 'float32' | 'precisions', readonly EpochDifference[]>>;
  /** Of the network trained by hand in double precision, for a network of the plane. */
  readonly weights?: Readonly<Record<'Wh' | 'bh' | 'Wy' | 'by', readonly number[]>>;
}

/** What is trained on and tested on. */
export interface TrainAndTest {
  readonly train: Dataset<Field>;
  readonly test: Dataset<Field>;
}

// Few enough for the difference quotients of 784 pixels to take seconds.
const CHECKED_EXAMPLES = 16;

/** Checks and trains the network of a plan, as one part of the run. */
export async function runSet(
  plan: Plan,
  { train, test }: TrainAndTest,
  { parts, seed, signal }: Pick<ExperimentContext, 'parts' | 'seed' | 'signal'>,
): Promise<SetResult> {
  const { result } = await parts.once(plan.id, { plan }, async () => {
    const { inputShape, hidden, classes } = plan;
    const weightSeed = foldIn(foldIn(seed, 'weights'), plan.id);
    const model = mlp({ inputShape, hidden: [hidden], outputs: classes, activation: 'tanh', seed: weightSeed });
    try {
      const options: TrainingOptions = { plan, data: train, seed: foldIn(seed, 'shuffle'), signal };
      const before = await checkFirst(model, 'before', options);
      const first = { float64: weightsOf(model, 'float64'), float32: weightsOf(model, 'float32') };
      const courses: Record<Trainer, Course> = {
        tfjs: await trainByAutograd(model, options),
        float64: await trainByHand(first.float64, 'float64', options),
        float32: await trainByHand(first.float32, 'float32', options),
      };
      const after = await checkFirst(model, 'after', options);
      return describe(plan, model, [before, after], courses, { train, test });
    } finally {
      model.dispose();
    }
  });
  return result;
}

async function checkFirst(model: Model, when: BatchCheck['when'], options: TrainingOptions): Promise<BatchCheck> {
  const { data, seed } = options;
  for await (const batch of batches(data, { batchSize: Math.min(CHECKED_EXAMPLES, data.size), seed })) {
    // Awaited here: the loop disposes the batch when it ends.
    return await checkGradients(model, batch, when, foldIn(seed, 'elements'));
  }
  throw new RangeError('checkFirst: data must hold at least one example, got none');
}

async function describe(
  plan: Plan,
  model: Model,
  checks: readonly BatchCheck[],
  courses: Readonly<Record<Trainer, Course>>,
  { train, test }: TrainAndTest,
): Promise<SetResult> {
  const trainings = {} as Record<Trainer, TrainingResult>;
  for (const trainer of TRAINERS) {
    const course = courses[trainer];
    const last = course.weights.at(-1);
    const testAccuracy =
      last === undefined
        ? Number.NaN
        : await accuracyOf(
            eachOf(last, (values) => numbersOf(values, 'float64')),
            test,
          );
    trainings[trainer] = { losses: curveOf(course), testAccuracy, seconds: course.seconds };
  }
  const last = courses.float64.weights.at(-1);
  return {
    id: plan.id,
    label: plan.label,
    plan,
    examples: { train: train.size, test: test.size },
    parameterCount: model.countParameters(),
    checks,
    trainings,
    differences: {
      float64: differencesOf(courses.float64, courses.tfjs),
      float32: differencesOf(courses.float32, courses.tfjs),
      precisions: differencesOf(courses.float32, courses.float64),
    },
    ...(plan.inputShape.length === 1 &&
      last && { weights: { Wh: [...last.Wh], bh: [...last.bh], Wy: [...last.Wy], by: [...last.by] } }),
  };
}
