export type { KeepBest } from './best-weights.ts';
export type { Callback, StepRecord } from './callbacks.ts';
export type { Batch, Loss, Metric, Predictor, Targets, Trainable } from './contracts.ts';
export { TrainingError, type TrainingErrorCode } from './errors.ts';
export { evaluate } from './evaluate.ts';
export { fit } from './fit.ts';
export type { Evaluation, FitOptions, GradientTransform } from './fit-options.ts';
export { type LossAndGradients, lossAndGradients } from './gradients.ts';
export type { EpochRecord, History, MetricValues } from './history.ts';
export { softmaxCrossEntropy } from './losses.ts';
export { type Optimizer, sgd } from './optimizer.ts';
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
