import { batches } from '@gradlab/datasets';
import { Accuracy } from '@gradlab/metrics';
import type { Model } from '@gradlab/models';
import { foldIn } from '@gradlab/random';
import { evaluate, fit, sgd, TrainingError } from '@gradlab/train';
import { buildNetwork, inOrder } from '@gradlab-examples/harness';
import * as tf from '@tensorflow/tfjs-core';
import { type LossName, lossOf } from './losses.ts';
import { BATCH_SIZE } from './plan.ts';
import { firstWeights, networkOf, type TrainingContext } from './run-training.ts';

/** One way down a loss; those of a group go down the same one from the same weights. */
export interface DescentPlan {
  /** The name of its part. */
  readonly id: string;
  /** Squared error of the outputs as they are, or cross-entropy of their softmax. */
  readonly group: LossName;
  readonly label: string;
  readonly learningRate: number;
  /** The largest Euclidean norm of the gradient that is let through; null lets every one through. */
  readonly clipNorm: number | null;
}

/** What became of it, step by step. */
export interface Descent extends DescentPlan {
  /** Euclidean norm of the whole gradient at each step, before it is clipped; null where it is not finite. */
  readonly norms: readonly (number | null)[];
  /** Mean loss of each step's batch. */
  readonly losses: readonly number[];
  /** Why and where it stopped by itself; null where it ran to its end. */
  readonly stopped: string | null;
  /** On the validation digits, with the last weights. */
  readonly accuracy: number;
}

/** The network of the best published figure. */
const DESCENT_NETWORK = { network: 'digitsCnn20x3', activation: 'tanh' } as const;

/** The rate of 0.1 for a loss that is summed over a batch of ten, not averaged. */
const FAST = 1;

function ways(group: LossName, name: string, clipNorm: number, slow: number): DescentPlan[] {
  const fast = { group, learningRate: FAST };
  return [
    { id: `${name}-exploding`, label: `rate ${FAST}`, ...fast, clipNorm: null },
    { id: `${name}-clipped`, label: `rate ${FAST}, norm clipped at ${clipNorm}`, ...fast, clipNorm },
    { id: `${name}-slower`, label: `rate ${slow}`, group, learningRate: slow, clipNorm: null },
  ];
}

/** In the order of the legends. */
export const DESCENTS: readonly DescentPlan[] = [
  ...ways('squared error', 'squared', 0.1, 0.1),
  ...ways('cross-entropy', 'entropy', 0.25, 0.025),
];

/** Goes down one way for some steps; short enough to be begun anew when it is cut short. */
export async function runDescent(plan: DescentPlan, steps: number, context: TrainingContext): Promise<Descent> {
  const settings = { plan, steps, batchSize: BATCH_SIZE, ...DESCENT_NETWORK };
  const { result } = await context.parts.once(plan.id, settings, async () => {
    const model = buildNetwork(networkOf(DESCENT_NETWORK), firstWeights(context.seed, DESCENT_NETWORK));
    try {
      return await descend(model, plan, steps, context);
    } finally {
      model.dispose();
    }
  });
  return result;
}

async function descend(
  model: Model,
  plan: DescentPlan,
  steps: number,
  { digits, seed, signal }: TrainingContext,
): Promise<Descent> {
  const norms: (number | null)[] = [];
  const losses: number[] = [];
  const optimizer = sgd({ learningRate: plan.learningRate });
  try {
    const stopped = await fit(model, {
      data: () =>
        limited(batches(digits.train, { batchSize: BATCH_SIZE, seed: foldIn(seed, 'shuffle'), epoch: 1 }), steps),
      epochs: 1,
      loss: plan.group === 'cross-entropy' ? lossOf(plan.group, 'softmax') : lossOf(plan.group, 'none'),
      optimizer,
      transformGradients(gradients) {
        norms.push(normOf(Object.values(gradients)));
        return gradients;
      },
      ...(plan.clipNorm !== null && { clip: { norm: plan.clipNorm } }),
      callbacks: [{ onStepEnd: ({ batchLoss }) => void losses.push(batchLoss) }],
      signal,
    }).then(
      () => null,
      (error: unknown) => {
        if (error instanceof TrainingError && error.code === 'non-finite-loss') return error.message;
        throw error;
      },
    );
    const accuracy = new Accuracy();
    await evaluate(model, inOrder(digits.validation), { accuracy }, { signal });
    return { ...plan, norms, losses, stopped, accuracy: accuracy.compute() };
  } finally {
    optimizer.dispose();
  }
}

/** ‖g‖₂ over all parameters. */
function normOf(gradients: readonly tf.Tensor[]): number | null {
  const squares = gradients.map((gradient) => tf.sum(tf.square(gradient)));
  const norm = Math.sqrt(tf.addN(squares).dataSync()[0] ?? Number.NaN);
  return Number.isFinite(norm) ? norm : null;
}

async function* limited<T>(all: AsyncIterable<T>, count: number): AsyncIterable<T> {
  let given = 0;
  for await (const each of all) {
    if (given === count) return;
    given += 1;
    yield each;
  }
}
