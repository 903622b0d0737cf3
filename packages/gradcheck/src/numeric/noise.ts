import type { Line } from './line.ts';

const POINTS = 21;

/** The standard deviation of fourth differences of independent noise is √(1 + 16 + 36 + 16 + 1) times the noise's. */
const FOURTH_DIFFERENCE = Math.sqrt(70);

/** Of a normal distribution, median of the absolute values over standard deviation. */
const MEDIAN_TO_DEVIATION = 0.6745;

/**
 * How far rounding scatters the values of a function: its fourth differences at points so close that a smooth function has none to
 * speak of. The points lie on one side of x, where no kink at x itself is among them, and the median does not see one nearby.
 *
 * @param base f(x)
 * @param spacing of the points
 * @returns a standard deviation, at least half a unit in the last place of `base`
 * @see Hamming: Introduction to applied numerical analysis. 1971. Moré, Wild: Estimating computational noise. SIAM Journal on
 * Scientific Computing, 2011.
 */
export function measureNoise(line: Line, base: number, spacing: number): number {
  let differences = Array.from({ length: POINTS }, (_, i) => line.at((i + 1) * spacing).value);
  for (let order = 0; order < 4; order++) {
    differences = differences.slice(1).map((value, i) => value - (differences[i] as number));
  }
  const magnitudes = differences.map(Math.abs).sort((a, b) => a - b);
  const median = magnitudes[Math.floor(magnitudes.length / 2)] ?? 0;
  const scatter = Number.isFinite(median) ? median / (MEDIAN_TO_DEVIATION * FOURTH_DIFFERENCE) : 0;
  return Math.max(scatter, Math.abs(base) * 2 ** -53);
}
