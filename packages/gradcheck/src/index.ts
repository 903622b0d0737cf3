export type { Scheme, Step } from './difference.ts';
export {
  DEFAULT_EPSILONS,
  type EpsilonSweepOptions,
  type EpsilonSweepPoint,
  epsilonSweep,
} from './epsilon-sweep.ts';
export { type FiniteDifference, type FiniteDifferenceOptions, finiteDifference } from './finite-difference.ts';
export { GradcheckError, type GradcheckErrorCode } from './gradcheck-error.ts';
export type { ScalarFunction } from './scalar-function.ts';
