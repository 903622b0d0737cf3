import { foldIn, permutation, uniform } from '@gradlab/random';
import { type Judgement, judgeLine } from '../numeric/judge-line.ts';
import { directionLine, type Move } from '../numeric/line.ts';
import { offsetsOf, slopeFrom } from '../numeric/schemes.ts';
import { checkElement } from './check-elements.ts';
import type { Comparison, Tally } from './comparison.ts';

/** How many parts of a direction are judged in search of its kinks, before the rest counts as one. */
const MAX_PARTS = 48;

/** Elements looked at besides the one that was found, to tell what kind of mistake it is. */
const SAMPLE = 24;

/**
 * Compares slopes along random directions d with Σ dᵢ·gᵢ, each dᵢ being ±1: a mistake in any element shows, for the price of two
 * evaluations. Where they disagree, halving the direction leads to the element. Yields after each direction.
 */
export function* checkDirections(comparison: Comparison, tally: Tally): Generator<void> {
  const { settings, input, analytic } = comparison;
  const parts = { left: MAX_PARTS };
  for (let d = 0; d < settings.directions && analytic.length > 0; d++) {
    const signs = uniform(foldIn(foldIn(foldIn(settings.seed, 'directions'), input), d), analytic.length);
    const moves = Array.from(signs, (u, element): Move => ({ input, element, sign: u < 0.5 ? 1 : -1 }));
    checkPart(comparison, tally, moves, parts);
    tally.compared++;
    yield;
    if (tally.wrong > 0) return yield* sampleElements(comparison, tally);
  }
}

function checkPart(comparison: Comparison, tally: Tally, moves: readonly Move[], parts: { left: number }): void {
  const [first] = moves;
  if (first === undefined) return;
  if (moves.length === 1) {
    checkElement(comparison, tally, first.element);
    return;
  }
  const judgement = judgeDirection(comparison, moves);
  if (judgement.verdict === 'ok') {
    tally.addError(judgement.error);
  } else if (judgement.verdict === 'wrong') {
    checkElement(comparison, tally, locate(comparison, moves));
  } else if (parts.left <= 0) {
    tally.kinks.add(first.element);
  } else {
    parts.left -= 2;
    for (const half of halves(moves)) checkPart(comparison, tally, half, parts);
  }
}

function halves<T>(list: readonly T[]): readonly [readonly T[], readonly T[]] {
  const middle = list.length >> 1;
  return [list.slice(0, middle), list.slice(middle)];
}

function analyticSlope({ analytic }: Comparison, moves: readonly Move[]): number {
  return moves.reduce((sum, { element, sign }) => sum + sign * (analytic[element] as number), 0);
}

/**
 * Doubles agree to far better than the tolerance of an element, so a direction is held to a hundredth of it: among many right elements
 * one wrong one still stands out. Whether it is wrong is decided by its own tolerance.
 */
function judgeDirection(comparison: Comparison, moves: readonly Move[]): Judgement {
  const { f, base, noise, largest, settings } = comparison;
  const { scheme, epsilon, rtol, atol } = settings;
  return judgeLine({
    line: directionLine(f, moves),
    base,
    analytic: analyticSlope(comparison, moves),
    scheme,
    epsilon,
    noise,
    allowed: (slope) => 0.01 * rtol * Math.abs(slope) + atol * largest * Math.sqrt(moves.length),
  });
}

/** The element where most of a disagreement is: of two halves, the one that disagrees more has it. */
function locate(comparison: Comparison, moves: readonly Move[]): number {
  let suspects = moves;
  let disagreement = residual(comparison, suspects);
  while (suspects.length > 1) {
    const [first, second] = halves(suspects);
    const ofFirst = residual(comparison, first);
    const ofSecond = disagreement - ofFirst;
    const firstIsWorse = Math.abs(ofFirst) >= Math.abs(ofSecond);
    suspects = firstIsWorse ? first : second;
    disagreement = firstIsWorse ? ofFirst : ofSecond;
  }
  return suspects[0]?.element ?? 0;
}

function residual(comparison: Comparison, moves: readonly Move[]): number {
  const line = directionLine(comparison.f, moves);
  const samples = offsetsOf('central', comparison.settings.epsilon).map((offset) => line.at(offset));
  return slopeFrom('central', comparison.base, samples).value - analyticSlope(comparison, moves);
}

function* sampleElements(comparison: Comparison, tally: Tally): Generator<void> {
  const { settings, input, analytic } = comparison;
  const order = permutation(foldIn(foldIn(settings.seed, 'sample'), input), analytic.length).subarray(0, SAMPLE);
  for (const index of order) {
    if (Number.isNaN(tally.numeric[index])) checkElement(comparison, tally, index);
    yield;
  }
}
