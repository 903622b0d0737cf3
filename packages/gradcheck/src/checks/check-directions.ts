import { foldIn, permutation } from '@gradlab/random';
import { type Direction, halvesOf, lengthOf, randomDirection, slopeAlong } from '../numeric/direction.ts';
import { type Judgement, judgeLine } from '../numeric/judge-line.ts';
import { directionLine } from '../numeric/line.ts';
import { offsetsOf, slopeFrom } from '../numeric/schemes.ts';
import { stepScale } from '../numeric/step-scale.ts';
import { checkElement } from './check-elements.ts';
import type { Comparison, Tally } from './comparison.ts';

/** How many parts of a direction are judged in search of its kinks, before the rest counts as one. */
const MAX_PARTS = 48;

/** Elements looked at besides the one that was found, to tell what kind of mistake it is. */
const SAMPLE = 24;

/**
 * Compares slopes along random directions d with Σ dᵢ·gᵢ, each dᵢ in ±[0.5, 1.5]: a mistake in any element shows, for the price of two
 * evaluations. Where they disagree, halving the direction leads to the element. Yields after each direction.
 */
export function* checkDirections(comparison: Comparison, tally: Tally): Generator<void> {
  const { f, settings, input, analytic } = comparison;
  const values = f.values[input] as Float64Array;
  const parts = { left: MAX_PARTS };
  for (let d = 0; d < settings.directions && analytic.length > 0; d++) {
    const seed = foldIn(foldIn(foldIn(settings.seed, 'directions'), input), d);
    checkPart(comparison, tally, randomDirection(input, values, seed, stepScale), parts);
    tally.compared++;
    yield;
    if (tally.wrong > 0) return yield* sampleElements(comparison, tally);
  }
}

function checkPart(comparison: Comparison, tally: Tally, part: Direction, parts: { left: number }): void {
  if (part.steps.length <= 1) {
    if (part.steps.length === 1) checkElement(comparison, tally, part.start);
    return;
  }
  const judgement = judgeDirection(comparison, part);
  if (judgement.verdict === 'ok') {
    tally.addError(judgement.error);
  } else if (judgement.verdict === 'wrong') {
    checkElement(comparison, tally, locate(comparison, part));
  } else if (parts.left <= 0) {
    tally.kinks.add(part.start);
  } else {
    parts.left -= 2;
    for (const half of halvesOf(part)) checkPart(comparison, tally, half, parts);
  }
}

/** What a direction is allowed relative to its slope and to the largest gradient, in units of what an element is. */
const STRICTNESS = { relative: 1e-4, absolute: 1e-2 };

/**
 * Doubles agree to far better than the tolerance of an element, so a direction is held to a small part of it: among many right elements
 * one wrong one still stands out. Whether it is wrong is decided by its own tolerance.
 */
function judgeDirection(comparison: Comparison, part: Direction): Judgement {
  const { f, base, noise, largest, analytic, settings } = comparison;
  const { scheme, epsilon, rtol, atol } = settings;
  return judgeLine({
    line: directionLine(f, [part]),
    base,
    analytic: slopeAlong(part, analytic),
    scheme,
    epsilon,
    noise,
    allowed: (slope) =>
      STRICTNESS.relative * rtol * Math.abs(slope) + STRICTNESS.absolute * atol * largest * lengthOf(part),
  });
}

/** The element where most of a disagreement is: of two halves, the one that disagrees more has it. */
function locate(comparison: Comparison, direction: Direction): number {
  let suspects = direction;
  let disagreement = residual(comparison, suspects);
  while (suspects.steps.length > 1) {
    const [first, second] = halvesOf(suspects);
    const ofFirst = residual(comparison, first);
    const ofSecond = disagreement - ofFirst;
    const firstIsWorse = Math.abs(ofFirst) >= Math.abs(ofSecond);
    suspects = firstIsWorse ? first : second;
    disagreement = firstIsWorse ? ofFirst : ofSecond;
  }
  return suspects.start;
}

function residual({ f, settings, base, analytic }: Comparison, part: Direction): number {
  const line = directionLine(f, [part]);
  const samples = offsetsOf('central', settings.epsilon).map((offset) => line.at(offset));
  return slopeFrom('central', base, samples).value - slopeAlong(part, analytic);
}

function* sampleElements(comparison: Comparison, tally: Tally): Generator<void> {
  const { settings, input, analytic } = comparison;
  const order = permutation(foldIn(foldIn(settings.seed, 'sample'), input), analytic.length).subarray(0, SAMPLE);
  for (const index of order) {
    if (Number.isNaN(tally.numeric[index])) checkElement(comparison, tally, index);
    yield;
  }
}
