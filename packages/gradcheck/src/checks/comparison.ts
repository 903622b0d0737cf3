import type { DoubleFunction } from '../problem/double-function.ts';
import type { Settings } from './settings.ts';

/** One input under comparison. */
export interface Comparison {
  readonly f: DoubleFunction;
  readonly settings: Settings;
  /** Position among the differentiable inputs. */
  readonly input: number;
  /** The gradient that TensorFlow.js gives, row-major. */
  readonly analytic: Float64Array;
  /** Largest |analytic|. */
  readonly largest: number;
  /** f(x). */
  readonly base: number;
  /** Standard deviation of the rounding of f. */
  readonly noise: number;
  /** Whether that is far more than the rounding of doubles. */
  readonly isCoarse: boolean;
}

/** One element where a difference quotient was taken. */
export interface ElementComparison {
  /** Row-major position. */
  readonly index: number;
  readonly analytic: number;
  readonly numeric: number;
  /** |analytic − numeric|. */
  readonly absError: number;
}

/** What the comparisons of one input came to. */
export class Tally {
  /** Difference quotients by element; NaN where none was taken or the element is at a kink. */
  readonly numeric: Float64Array;
  /** Elements or directions that were compared. */
  compared = 0;
  /** Elements at which f has no derivative; one of each part of a direction that was not searched to the end. */
  readonly kinks: Set<number> = new Set();
  maxAbsError = 0;
  /** The element with the largest error; of a wrong gradient, among the wrong ones. */
  worst: ElementComparison | null = null;
  wrong = 0;

  constructor(size: number) {
    this.numeric = new Float64Array(size).fill(Number.NaN);
  }

  /** Counts an error of a comparison that is right as a whole. */
  addError(error: number): void {
    this.maxAbsError = Math.max(this.maxAbsError, error);
  }

  addElement(comparison: ElementComparison, isWrong: boolean): void {
    this.numeric[comparison.index] = comparison.numeric;
    const firstWrong = isWrong && this.wrong === 0;
    if (isWrong) this.wrong++;
    // Once one is wrong, the right ones no longer count.
    const counts = isWrong === this.wrong > 0;
    if (firstWrong || (counts && comparison.absError >= (this.worst?.absError ?? 0))) this.worst = comparison;
    this.addError(comparison.absError);
  }
}
