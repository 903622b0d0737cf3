export { Accuracy } from './accuracy.ts';
export { ConfusionMatrix, type ConfusionMatrixOptions } from './confusion-matrix.ts';
export { LogLoss, type LogLossOptions } from './log-loss.ts';
export { Mean, type MeanBatch } from './mean.ts';
export type { Metric, MetricBatch } from './metric.ts';
export type { NumericArray, NumericInput } from './numeric-input.ts';
