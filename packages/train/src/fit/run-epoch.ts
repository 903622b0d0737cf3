import type { Batch, Predictions, Targets } from '../contracts.ts';
import { TrainingError } from '../errors.ts';
import { computeAll, evaluate } from '../evaluate/evaluate.ts';
import { eventLoopBreather } from './breathe.ts';
import type { FitOptions } from './fit-options.ts';
import type { EpochRecord, MetricValues } from './history.ts';
import { runBatch } from './run-batch.ts';
import { runUpdate } from './run-update.ts';
import { takeSnapshot } from './take-snapshot.ts';
import type { Training } from './training.ts';

/** One pass over the data, or the rest of one, and the evaluations after it. */
export async function runEpoch<Y extends Targets, P extends Predictions>(training: Training<Y, P>): Promise<void> {
  const { options, tally, gradients, epoch } = training;
  const { callbacks = [], metrics = {}, signal } = options;
  for (const callback of callbacks) await callback.onEpochBegin?.({ epoch });
  if (tally.batches === 0) for (const metric of Object.values(metrics)) metric.reset();
  const breathe = eventLoopBreather();
  tally.start();
  for await (const batch of passOver(options.data, epoch, tally.batches)) {
    signal?.throwIfAborted();
    await runBatch(training, batch);
    if (gradients.isFull) await endStep(training);
    await breathe();
  }
  if (!gradients.isEmpty) await endStep(training);
  const record = await recordOf(training);
  const best = await training.endEpoch(record);
  for (const callback of callbacks) await callback.onEpochEnd?.(record);
  await saveSnapshot(training, best);
}

/** The update, and what follows it. */
async function endStep<Y extends Targets, P extends Predictions>(training: Training<Y, P>): Promise<void> {
  const { callbacks = [], metrics = {}, checkpoint } = training.options;
  runUpdate(training);
  const batchLoss = training.tally.addUpdate();
  training.updates += 1;
  const { updates, tally } = training;
  const record = { ...tally.soFar(), updates, batchLoss, ...rateOf(training), metrics: () => computeAll(metrics) };
  for (const callback of callbacks) await callback.onStepEnd?.(record);
  if (checkpoint?.every !== undefined && updates % checkpoint.every === 0) await saveSnapshot(training, false);
}

async function saveSnapshot<Y extends Targets, P extends Predictions>(
  training: Training<Y, P>,
  best: boolean,
): Promise<void> {
  const { checkpoint } = training.options;
  await checkpoint?.store.save(await takeSnapshot(training), { updates: training.updates, best });
}

/** A function that takes no start is asked for the whole pass, whose first batches are let go by. */
function passOver<Y extends Targets>(
  data: FitOptions<Y>['data'],
  epoch: number,
  start: number,
): AsyncIterable<Batch<Y>> {
  const whole = data as (epoch: number) => AsyncIterable<Batch<Y>>;
  if (data.length >= 2) return data(epoch, start);
  return start === 0 ? whole(epoch) : without(whole(epoch), start);
}

async function* without<T>(items: AsyncIterable<T>, first: number): AsyncGenerator<T> {
  let left = first;
  for await (const item of items) {
    if (left === 0) yield item;
    else left -= 1;
  }
}

async function recordOf<Y extends Targets, P extends Predictions>(training: Training<Y, P>): Promise<EpochRecord> {
  const { options, tally } = training;
  const sums = tally.finish();
  const metrics = computeAll(options.metrics ?? {});
  const evaluations = await training.withAverage(() => runEvaluations(training));
  return { ...sums, ...rateOf(training), metrics, evaluations };
}

function rateOf<Y extends Targets, P extends Predictions>({ options }: Training<Y, P>): { learningRate?: number } {
  const { learningRate } = options.optimizer;
  return learningRate === undefined ? {} : { learningRate };
}

async function runEvaluations<Y extends Targets, P extends Predictions>({
  model,
  epoch,
  options: { evaluations = {}, signal },
}: Training<Y, P>): Promise<Record<string, MetricValues>> {
  const values: Record<string, MetricValues> = {};
  for (const [name, { data, metrics }] of Object.entries(evaluations)) {
    values[name] = await evaluate(model, notEmpty(data(), name, epoch), metrics, { signal });
  }
  return values;
}

/** A generator that was run through before yields nothing, and its metrics would be of nothing. */
async function* notEmpty<T>(batches: AsyncIterable<T>, name: string, epoch: number): AsyncGenerator<T> {
  let isEmpty = true;
  for await (const batch of batches) {
    isEmpty = false;
    yield batch;
  }
  if (!isEmpty) return;
  const message = `fit: evaluations.${name}.data must give a fresh pass of at least one batch, got none after epoch ${epoch}`;
  throw new TrainingError('no-data', message, { epoch });
}
