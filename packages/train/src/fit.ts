import { requireEqualShapes, requireInteger, requireNumber } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import { BestWeights, type KeepBest, requireKeepBest } from './best-weights.ts';
import { eventLoopBreather } from './breathe.ts';
import { type Callback, endingTraining } from './callbacks.ts';
import type { Batch, Loss, Metric, Targets, Trainable } from './contracts.ts';
import { EpochTally } from './epoch-tally.ts';
import { computeAll, evaluate } from './evaluate.ts';
import { lossAndGradients } from './gradients.ts';
import type { EpochRecord, History, MetricValues } from './history.ts';
import type { Optimizer } from './optimizer.ts';

/** A set to evaluate after each epoch. */
export interface Evaluation<Y extends Targets = tf.Tensor> {
  /** A fresh pass over its batches. */
  readonly data: () => AsyncIterable<Batch<Y>>;
  /** By name. */
  readonly metrics: Readonly<Record<string, Metric<Y>>>;
}

/**
 * Changes the gradients, by parameter name, before the update. It runs in a tidy. Every name must come back, with a gradient of
 * the same shape, its own or another; nothing may be disposed.
 */
export type GradientTransform = (
  gradients: Readonly<Record<string, tf.Tensor>>,
  batch: { readonly size: number },
) => Readonly<Record<string, tf.Tensor>>;

/** Options of {@link fit}. */
export interface FitOptions<Y extends Targets = tf.Tensor> {
  /** A fresh pass over the training batches; it is told the epoch, from 1, to shuffle by. */
  readonly data: (epoch: number) => AsyncIterable<Batch<Y>>;
  /** Number of passes, an integer ≥ 1. */
  readonly epochs: number;
  /** Mean loss of a batch. */
  readonly loss: Loss<Y>;
  /** How gradients become updates. The caller disposes it. */
  readonly optimizer: Optimizer;
  /** λ of the penalty λ/2·‖w‖² on all parameters but biases (named `bias` or `….bias`), added to the mean loss; 0 unless given. */
  readonly l2?: number;
  /** Metrics of the training batches as they are trained on. */
  readonly metrics?: Readonly<Record<string, Metric<NoInfer<Y>>>>;
  /** Sets to evaluate after each epoch, by name. */
  readonly evaluations?: Readonly<Record<string, Evaluation<NoInfer<Y>>>>;
  /** Ends with the weights of the best epoch instead of the last. */
  readonly keepBest?: KeepBest;
  /** Changes the gradients before each update. */
  readonly transformGradients?: GradientTransform;
  /** Told what happens. */
  readonly callbacks?: readonly Callback[];
  /** Stops the training; the model keeps the weights it has then. */
  readonly signal?: AbortSignal;
}

/**
 * Trains a model in place: for each batch, one forward and backward pass and one update.
 *
 * @param model whose parameters are changed
 * @param options data, loss, optimiser and the rest
 * @returns what each epoch gave, as plain data
 * @throws RangeError for a bad option; {@link TrainingError} if the loss is not finite or there is no batch; the signal's
 *   reason when it is aborted
 * @example
 * ```ts
 * import { mlp } from '@gradlab/models';
 * import { fit, sgd, softmaxCrossEntropy } from '@gradlab/train';
 * import { useBackend } from '@gradlab/backend';
 * import * as tf from '@tensorflow/tfjs-core';
 *
 * await useBackend('cpu');
 * const model = mlp({ inputShape: [2], hidden: [8], outputs: 2, activation: 'tanh', seed: 1 });
 * const x = tf.tensor2d([[0, 0], [0, 1], [1, 0], [1, 1]]);
 * const y = tf.tensor1d([0, 1, 1, 0], 'int32'); // exclusive or
 * async function* data() {
 *   for (let step = 0; step < 100; step++) yield { x, y };
 * }
 * const history = await fit(model, { data, epochs: 10, loss: softmaxCrossEntropy, optimizer: sgd({ learningRate: 0.5 }) });
 * console.log(history.epochs.map((epoch) => epoch.loss));
 * tf.dispose([x, y]);
 * model.dispose();
 * ```
 */
