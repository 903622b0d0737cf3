import { requireInteger, requireNumber } from '@gradlab-internal/checks';
import type * as tf from '@tensorflow/tfjs-core';
import { BestWeights, requireKeepBest } from './best-weights.ts';
import { eventLoopBreather } from './breathe.ts';
import { endingTraining } from './callbacks.ts';
import type { Targets, Trainable } from './contracts.ts';
import { EpochTally } from './epoch-tally.ts';
import { computeAll, evaluate } from './evaluate.ts';
import type { FitOptions } from './fit-options.ts';
import type { EpochRecord, History, MetricValues } from './history.ts';
import { runStep } from './step.ts';

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
