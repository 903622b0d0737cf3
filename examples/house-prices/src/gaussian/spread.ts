/** Houses of similar predicted standard deviation: what it says, and how far prices really scatter. */
export interface SpreadBin {
  readonly count: number;
  /** Root mean square of the predicted standard deviations. */
  readonly predicted: number;
  /** Root mean square of the errors. */
  readonly observed: number;
}

/**
 * Sorts houses by predicted standard deviation and cuts them into bins of equal counts, the last with what is left over.
 *
 * @param errors price less predicted mean
 * @param sigmas as many
 * @param bins at least 1; fewer where there are fewer houses
 */
export function spreadBins(errors: ArrayLike<number>, sigmas: ArrayLike<number>, bins: number): SpreadBin[] {
  const pairs = Array.from(errors, (error, i) => ({ error, sigma: sigmas[i] ?? Number.NaN }));
  pairs.sort((a, b) => a.sigma - b.sigma);
  const count = Math.min(bins, pairs.length);
  return Array.from({ length: count }, (_, k) => {
    const bin = pairs.slice(Math.floor((k * pairs.length) / count), Math.floor(((k + 1) * pairs.length) / count));
    return {
      count: bin.length,
      predicted: rootMeanSquare(bin.map(({ sigma }) => sigma)),
      observed: rootMeanSquare(bin.map(({ error }) => error)),
    };
  });
}

/** √(Σ v² / n). */
export function rootMeanSquare(values: ArrayLike<number>): number {
  return Math.sqrt(Array.from(values).reduce((sum, value) => sum + value ** 2, 0) / values.length);
}
