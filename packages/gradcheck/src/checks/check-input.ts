import { randomDirection } from '../numeric/direction.ts';
import { type Judgement, judgeLine } from '../numeric/judge-line.ts';
import { directionLine } from '../numeric/line.ts';
import { stepScale } from '../numeric/step-scale.ts';
import { type ElementReport, gravest, type InputReport, type Verdict } from '../report/report.ts';
import { checkDirections } from './check-directions.ts';
import { checkElements } from './check-elements.ts';
import type { BackendComparison } from './compare-backend.ts';
import { type Comparison, type ElementComparison, Tally } from './comparison.ts';
import { type Cause, suspectCause } from './suspected-cause.ts';

/** What is known of an input before its elements are compared. */
export interface InputFacts {
  readonly name: string;
  readonly shape: readonly number[];
  /** What is wrong with how it takes the upstream gradient. */
  readonly upstreamCause: Cause | null;
}

/** A report in which nothing was compared. */
export function uncheckedInput(
  facts: Pick<InputFacts, 'name' | 'shape'>,
  verdict: Verdict,
  message: string | null,
): InputReport {
  const { name, shape } = facts;
  const nothing = {
    compared: 0,
    kinks: 0,
    wrong: 0,
    largest: 0,
    maxAbsError: 0,
    worst: null,
    cause: null,
    backend: null,
  };
  return { name, shape, verdict, message, ...nothing };
}

/** Compares one input; yields after each comparison. */
export function* checkInput(facts: InputFacts, comparison: Comparison): Generator<void, InputReport> {
  const { analytic, settings, largest } = comparison;
  const bad = analytic.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    const where = coordinatesOf(bad, facts.shape).join();
    return { ...uncheckedInput(facts, 'nan', `its gradient is ${analytic[bad]} at [${where}]`), largest: Number.NaN };
  }
  const tally = new Tally(analytic.length);
  yield* settings.mode === 'full' ? checkElements(comparison, tally) : checkDirections(comparison, tally);
  const guess = tally.wrong > 0 ? suspectCause(facts.shape, analytic, tally.numeric) : null;
  const cause = facts.upstreamCause ?? guess;
  return {
    name: facts.name,
    shape: facts.shape,
    verdict: verdictOf(tally, comparison, cause),
    compared: tally.compared,
    kinks: tally.kinks.size,
    wrong: tally.wrong,
    largest,
    maxAbsError: tally.maxAbsError,
    worst: tally.worst === null ? null : describeElement(tally.worst, facts.shape),
    cause,
    message: drowns(comparison) ? COARSE : null,
    backend: null,
  };
}

const COARSE =
  'f is computed so coarsely that differences of its values tell nothing: are values read (dataSync, arraySync) and used in float32?';

/** Whether rounding that is none of float64's could hide a wrong gradient. */
function drowns({ noise, isCoarse, largest, settings }: Comparison): boolean {
  return isCoarse && noise / settings.epsilon > settings.rtol * largest;
}

function verdictOf(tally: Tally, comparison: Comparison, cause: Cause | null): Verdict {
  if (tally.wrong > 0 || cause !== null) return 'wrong';
  if (drowns(comparison)) return 'noisy';
  return tally.kinks.size > 0 ? 'kink' : 'ok';
}

/** An input that no gradient reaches, which is right if the gradient is zero. Yields after each comparison. */
export function* checkAbsent(facts: InputFacts, comparison: Comparison): Generator<void, InputReport> {
  const report = yield* checkInput(facts, comparison);
  // Not every element may have been compared.
  const isZero = report.wrong === 0 && judgeAsZero(comparison) !== 'wrong';
  return isZero ? report : checkUnconnected(facts, comparison);
}

/** An input that no gradient reaches: does f depend on it all the same? */
export function checkUnconnected(facts: InputFacts, comparison: Comparison): InputReport {
  const { settings } = comparison;
  const reason = 'no gradient flows to it from the result of f';
  if (judgeAsZero(comparison) === 'ok')
    return uncheckedInput(facts, 'not-connected', `${reason}, which does not depend on it`);
  const advice =
    settings.order === 1
      ? 'are its values read (dataSync) and made a tensor anew?'
      : 'gradients of TensorFlow.js that work on a saved result, as those of tanh, sigmoid and softmax do, cannot be differentiated again';
  return uncheckedInput(facts, 'not-connected', `${reason}, which depends on it all the same: ${advice}`);
}

/** Whether the slope along all elements at once is zero. */
function judgeAsZero({ f, input, base, noise, settings }: Comparison): Judgement['verdict'] {
  // At random, since the same step for all would not move a softmax.
  const everything = randomDirection(input, f.values[input] as Float64Array, settings.seed, stepScale);
  const line = directionLine(f, [everything]);
  const { epsilon } = settings;
  return judgeLine({ line, base, analytic: 0, scheme: 'central', epsilon, noise, allowed: () => 0 }).verdict;
}

/** Adds what the backend's own gradient came to. */
export function withBackend(report: InputReport, backend: BackendComparison | null): InputReport {
  if (backend === null) return report;
  return { ...report, backend, verdict: gravest([report.verdict, backendVerdict(backend)]) };
}

/** What a comparison with the backend counts as. */
export function backendVerdict({ verdict }: BackendComparison): Verdict {
  if (verdict === 'not-finite') return 'nan';
  return verdict === 'failed' ? 'wrong' : verdict;
}

function describeElement(comparison: ElementComparison, shape: readonly number[]): ElementReport {
  const { index, analytic, numeric, absError } = comparison;
  const scale = Math.max(Math.abs(analytic), Math.abs(numeric));
  return { ...comparison, coordinates: coordinatesOf(index, shape), relativeError: scale === 0 ? 0 : absError / scale };
}

function coordinatesOf(index: number, shape: readonly number[]): readonly number[] {
  let rest = index;
  const coordinates = shape.map(() => 0);
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    coordinates[axis] = rest % (shape[axis] ?? 1);
    rest = Math.floor(rest / (shape[axis] ?? 1));
  }
  return coordinates;
}
