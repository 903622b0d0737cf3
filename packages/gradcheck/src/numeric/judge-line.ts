import type { Line } from './line.ts';
import { offsetsOf, type Scheme, type Slope, slopeFrom } from './schemes.ts';

/** What a comparison along one line came to. */
export interface Judgement {
  readonly verdict: 'ok' | 'wrong' | 'kink';
  /** The difference quotient that decided it; for a kink the last one. */
  readonly numeric: number;
  /** |analytic − numeric|; 0 for a kink, where there is nothing to agree with. */
  readonly error: number;
}

/** A slope to be judged, and by what. */
export interface Claim {
  readonly line: Line;
  /** f(x). */
  readonly base: number;
  /** The slope that TensorFlow.js gives. */
  readonly analytic: number;
  readonly scheme: Scheme;
  readonly epsilon: number;
  /** Standard deviation of the rounding of f. */
  readonly noise: number;
  /** How far from a numeric slope the analytic one may be, rounding aside. */
  readonly allowed: (numeric: number) => number;
}

/** Where the estimates at one step stand. */
interface Estimate extends Slope {
  /** How much the slopes on the two sides differ. */
  readonly gap: number;
  /** What rounding alone may do to the slope. */
  readonly floor: number;
  /** Whether the two sides agree, so that there is a slope at all. */
  readonly smooth: boolean;
}

/** Each further look is this much closer. */
const SHRINK = 8;
const LOOKS = 9;

/** A quotient of noise is √2·σ/2ε; the largest of a million such is about five times that, and σ is an estimate itself. */
const NOISE_FACTOR = 8;

/**
 * Compares a slope with difference quotients. Where they disagree, or the one-sided ones disagree with each other, smaller steps
 * tell why: at a kink the sides keep their difference however small the step; a kink at some distance is left behind; what curvature
 * does fades as ε; and a wrong gradient stays as wrong as it was.
 */
export function judgeLine(claim: Claim): Judgement {
  const looks: Estimate[] = [];
  let last: Estimate | undefined;
  let disagreement: number | undefined;
  for (let look = 0; look < LOOKS; look++) {
    const estimate = look === 0 ? firstEstimate(claim) : centralEstimate(claim, claim.epsilon / SHRINK ** look);
    if (estimate === undefined) continue;
    last = estimate;
    // A forward difference has one side: there is no gap that could be compared with a later one.
    if (look > 0 || claim.scheme !== 'forward') looks.push(estimate);
    const error = Math.abs(estimate.value - claim.analytic);
    if (estimate.smooth && error <= tolerance(claim, estimate))
      return { verdict: 'ok', numeric: estimate.value, error };
    if (estimate.smooth) {
      // The slope that disagreed does so still: what it was not, is the error of the formula.
      if (disagreement !== undefined && Math.abs(estimate.value - disagreement) <= error / 4) break;
      disagreement = estimate.value;
    }
    if (estimate.floor * SHRINK > Math.max(estimate.gap, error) / 4) break;
  }
  return last === undefined ? { verdict: 'kink', numeric: Number.NaN, error: 0 } : settle(claim, last, looks);
}

function settle(claim: Claim, last: Estimate, looks: readonly Estimate[]): Judgement {
  const error = Math.abs(last.value - claim.analytic);
  if (looks.length > 1 && (staysApart(last, looks) || jumps(last, looks))) {
    return { verdict: 'kink', numeric: last.value, error: 0 };
  }
  // Too near to the noise to look closer: half the gap is what a kink could do to a central difference.
  const doubt = last.smooth ? 0 : last.gap / 2;
  const verdict = error <= tolerance(claim, last) + doubt ? 'ok' : 'wrong';
  return { verdict, numeric: last.value, error };
}

/** Whether the two sides differ as much as they did from afar. */
function staysApart(last: Estimate, [first = last]: readonly Estimate[]): boolean {
  return !last.smooth && last.gap > first.gap / 4;
}

/** Whether the slope grows as 1/ε, as it does across a jump. */
function jumps(last: Estimate, looks: readonly Estimate[]): boolean {
  const [first = last] = looks;
  const growth = SHRINK ** (looks.length - 1);
  return Math.abs(last.value) > Math.max((Math.abs(first.value) * growth) / 4, 4 * last.floor);
}

function tolerance({ allowed }: Claim, { value, error, floor }: Estimate): number {
  return allowed(value) + error + floor;
}

/** By the scheme asked for; undefined where f is not finite. */
function firstEstimate(claim: Claim): Estimate | undefined {
  if (claim.scheme === 'central') return centralEstimate(claim, claim.epsilon);
  const samples = offsetsOf(claim.scheme, claim.epsilon).map((offset) => claim.line.at(offset));
  const slope = slopeFrom(claim.scheme, claim.base, samples);
  if (claim.scheme === 'forward') return withFloor(claim, slope, 0, Math.abs(samples[0]?.offset ?? claim.epsilon));
  // Differences that are even about x cannot show that the sides differ.
  const sides = centralEstimate(claim, SIDES_EPSILON);
  return sides?.smooth === true && Number.isFinite(slope.value) ? { ...sides, ...slope } : sides;
}

/** Where the sides are compared when the scheme's own steps are large. */
const SIDES_EPSILON = 2 ** -20;

function centralEstimate(claim: Claim, epsilon: number): Estimate | undefined {
  const [upper, lower] = [claim.line.at(epsilon), claim.line.at(-epsilon)];
  const right = (upper.value - claim.base) / upper.offset;
  const left = (lower.value - claim.base) / lower.offset;
  const slope = slopeFrom('central', claim.base, [upper, lower]);
  return withFloor(claim, slope, Math.abs(right - left), upper.offset, Math.max(Math.abs(right), Math.abs(left)));
}

function withFloor(claim: Claim, slope: Slope, gap: number, step: number, steepest = 0): Estimate | undefined {
  if (!Number.isFinite(slope.value) || !Number.isFinite(gap)) return undefined;
  const floor = (NOISE_FACTOR * claim.noise) / step;
  return { ...slope, gap, floor, smooth: gap <= claim.allowed(steepest) + 2 * floor };
}
