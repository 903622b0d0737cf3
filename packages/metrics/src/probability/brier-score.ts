import type { ScoreBatch } from '../input/class-batch.ts';
import { weightAt } from '../input/example-weights.ts';
import {
  type ProbabilityOptions,
  probabilitiesOf,
  readPredictions,
  requireProbabilityOptions,
} from '../input/probability-batch.ts';
import type { MetricBatch } from '../metric.ts';
import { MeanSums } from '../state/mean-sums.ts';
import { StreamingMetric } from '../state/streaming-metric.ts';

/**
 * Brier score: the mean squared distance of the predicted probabilities from what was true, Σₖ (pₖ − [k = label])², in [0, 2];
 * in binary form (p − label)², in [0, 1], which is half of what the two probabilities would give.
 *
 * A NaN carries through to the result. NaN before the first example.
 *
 * @see Brier: Verification of forecasts expressed in terms of probability. Monthly Weather Review 78, 1950.
 *
 * @example
 * ```ts
 * import { BrierScore } from '@gradlab/metrics';
 *
 * const score = new BrierScore({ fromLogits: false });
 * score.update({ labels: [0], predictions: [[0.75, 0.25]] });
 * const half = new BrierScore({ fromLogits: false, binary: true });
 * half.update({ labels: [0], predictions: [0.25] });
 * console.log(score.compute(), half.compute()); // 0.125 0.0625
 * ```
 */
export class BrierScore extends StreamingMetric<number, MetricBatch, { readonly mean: MeanSums }> {
  readonly #options: ProbabilityOptions;

  /** @throws TypeError if an option is not a boolean */
  constructor({ fromLogits, binary = false }: ProbabilityOptions) {
    requireProbabilityOptions('brierScore', { fromLogits, binary });
    super('brierScore', { fromLogits, binary }, { mean: new MeanSums() });
    this.#options = { fromLogits, binary };
  }

  /** At least 0; NaN before the first example. */
  compute(): number {
    return this.state.mean.value();
  }

  protected prepare(batch: MetricBatch): () => void {
    const read = readPredictions('brierScore', batch, this.#options);
    const probabilities = probabilitiesOf(read, this.#options);
    return () => {
      for (let row = 0; row < read.size; row++) {
        this.state.mean.add(squaredDistance(read, probabilities, row), weightAt(read.weights, row));
      }
    };
  }

  protected get stateKey(): string {
    return `brier:${JSON.stringify(this.#options)}`;
  }
}

function squaredDistance({ classes, labels }: ScoreBatch, probabilities: Float64Array, row: number): number {
  const label = labels[row] as number;
  // One column is the binary form; of one class alone the probability is 1 whatever is predicted.
  if (classes === 1) return ((probabilities[row] as number) - label) ** 2;
  let sum = 0;
  for (let k = 0; k < classes; k++) {
    const distance = (probabilities[row * classes + k] as number) - (k === label ? 1 : 0);
    sum += distance * distance;
  }
  return sum;
}
