import { predictedClasses, readClassBatch } from '../input/class-batch.ts';
import { weightAt } from '../input/example-weights.ts';
import type { MetricBatch } from '../metric.ts';
import { MeanSums } from '../state/mean-sums.ts';
import { StreamingMetric } from '../state/streaming-metric.ts';

/**
 * Fraction of examples whose predicted class is the label (micro accuracy), Σ wᵢ[ŷᵢ = yᵢ] / Σ wᵢ.
 *
 * With scores `[batch, classes]` the predicted class is that of the largest, the lowest index among equals. A row with a NaN
 * counts as wrong: a model that diverged is not right about class 0. In [0, 1]; NaN before the first example, which no score is.
 *
 * @example
 * ```ts
 * import { Accuracy } from '@gradlab/metrics';
 *
 * const accuracy = new Accuracy();
 * accuracy.update({ labels: [0, 1, 1], predictions: [0, 1, 0] });
 * accuracy.update({ labels: [2], predictions: [[0.1, 0.2, 0.7]] });
 * console.log(accuracy.compute()); // 0.75
 * ```
 */
export class Accuracy extends StreamingMetric<number, MetricBatch, { readonly mean: MeanSums }> {
  constructor() {
    super('accuracy', {}, { mean: new MeanSums() });
  }

  /** In [0, 1]; NaN before the first example. */
  compute(): number {
    return this.state.mean.value();
  }

  protected prepare(batch: MetricBatch): () => void {
    const { size, labels, predictions, weights } = readClassBatch('accuracy', batch);
    const predicted = predictedClasses('accuracy', { size, labels, predictions, weights });
    return () => {
      for (let i = 0; i < size; i++) this.state.mean.add(predicted[i] === labels[i] ? 1 : 0, weightAt(weights, i));
    };
  }

  protected get stateKey(): string {
    return 'accuracy';
  }
}
