import { weightAt } from '../input/example-weights.ts';
import { readValueBatch } from '../input/value-batch.ts';
import type { MetricBatch } from '../metric.ts';
import { MeanSums } from '../state/mean-sums.ts';
import { StreamingMetric } from '../state/streaming-metric.ts';

/** A mean over the values of something made of each truth and prediction. */
abstract class ErrorMetric extends StreamingMetric<number, MetricBatch, { readonly mean: MeanSums }> {
  protected constructor(kind: string) {
    super(kind, {}, { mean: new MeanSums() });
  }

  protected abstract take(mean: MeanSums, truth: number, predicted: number, weight: number): void;

  protected prepare(batch: MetricBatch): () => void {
    const { size, truth, predicted, weights } = readValueBatch(this.kind, batch);
    return () => {
      const { mean } = this.state;
      for (let i = 0; i < size; i++) this.take(mean, truth[i] as number, predicted[i] as number, weightAt(weights, i));
    };
  }
}

abstract class SquaredErrorMetric extends ErrorMetric {
  protected take(mean: MeanSums, truth: number, predicted: number, weight: number): void {
    mean.addProduct(truth - predicted, truth - predicted, weight);
  }

  protected get stateKey(): string {
    return 'squaredError';
  }
}

/**
 * Mean squared error, Σ wᵢ(yᵢ − ŷᵢ)² / Σ wᵢ, over all values of all examples. NaN before the first.
 *
 * @example
 * ```ts
 * import { MeanSquaredError } from '@gradlab/metrics';
 *
 * const error = new MeanSquaredError();
 * error.update({ labels: [1, 2, 3], predictions: [1, 2, 6] });
 * console.log(error.compute()); // 3
 * ```
 */
export class MeanSquaredError extends SquaredErrorMetric {
  constructor() {
    super('meanSquaredError');
  }

  /** At least 0; NaN before the first value. */
  compute(): number {
    return this.state.mean.value();
  }
}

/**
 * Root mean squared error, √(Σ wᵢ(yᵢ − ŷᵢ)² / Σ wᵢ): the root of the mean over all, not a mean of roots. NaN before the first value.
 *
 * @example
 * ```ts
 * import { RootMeanSquaredError } from '@gradlab/metrics';
 *
 * const error = new RootMeanSquaredError();
 * error.update({ labels: [0, 0], predictions: [3, 3] });
 * console.log(error.compute()); // 3
 * ```
 */
export class RootMeanSquaredError extends SquaredErrorMetric {
  constructor() {
    super('rootMeanSquaredError');
  }

  /** At least 0; NaN before the first value. */
  compute(): number {
    return Math.sqrt(this.state.mean.value());
  }
}

/**
 * Mean absolute error, Σ wᵢ|yᵢ − ŷᵢ| / Σ wᵢ. NaN before the first value.
 *
 * @example
 * ```ts
 * import { MeanAbsoluteError } from '@gradlab/metrics';
 *
 * const error = new MeanAbsoluteError();
 * error.update({ labels: [1, 2, 3], predictions: [1, 2, 6] });
 * console.log(error.compute()); // 1
 * ```
 */
export class MeanAbsoluteError extends ErrorMetric {
  constructor() {
    super('meanAbsoluteError');
  }

  /** At least 0; NaN before the first value. */
  compute(): number {
    return this.state.mean.value();
  }

  protected take(mean: MeanSums, truth: number, predicted: number, weight: number): void {
    mean.add(Math.abs(truth - predicted), weight);
  }

  protected get stateKey(): string {
    return 'absoluteError';
  }
}

/**
 * Mean absolute percentage error as a fraction, Σ wᵢ|yᵢ − ŷᵢ| / max(|yᵢ|, 2⁻⁵²) / Σ wᵢ: 0.1 is ten per cent.
 *
 * A true value of 0 makes it huge, not infinite, as in scikit-learn. NaN before the first value.
 *
 * @example
 * ```ts
 * import { MeanAbsolutePercentageError } from '@gradlab/metrics';
 *
 * const error = new MeanAbsolutePercentageError();
 * error.update({ labels: [10, -20], predictions: [11, -15] });
 * console.log(error.compute()); // 0.175
 * ```
 */
export class MeanAbsolutePercentageError extends ErrorMetric {
  constructor() {
    super('meanAbsolutePercentageError');
  }

  /** At least 0; NaN before the first value. */
  compute(): number {
    return this.state.mean.value();
  }

  protected take(mean: MeanSums, truth: number, predicted: number, weight: number): void {
    mean.add(Math.abs(truth - predicted) / Math.max(Math.abs(truth), Number.EPSILON), weight);
  }

  protected get stateKey(): string {
    return 'percentageError';
  }
}
