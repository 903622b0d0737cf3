import { requireEqualShapes } from '@gradlab-internal/checks';
import { requireWeights } from '../input/example-weights.ts';
import { type NumericInput, readNumbers, type ShapedNumbers } from '../input/numeric-input.ts';
import { MeanSums } from '../state/mean-sums.ts';
import { StreamingMetric } from '../state/streaming-metric.ts';

export interface MeanBatch {
  /** A number, or numbers of any shape. */
  readonly values: number | NumericInput;
  /** At least 0: one for all values, or one for each; default 1. A value of weight 0 is left out, even if it is NaN. */
  readonly weights?: number | NumericInput;
}

/**
 * Weighted mean of values, Σ wᵢxᵢ / Σ wᵢ, for instance of the mean losses of batches with the batch sizes as weights.
 *
 * Both sums are exact until they are read, so neither order nor batching nor merging changes the result in any bit. NaN and
 * infinities carry through to the result.
 *
 * @example
 * ```ts
 * import { Mean } from '@gradlab/metrics';
 *
 * const loss = new Mean();
 * loss.update({ values: 0.5, weights: 64 });
 * loss.update({ values: 0.25, weights: 16 });
 * console.log(loss.compute()); // 0.45
 * ```
 */
export class Mean extends StreamingMetric<number, MeanBatch, { readonly mean: MeanSums }> {
  constructor() {
    super('mean', {}, { mean: new MeanSums() });
  }

  /** NaN while the weights sum to 0. */
  compute(): number {
    return this.state.mean.value();
  }

  protected prepare({ values, weights = 1 }: MeanBatch): () => void {
    const read = readScalarOrNumbers('values', values);
    const weighting = readScalarOrNumbers('weights', weights);
    const single = typeof weights === 'number';
    if (!single) requireEqualShapes('mean', ['values', 'weights'], read.shape, weighting.shape);
    requireWeights('mean', weighting.data);
    return () => {
      const { data } = read;
      for (let i = 0; i < data.length; i++) {
        this.state.mean.add(data[i] as number, weighting.data[single ? 0 : i] as number);
      }
    };
  }

  protected get stateKey(): string {
    return 'mean';
  }
}

function readScalarOrNumbers(name: string, input: number | NumericInput): ShapedNumbers {
  return typeof input === 'number' ? { data: [input], shape: [] } : readNumbers('mean', name, input);
}
