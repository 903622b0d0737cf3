import type { NumericInput } from './numeric-input.ts';

/** One batch: what was true and what a model said. */
export interface MetricBatch {
  /** Class indices, `[batch]`, integers ≥ 0. */
  readonly labels: NumericInput;
  /** Class indices `[batch]`, or a score for each class `[batch, classes]`. */
  readonly predictions: NumericInput;
}

/** What every metric over labels and predictions can do. `compute` may be called at any time, and changes nothing. */
export interface Metric<R> {
  /** Takes in a batch. A batch that is refused leaves the metric as it was. */
  update(batch: MetricBatch): void;
  /** The result over all that was taken in since the start or the last `reset`. */
  compute(): R;
  /** Forgets all. */
  reset(): void;
}
