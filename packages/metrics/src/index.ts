export { Accuracy } from './classification/accuracy.ts';
export { CohenKappa, type CohenKappaOptions, MatthewsCorrelation } from './classification/agreement.ts';
export { BalancedAccuracy, type BalancedAccuracyOptions } from './classification/balanced-accuracy.ts';
export type { Averaged, ClassAverage, ClassAverageOptions } from './classification/class-average.ts';
export { ConfusionMatrix, type ConfusionMatrixOptions, type Normalization } from './classification/confusion-matrix.ts';
export { IntersectionOverUnion } from './classification/intersection-over-union.ts';
export type { MatrixMetricOptions } from './classification/matrix-metric.ts';
export { FBeta, type FBetaOptions, Precision, Recall } from './classification/precision-recall.ts';
export { TopKAccuracy, type TopKAccuracyOptions, type TopKTies } from './classification/top-k-accuracy.ts';
export {
  MetricCollection,
  type MetricRecord,
  type MetricResults,
} from './collection/metric-collection.ts';
export { metricFromJSON } from './collection/metric-from-json.ts';
export type { NumericArray, NumericInput } from './input/numeric-input.ts';
export type { ProbabilityOptions } from './input/probability-batch.ts';
export { type BootstrapInterval, type BootstrapOptions, bootstrapInterval } from './intervals/bootstrap.ts';
export { bootstrapMetric } from './intervals/bootstrap-metric.ts';
export {
  type DiscordantCounts,
  type McnemarOptions,
  type McnemarResult,
  mcnemarTest,
  mcnemarTestOfCounts,
  type PairedPredictions,
} from './intervals/mcnemar.ts';
export { normalCdf, normalQuantile } from './intervals/normal.ts';
export { Mean, type MeanBatch } from './means/mean.ts';
export type { Metric, MetricBatch, MetricJson } from './metric.ts';
export { BrierScore } from './probability/brier-score.ts';
export { ExpectedCalibrationError, MaximumCalibrationError, ReliabilityCurve } from './probability/calibration.ts';
export type { CalibrationBin, CalibrationOptions } from './probability/calibration-metric.ts';
export { LogLoss, type LogLossOptions } from './probability/log-loss.ts';
export { AveragePrecision } from './ranking/average-precision.ts';
export {
  type CurveOptions,
  PrecisionRecallCurve,
  type PrecisionRecallPoints,
  RocCurve,
  type RocCurveOptions,
  type RocPoints,
} from './ranking/curves.ts';
export type { OneVsRestAverage, OneVsRestOptions, OneVsRestResult } from './ranking/one-vs-rest.ts';
export { RocAuc } from './ranking/roc-auc.ts';
export { PearsonCorrelation, SpearmanCorrelation } from './regression/correlation.ts';
export {
  MeanAbsoluteError,
  MeanAbsolutePercentageError,
  MeanSquaredError,
  RootMeanSquaredError,
} from './regression/errors.ts';
export { ExplainedVariance, R2 } from './regression/explained.ts';
export type { Json } from './state/json.ts';