export async function fit<Y extends Targets = tf.Tensor>(model: Trainable, options: FitOptions<Y>): Promise<History> {
  requireInteger('fit', 'epochs', options.epochs, { min: 1 });
  requireNumber('fit', 'l2', options.l2 ?? 0, { min: 0 });
  const { callbacks = [], epochs, keepBest } = options;
  requireKeepBest(keepBest, options.evaluations ?? {});
  const best = keepBest && new BestWeights(model, keepBest);
  try {
    return await endingTraining(callbacks, async () => {
      for (const callback of callbacks) await callback.onTrainBegin?.({ epochs });
      const records: EpochRecord[] = [];
      for (let epoch = 1; epoch <= epochs; epoch++) {
        const record = await runEpoch(model, options, epoch);
        records.push(record);
        best?.consider(record);
        for (const callback of callbacks) await callback.onEpochEnd?.(record);
      }
      return { epochs: records, keptEpoch: best?.restore() ?? epochs };
    });
  } finally {
    best?.dispose();
  }
}

async function runEpoch<Y extends Targets>(
  model: Trainable,
  options: FitOptions<Y>,
  epoch: number,
): Promise<EpochRecord> {
  const { callbacks = [], metrics = {}, signal } = options;
  for (const callback of callbacks) await callback.onEpochBegin?.({ epoch });
  for (const metric of Object.values(metrics)) metric.reset();
  const tally = new EpochTally(epoch);
  const breathe = eventLoopBreather();
  const started = performance.now();
  for await (const batch of options.data(epoch)) {
    signal?.throwIfAborted();
    await runStep(model, options, batch, tally);
    for (const callback of callbacks)
      await callback.onStepEnd?.({ ...tally.soFar(), metrics: () => computeAll(metrics) });
    await breathe();
  }
  const seconds = (performance.now() - started) / 1000;
  const { step: steps, examples, loss } = tally.finish();
  const trained = computeAll(metrics);
  return { epoch, steps, examples, seconds, loss, metrics: trained, evaluations: await runEvaluations(model, options) };
}

/** Forward and backward pass and one update. A loss that is not finite ends the training before it spoils the weights. */
async function runStep<Y extends Targets>(
  model: Trainable,
  options: FitOptions<Y>,
  batch: Batch<Y>,
  tally: EpochTally,
): Promise<void> {
  const { l2 = 0, metrics = {}, optimizer } = options;
  const size = batch.x.shape[0] ?? 0;
  if (size === 0) throw new RangeError('fit: data must yield batches of at least one example, got an empty one');
  const { loss, predictions, gradients } = lossAndGradients(model, batch, options.loss, { l2 });
  try {
    const [value = Number.NaN] = await loss.data();
    tally.add(value, size);
    for (const metric of Object.values(metrics)) metric.update({ labels: batch.y, predictions });
    const transformed = transform(gradients, size, options.transformGradients);
    try {
      optimizer.step(model.parameters, transformed);
    } finally {
      // Those that the transform passed on are disposed here already, and disposing twice does nothing.
      tf.dispose({ ...transformed });
    }
  } finally {
    tf.dispose([loss, predictions, gradients]);
  }
}

function transform(
  gradients: Readonly<Record<string, tf.Tensor>>,
  size: number,
  change: GradientTransform | undefined,
): Readonly<Record<string, tf.Tensor>> {
  if (change === undefined) return gradients;
  return tf.tidy(() => {
    const transformed = { ...change(gradients, { size }) };
    for (const [name, gradient] of Object.entries(gradients)) {
      const got = transformed[name];
      if (got === undefined)
        throw new RangeError(`fit: transformGradients must give every gradient, got none for ${name}`);
      requireEqualShapes('fit', [name, 'what transformGradients gives'], gradient.shape, got.shape);
    }
    return transformed;
  });
}

async function runEvaluations<Y extends Targets>(
  model: Trainable,
  { evaluations = {}, signal }: FitOptions<Y>,
): Promise<Record<string, MetricValues>> {
  const values: Record<string, MetricValues> = {};
  for (const [name, { data, metrics }] of Object.entries(evaluations)) {
    values[name] = await evaluate(model, data(), metrics, { signal });
  }
  return values;
}
