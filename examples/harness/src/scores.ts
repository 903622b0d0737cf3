import { type BatchTargets, batches, type Dataset, type Field, type Targets } from '@gradlab/datasets';
import { Accuracy, LogLoss } from '@gradlab/metrics';
import type { Model } from '@gradlab/models';
import { type Batch, evaluate } from '@gradlab/train';

/** Large enough for speed, small enough for the memory of convolutional networks. */
const EVALUATION_BATCH = 500;

/** What is measured of a set of examples. */
export interface Scores {
  /** Mean cross-entropy in nats. */
  readonly loss: number;
  readonly accuracy: number;
}

/** One pass over a set in stored order. */
export function inOrder<Y extends Targets = Field>(data: Dataset<Y>): AsyncIterable<Batch<BatchTargets<Y>>> {
  return batches(data, { batchSize: EVALUATION_BATCH });
}

/** The metrics of {@link Scores}, fresh, for `fit`'s evaluations. */
export function scoreMetrics(): { loss: LogLoss; accuracy: Accuracy } {
  return { loss: new LogLoss({ fromLogits: true }), accuracy: new Accuracy() };
}

/** Loss and accuracy of a classifier on a set. */
export async function scoresOf(model: Model, data: Dataset<Field>, signal: AbortSignal): Promise<Scores> {
  const metrics = scoreMetrics();
  await evaluate(model, inOrder(data), metrics, { signal });
  return { loss: metrics.loss.compute(), accuracy: metrics.accuracy.compute() };
}
