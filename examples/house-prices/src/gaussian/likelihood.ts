/** ½ log 2π, which a negative log-likelihood has or has not: no training needs it. */
export const NLL_CONSTANT: number = Math.log(2 * Math.PI) / 2;

/**
 * Mean Gaussian negative log-likelihood of prices scaled to [0, 1], without ½ log 2π: the mean of log(σ/r) + ½ (error/σ)².
 *
 * @param errors price less predicted mean, in dollars
 * @param sigmas predicted standard deviations in dollars, as many
 * @param range r, what the prices were divided by
 */
export function meanNll(errors: ArrayLike<number>, sigmas: ArrayLike<number>, range: number): number {
  const each = Array.from(errors, (error, i) => {
    const sigma = sigmas[i] ?? Number.NaN;
    return Math.log(sigma / range) + (error / sigma) ** 2 / 2;
  });
  return each.reduce((sum, value) => sum + value, 0) / each.length;
}
