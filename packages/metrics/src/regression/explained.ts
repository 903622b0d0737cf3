import { weightAt } from '../input/example-weights.ts';
import { readValueBatch } from '../input/value-batch.ts';
import type { MetricBatch } from '../metric.ts';
import { ExactSum } from '../state/exact-sum.ts';
import { crossMoment } from '../state/moments.ts';
import { StreamingMetric } from '../state/streaming-metric.ts';

interface Sums {
  readonly [key: string]: ExactSum;
  readonly count: ExactSum;
  readonly weight: ExactSum;
  readonly truth: ExactSum;
  readonly truthSquares: ExactSum;
  readonly error: ExactSum;
  readonly errorSquares: ExactSum;
}

/** How much of the truth's spread the predictions leave. */
abstract class ExplainedMetric extends StreamingMetric<number, MetricBatch, Sums> {
  protected constructor(kind: string) {
    super(
      kind,
      {},
      {
        count: new ExactSum(),
        weight: new ExactSum(),
        truth: new ExactSum(),
        truthSquares: new ExactSum(),
        error: new ExactSum(),
        errorSquares: new ExactSum(),
      },
    );
  }

  protected get stateKey(): string {
    return 'explained';
  }

  protected prepare(batch: MetricBatch): () => void {
    const { size, truth, predicted, weights } = readValueBatch(this.kind, batch);
    return () => {
      for (let i = 0; i < size; i++) this.#add(truth[i] as number, predicted[i] as number, weightAt(weights, i));
    };
  }

  #add(truth: number, predicted: number, weight: number): void {
    if (weight === 0) return;
    const { state } = this;
    const error = truth - predicted;
    state.count.add(1);
    state.weight.add(weight);
    state.truth.addProduct(weight, truth);
    state.truthSquares.addWeightedProduct(weight, truth, truth);
    state.error.addProduct(weight, error);
    state.errorSquares.addWeightedProduct(weight, error, error);
  }

  /** (Σw)² times the variance of the truth. */
  protected truthSpread(): number {
    const { weight, truthSquares, truth } = this.state;
    return crossMoment(weight, truthSquares, truth, truth);
  }
}

/** 1 − left / spread; where there is no spread, 1 if nothing is left and 0 if something is, as scikit-learn has it. */
function explained(left: number, spread: number): number {
  if (spread === 0) return left === 0 ? 1 : Number.isNaN(left) ? left : 0;
  return 1 - left / spread;
}

/**
 * Coefficient of determination, R² = 1 − Σ wᵢ(yᵢ − ŷᵢ)² / Σ wᵢ(yᵢ − ȳ)².
 *
 * At most 1; 0 is what the mean achieves. Where all true values are equal: 1 if the predictions are right, else 0. NaN for fewer
 * than two values. All values count alike: for a network with several outputs use one metric for each.
 *
 * @example
 * ```ts
 * import { R2 } from '@gradlab/metrics';
 *
 * const r2 = new R2();
 * r2.update({ labels: [1, 2, 3], predictions: [1, 2, 4] });
 * console.log(r2.compute()); // 0.5
 * ```
 */
export class R2 extends ExplainedMetric {
  constructor() {
    super('r2');
  }

  /** At most 1; NaN for fewer than two values. */
  compute(): number {
    const { weight, errorSquares, count } = this.state;
    if (count.value() < 2) return Number.NaN;
    const left = new ExactSum();
    left.addProductOfSums(1, weight, errorSquares);
    return explained(left.value(), this.truthSpread());
  }
}

/**
 * Explained variance, 1 − Var(y − ŷ) / Var(y): like R², but forgiving an error that is the same everywhere.
 *
 * At most 1. Where all true values are equal: 1 if the errors are, too, else 0. NaN before the first value.
 *
 * @example
 * ```ts
 * import { ExplainedVariance } from '@gradlab/metrics';
 *
 * const explained = new ExplainedVariance();
 * explained.update({ labels: [1, 2, 3], predictions: [11, 12, 13] });
 * console.log(explained.compute()); // 1
 * ```
 */
export class ExplainedVariance extends ExplainedMetric {
  constructor() {
    super('explainedVariance');
  }

  /** At most 1; NaN before the first value. */
  compute(): number {
    const { weight, errorSquares, error, count } = this.state;
    if (count.value() < 1) return Number.NaN;
    return explained(crossMoment(weight, errorSquares, error, error), this.truthSpread());
  }
}
