import { requireEqualShapes, requireInteger, requireOneOf } from '@gradlab-internal/checks';
import { predictedClasses, readClassBatch } from '../input/class-batch.ts';
import type { NumericInput } from '../input/numeric-input.ts';
import { normalCdf } from './normal.ts';

/** Two models' predictions of the same examples. */
export interface PairedPredictions {
  /** Class indices, `[batch]`. */
  readonly labels: NumericInput;
  /** Of one model: class indices `[batch]`, or scores `[batch, classes]`. */
  readonly first: NumericInput;
  /** Of the other. */
  readonly second: NumericInput;
}

/** How many examples only one of the models got right. */
export interface DiscordantCounts {
  readonly onlyFirst: number;
  readonly onlySecond: number;
}

export interface McnemarOptions {
  /**
   * `'exact'`: two-sided binomial test; `'chiSquared'`: with continuity correction, an approximation for 25 or more discordant
   * examples. Default `'exact'`, which takes time in proportion to them.
   */
  readonly method?: 'exact' | 'chiSquared';
}

export interface McnemarResult extends DiscordantCounts {
  /** The smaller count (exact), or χ². */
  readonly statistic: number;
  /** Probability of a difference at least as large between two models that are wrong equally often. */
  readonly pValue: number;
}

/**
 * McNemar's test of whether two models are wrong equally often, from their predictions of the same examples.
 *
 * Only examples that one model gets right and the other wrong tell them apart. A row of scores with a NaN counts as wrong.
 *
 * @throws TypeError if an input is of the wrong kind; RangeError if shapes do not fit or a label is no class
 * @see McNemar: Note on the sampling error of the difference between correlated proportions or percentages. Psychometrika 12, 1947;
 * Dietterich: Approximate statistical tests for comparing supervised classification learning algorithms. Neural Computation 10, 1998.
 *
 * @example
 * ```ts
 * import { mcnemarTest } from '@gradlab/metrics';
 *
 * const labels = [0, 1, 0, 1, 0, 1];
 * const result = mcnemarTest({ labels, first: labels, second: [1, 0, 1, 0, 1, 1] });
 * console.log(result.onlyFirst, result.onlySecond, result.pValue); // 5 0 0.0625
 * ```
 */
export function mcnemarTest({ labels, first, second }: PairedPredictions, options: McnemarOptions = {}): McnemarResult {
  const one = rightOnes({ labels, predictions: first });
  const other = rightOnes({ labels, predictions: second });
  requireEqualShapes('mcnemarTest', ['first', 'second'], [one.length], [other.length]);
  const count = (here: readonly boolean[], there: readonly boolean[]): number =>
    here.filter((right, i) => right && !there[i]).length;
  return mcnemarTestOfCounts({ onlyFirst: count(one, other), onlySecond: count(other, one) }, options);
}

function rightOnes(batch: { readonly labels: NumericInput; readonly predictions: NumericInput }): boolean[] {
  const read = readClassBatch('mcnemarTest', batch);
  const predicted = predictedClasses('mcnemarTest', read);
  return Array.from(read.labels, (label, i) => label === predicted[i]);
}

/**
 * McNemar's test from the counts b and c of examples that only one of two models gets right.
 *
 * Exact: 2 P(X ≤ min(b, c)) for X ~ Binomial(b + c, 1/2), at most 1. χ² with one degree of freedom: (max(0, |b − c| − 1))² / (b + c).
 * Without discordant examples nothing tells the models apart: p = 1.
 *
 * @throws TypeError or RangeError if a count is not an integer ≥ 0, or `method` none of the two
 *
 * @example
 * ```ts
 * import { mcnemarTestOfCounts } from '@gradlab/metrics';
 *
 * const { statistic, pValue } = mcnemarTestOfCounts({ onlyFirst: 40, onlySecond: 20 }, { method: 'chiSquared' });
 * console.log(statistic.toFixed(4), pValue.toFixed(4)); // 6.0167 0.0142
 * ```
 */
export function mcnemarTestOfCounts(
  { onlyFirst, onlySecond }: DiscordantCounts,
  { method = 'exact' }: McnemarOptions = {},
): McnemarResult {
  for (const [name, count] of Object.entries({ onlyFirst, onlySecond })) {
    requireInteger('mcnemarTestOfCounts', name, count, { min: 0 });
  }
  requireOneOf('mcnemarTestOfCounts', 'method', method, ['exact', 'chiSquared']);
  const total = onlyFirst + onlySecond;
  if (method === 'exact') {
    const statistic = Math.min(onlyFirst, onlySecond);
    return { onlyFirst, onlySecond, statistic, pValue: Math.min(1, 2 * fairTail(statistic, total)) };
  }
  const excess = Math.max(0, Math.abs(onlyFirst - onlySecond) - 1);
  const statistic = total === 0 ? 0 : excess ** 2 / total;
  return { onlyFirst, onlySecond, statistic, pValue: 2 * normalCdf(-Math.sqrt(statistic)) };
}

/** P(X ≤ k) for X ~ Binomial(n, 1/2): Σ C(n, i) / 2ⁿ, powers of two being kept apart so that neither part overflows. */
function fairTail(k: number, n: number): number {
  let term = 1;
  let sum = 1;
  let exponent = -n;
  for (let i = 1; i <= k; i++) {
    term *= (n - i + 1) / i;
    sum += term;
    if (sum > 2 ** 512) {
      term *= 2 ** -512;
      sum *= 2 ** -512;
      exponent += 512;
    }
  }
  // In two steps: 2 to so low a power may not be a double where the product is.
  return sum * 2 ** Math.max(exponent, -1000) * 2 ** Math.min(0, exponent + 1000);
}
