export type { BackendComparison } from './checks/compare-backend.ts';
export type { GradcheckOptions, GradcheckProgress, Mode } from './checks/settings.ts';
export type { Cause, CauseKind } from './checks/suspected-cause.ts';
export {
  DEFAULT_EPSILONS,
  type EpsilonSweepOptions,
  type EpsilonSweepPoint,
  epsilonSweep,
} from './differences/epsilon-sweep.ts';
export {
  type FiniteDifference,
  type FiniteDifferenceOptions,
  finiteDifference,
} from './differences/finite-difference.ts';
export type { Step } from './differences/slopes.ts';
export type { Precision, ScalarFunction } from './differences/subject.ts';
export { type Float64Gradient, float64Gradients } from './float64-gradients.ts';
export { assertGradients, type GradcheckFunction, gradcheck } from './gradcheck.ts';
export { GradcheckError, type GradcheckErrorCode } from './gradcheck-error.ts';
export { type CheckableModel, type GradcheckModelOptions, gradcheckModel, type ModelBatch } from './gradcheck-model.ts';
export type { Scheme } from './numeric/schemes.ts';
export type { Gradable } from './problem/gradable.ts';
export type { Outputs } from './problem/problem.ts';
export type { ElementReport, GradcheckReport, InputReport, ReportData, Verdict } from './report/report.ts';
