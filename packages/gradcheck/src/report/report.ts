import type { BackendComparison } from '../checks/compare-backend.ts';
import type { ElementComparison } from '../checks/comparison.ts';
import type { Mode } from '../checks/settings.ts';
import type { Cause } from '../checks/suspected-cause.ts';
import type { Scheme } from '../numeric/schemes.ts';
import { formatReport } from './format-report.ts';

/**
 * What a check of one input, or of all, came to. From the least grave to the gravest: `ok`; `kink` (f has no derivative at some
 * element compared, where the slopes on its two sides differ; the others are right: no failure); `noisy` (f is computed so coarsely
 * that differences tell nothing); `not-connected` (nothing connects the input to the result); `wrong`; `nan` (f or a gradient is NaN
 * or infinite); `not-deterministic` (two runs on the same input differed).
 */
export type Verdict = 'ok' | 'kink' | 'noisy' | 'not-connected' | 'wrong' | 'nan' | 'not-deterministic';

const GRAVITY: readonly Verdict[] = ['ok', 'kink', 'noisy', 'not-connected', 'wrong', 'nan', 'not-deterministic'];

/** The gravest of several verdicts. */
export function gravest(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce(
    (worst, verdict) => (GRAVITY.indexOf(verdict) > GRAVITY.indexOf(worst) ? verdict : worst),
    'ok',
  );
}

/** Whether a verdict is no failure. */
export function passes(verdict: Verdict): boolean {
  return verdict === 'ok' || verdict === 'kink';
}

/** One element of an input: its gradient, and the slope that difference quotients give. */
export interface ElementReport extends ElementComparison {
  /** Coordinates of the element. */
  readonly coordinates: readonly number[];
  /** |analytic − numeric| / max(|analytic|, |numeric|); 0 where both are 0. */
  readonly relativeError: number;
}

/** The check of one input. */
export interface InputReport {
  /** `inputs[0]`, or the name of a model's parameter. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly verdict: Verdict;
  /** Elements (full mode) or directions (fast mode) that were compared. */
  readonly compared: number;
  /** Elements found at a kink. In fast mode there may be more: the search for them is bounded. */
  readonly kinks: number;
  /** Elements found wrong. */
  readonly wrong: number;
  /** Largest |gradient|. */
  readonly largest: number;
  /** Largest |analytic − numeric| of the comparisons, in float64. */
  readonly maxAbsError: number;
  /** The element with the largest error, where elements were compared. */
  readonly worst: ElementReport | null;
  /** What the mistake looks like, where it looks like something. */
  readonly cause: Cause | null;
  /** A sentence about a verdict that needs one. */
  readonly message: string | null;
  /** The gradient of the backend against the float64 one. */
  readonly backend: BackendComparison | null;
}

/** All that a report says, as plain data. */
export interface ReportData {
  readonly ok: boolean;
  readonly verdict: Verdict;
  readonly order: 1 | 2;
  readonly mode: Mode;
  readonly scheme: Scheme;
  readonly epsilon: number;
  /** Largest |analytic − numeric| over all inputs, in float64. */
  readonly maxAbsError: number;
  /** The worst element of all, with the input's name. */
  readonly worst: (ElementReport & { readonly input: string }) | null;
  readonly inputs: readonly InputReport[];
  /** Name of the user's backend, and its values of f against the float64 ones; null where it was not compared. */
  readonly backend: { readonly name: string; readonly outputs: BackendComparison } | null;
  /** A sentence about what went wrong with f as a whole. */
  readonly message: string | null;
  /** Evaluations of f in float64; one with its gradient counts as one. */
  readonly evaluations: number;
}

/** What {@link gradcheck} found. `String(report)` is a table for people; `JSON.stringify(report)` has all of it (NaN as null). */
export interface GradcheckReport extends ReportData {
  toString(): string;
}

/** Gives plain data its table. */
export function makeReport(data: ReportData): GradcheckReport {
  return Object.defineProperty({ ...data }, 'toString', { value: () => formatReport(data), enumerable: false });
}
