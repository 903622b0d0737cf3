import { foldIn, permutation } from '@gradlab/random';
import { judgeLine } from '../numeric/judge-line.ts';
import { elementLine } from '../numeric/line.ts';
import type { Comparison, Tally } from './comparison.ts';

/** Compares one element. Yields nothing: it is a few evaluations. */
export function checkElement(comparison: Comparison, tally: Tally, index: number): 'ok' | 'wrong' | 'kink' {
  const { f, input, base, noise, largest } = comparison;
  const { scheme, epsilon, rtol, atol } = comparison.settings;
  const analytic = comparison.analytic[index] as number;
  const { verdict, numeric, error } = judgeLine({
    line: elementLine(f, input, index),
    base,
    analytic,
    scheme,
    epsilon,
    noise,
    allowed: (slope) => rtol * Math.abs(slope) + atol * largest,
  });
  if (verdict === 'kink') tally.kinks.add(index);
  else tally.addElement({ index, analytic, numeric, absError: error }, verdict === 'wrong');
  return verdict;
}

/** The elements that the settings ask for: all, or some at random. */
function chosenElements({ analytic, settings, input }: Comparison): ArrayLike<number> {
  if (analytic.length <= settings.elements) return Array.from(analytic, (_, i) => i);
  return permutation(foldIn(foldIn(settings.seed, 'elements'), input), analytic.length).subarray(0, settings.elements);
}

/** Compares element by element; yields after each. */
export function* checkElements(comparison: Comparison, tally: Tally): Generator<void> {
  for (const index of Array.from(chosenElements(comparison))) {
    checkElement(comparison, tally, index);
    tally.compared++;
    yield;
  }
}
