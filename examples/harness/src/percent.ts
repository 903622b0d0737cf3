/**
 * A share as running text shows it: `98.46 %`.
 *
 * @param share in [0, 1]
 * @param decimals of the percentage
 */
export function percent(share: number, decimals = 2): string {
  return `${(100 * share).toFixed(decimals)} %`;
}
