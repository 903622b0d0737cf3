/** Values of metrics by name. */
export type MetricValues = Readonly<Record<string, unknown>>;

/** What one epoch gave. Plain data. */
export interface EpochRecord {
  /** From 1. */
  readonly epoch: number;
  /** Number of updates made in it. */
  readonly steps: number;
  /** Number of examples seen in it. */
  readonly examples: number;
  /** Wall time of its training part, in seconds. The only value that the same seed does not repeat. */
  readonly seconds: number;
  /** Mean loss over its batches as they were trained on, weighted by size, without the penalty. */
  readonly loss: number;
  /** The learning rate of its last update, if the optimiser tells one. */
  readonly learningRate?: number;
  /** Metrics of the training batches as they were trained on. */
  readonly metrics: MetricValues;
  /** After the epoch, for each evaluation set by name: its metrics. */
  readonly evaluations: Readonly<Record<string, MetricValues>>;
}

/** The course of a training. Plain data. */
export interface History {
  readonly epochs: readonly EpochRecord[];
  /** The epoch whose weights the model has now, where the best were kept; otherwise the last. */
  readonly keptEpoch: number;
  /** True where it was stopped early; absent otherwise. */
  readonly stoppedEarly?: boolean;
}
