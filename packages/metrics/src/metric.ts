import type { NumericInput } from './input/numeric-input.ts';
import type { Json } from './state/json.ts';

/** One batch: what was true and what a model said. */
export interface MetricBatch {
  /** Class indices, `[batch]`, integers ≥ 0; for regression the true values, of any shape. */
  readonly labels: NumericInput;
  /** Class indices `[batch]`, or a score for each class `[batch, classes]`; for regression values, shaped like the labels. */
  readonly predictions: NumericInput;
  /** Of each example, `[batch]`, finite and ≥ 0; default 1. An example of weight 0 is left out, whatever it holds. */
  readonly weights?: NumericInput;
}

/** A metric as plain data: its kind, how it was made, and all that it took in. `JSON.stringify` loses no bit of it. */
export interface MetricJson {
  /** The class' name with a small first letter, `'accuracy'`. */
  readonly metric: string;
  /** Of this format: 1. */
  readonly version: number;
  readonly options: { readonly [key: string]: Json };
  readonly state: { readonly [key: string]: Json };
}

/** What every metric can do. `compute` may be called at any time, and changes nothing. */
export interface Metric<R, B = MetricBatch> {
  /** Takes in a batch. A batch that is refused leaves the metric as it was. */
  update(batch: B): void;
  /** The result over all that was taken in since the start or the last `reset`. */
  compute(): R;
  /** Forgets all. */
  reset(): void;
  /** Takes in all that `other`, of the same kind and options, took in; `other` stays as it is. */
  merge(other: this): void;
  /** A metric of the same kind, options and state that shares nothing with this one. */
  clone(): this;
  /** The metric as plain data, for a checkpoint or for another process. */
  toJSON(): MetricJson;
}
