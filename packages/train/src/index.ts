export type { CheckpointOptions, CheckpointStore, Snapshot, SnapshotInfo } from './checkpoint/snapshot.ts';
export type { ApplyOptions, Batch, Loss, Metric, Predictions, Predictor, Targets, Trainable } from './contracts.ts';
export { TrainingError, type TrainingErrorCode, type TrainingPlace } from './errors.ts';
export { type ClassifiedExample, classifyExamples } from './evaluate/classify-examples.ts';
export { evaluate } from './evaluate/evaluate.ts';
export { exampleLosses } from './evaluate/example-losses.ts';
export { LossMetric, type LossMetricState } from './evaluate/loss-metric.ts';
export { predict } from './evaluate/predict.ts';
export type { KeepBest } from './fit/best-weights.ts';
export type { Callback, StepRecord, TrainBegin } from './fit/callbacks.ts';
export type { Clipping } from './fit/clip-gradients.ts';
export type { EarlyStopping } from './fit/early-stopping.ts';
export { fit } from './fit/fit.ts';
export type { Evaluation, FitOptions, GradientTransform } from './fit/fit-options.ts';
export { type LossAndGradients, lossAndGradients } from './fit/gradients.ts';
export type { EpochRecord, History, MetricValues } from './fit/history.ts';
export type { ReduceOnPlateau } from './fit/learning-rate.ts';
export type { Averaging } from './fit/moving-average.ts';
export type { Penalty } from './fit/penalty.ts';
export type { Watched } from './fit/watched.ts';
export { type BinaryCrossEntropyOptions, binaryCrossEntropy } from './losses/binary-cross-entropy.ts';
export { type GaussianNllOptions, gaussianNll } from './losses/gaussian-nll.ts';
export { type HeadLoss, type Heads, headLosses, headMetric } from './losses/heads.ts';
export { type HuberOptions, huber } from './losses/huber.ts';
export { meanSquaredError } from './losses/mean-squared-error.ts';
export type { Reduced, Reduction } from './losses/reduction.ts';
export { type SoftmaxCrossEntropyOptions, softmaxCrossEntropy } from './losses/softmax-cross-entropy.ts';
export { type AdamOptions, type AdamWOptions, adam, adamW } from './optimizers/adam.ts';
export type { Optimizer, OptimizerState, StatefulOptimizer } from './optimizers/optimizer.ts';
export { type RmsPropOptions, rmsProp } from './optimizers/rms-prop.ts';
export { type SgdOptions, sgd } from './optimizers/sgd.ts';
export { constant } from './schedules/constant.ts';
export { type CosineOptions, type CosineRestartsOptions, cosine, cosineRestarts } from './schedules/cosine.ts';
export { exponential } from './schedules/exponential.ts';
export { type LinearOptions, linear } from './schedules/linear.ts';
export { type OneCycleOptions, oneCycle } from './schedules/one-cycle.ts';
export type { PlateauOptions } from './schedules/plateau.ts';
export { polynomial } from './schedules/polynomial.ts';
export type { Schedule } from './schedules/schedule.ts';
export { sequence } from './schedules/sequence.ts';
export { type StepOptions, step } from './schedules/step.ts';
export {
  type ChoiceDimension,
  type ConditionalDimension,
  choice,
  conditional,
  type Dimension,
  type IntegerDimension,
  integer,
  type Json,
  logUniform,
  type NumberDimension,
  type PlainDimension,
  uniform,
} from './search/dimension.ts';
export type { Direction, Evaluation as TrialEvaluation, Proposal, Report } from './search/evaluation.ts';
export { gridSearch, randomSearch } from './search/fixed-strategies.ts';
export type { GridPointCounts } from './search/grid-points.ts';
export { type Importance, importance } from './search/importance.ts';
export type { Executor, Job, Objective, ObjectiveModule, Outcome, TrialContext } from './search/objective.ts';
export type { HalvingOptions } from './search/rungs.ts';
export { type SearchOptions, search } from './search/search.ts';
export { SearchError, type SearchErrorCode } from './search/search-error.ts';
export type { SearchResult, Trial } from './search/search-result.ts';
export type { Constraint, Parameters, ParametersOf, SearchSpace } from './search/space.ts';
export type { Plan, Progress as SearchProgress, SearchProblem, Strategy } from './search/strategy.ts';
export { asha, successiveHalving } from './search/successive-halving.ts';
