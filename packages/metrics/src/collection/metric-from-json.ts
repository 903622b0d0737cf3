import type { Metric, MetricBatch } from '../metric.ts';
import { requireRecord } from '../state/json.ts';
import { loadState } from '../state/streaming-metric.ts';
import { emptyFromJSON } from './metric-classes.ts';
import { MetricCollection } from './metric-collection.ts';

/**
 * The metric or collection that `toJSON` wrote, of whichever class. Where the class is known, its own `fromJSON` brings no other with it.
 *
 * @param json what `JSON.parse` gives; all of it is checked
 * @throws TypeError if it is of the wrong kind; RangeError if it names no metric, or its options or state are amiss
 *
 * @example
 * ```ts
 * import { Accuracy, metricFromJSON } from '@gradlab/metrics';
 *
 * const accuracy = new Accuracy();
 * accuracy.update({ labels: [0, 1], predictions: [0, 0] });
 * const again = metricFromJSON(JSON.parse(JSON.stringify(accuracy)));
 * console.log(again.compute()); // 0.5
 * ```
 */
export function metricFromJSON<M extends Metric<unknown, never> = Metric<unknown, MetricBatch>>(json: unknown): M {
  const { metric, state } = requireRecord('json', json);
  // Only the caller knows which class the text is of.
  if (metric === 'metricCollection') return MetricCollection.fromJSON(json) as unknown as M;
  const made = emptyFromJSON(json);
  loadState(made, state);
  return made as unknown as M;
}
