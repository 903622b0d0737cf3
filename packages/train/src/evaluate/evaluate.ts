import * as tf from '@tensorflow/tfjs-core';
import type { Batch, Metric, Predictions, Predictor, Targets } from '../contracts.ts';
import { eventLoopBreather } from '../fit/breathe.ts';
import type { MetricValues } from '../fit/history.ts';

/**
 * Runs a model over data and computes metrics. The metrics are reset first.
 *
 * @param model what to evaluate
 * @param data batches; each is disposed by whoever yields it
 * @param metrics by name
 * @param options `signal` to stop it
 * @returns each metric's value by name
 * @throws the signal's reason when it is aborted; whatever a metric throws
 */
export async function evaluate<Y extends Targets = tf.Tensor, P extends Predictions = tf.Tensor>(
  model: Predictor<P>,
  data: AsyncIterable<Batch<Y>>,
  // NoInfer: the data decides what targets are; metrics may accept more.
  metrics: Readonly<Record<string, Metric<NoInfer<Y>, unknown, NoInfer<P>>>>,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<MetricValues> {
  const breathe = eventLoopBreather();
  for (const metric of Object.values(metrics)) metric.reset();
  signal?.throwIfAborted();
  for await (const { x, y } of data) {
    tf.tidy(() => {
      const predictions = model.apply(x, { training: false });
      for (const metric of Object.values(metrics)) metric.update({ labels: y, predictions });
    });
    await breathe();
    signal?.throwIfAborted();
  }
  return computeAll(metrics);
}

/** The value of each metric by name. */
export function computeAll(metrics: Readonly<Record<string, { compute(): unknown }>>): MetricValues {
  return Object.fromEntries(Object.entries(metrics).map(([name, metric]) => [name, metric.compute()]));
}
