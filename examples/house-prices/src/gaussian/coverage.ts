import { normalQuantile } from '@gradlab/metrics';

/** How often the truth lies in the central interval of a predicted distribution. */
export interface Coverage {
  /** The share of prices that the interval should hold. */
  readonly nominal: number;
  /** The share that it holds. */
  readonly observed: number;
  /** Ends of the 95 % confidence interval of what is observed. */
  readonly low: number;
  readonly high: number;
}

/** The intervals that are reported. */
export const LEVELS = [0.5, 0.8, 0.95] as const;
/** Those of the calibration curve. */
export const CURVE_LEVELS: readonly number[] = [...Array.from({ length: 19 }, (_, i) => (i + 1) / 20), 0.99];

const CONFIDENCE = 0.95;

/**
 * Counts the prices within μ ± z σ, z the quantile of the standard normal distribution that leaves the level between −z and z.
 *
 * @param errors price less predicted mean
 * @param sigmas predicted standard deviations, as many
 * @param level in (0, 1)
 * @throws RangeError if there are no errors, or not as many standard deviations
 */
export function coverageOf(errors: ArrayLike<number>, sigmas: ArrayLike<number>, level: number): Coverage {
  if (errors.length === 0 || errors.length !== sigmas.length) {
    throw new RangeError(
      `coverageOf: errors and sigmas must be equally many and some, got ${errors.length} and ${sigmas.length}`,
    );
  }
  const z = normalQuantile((1 + level) / 2);
  const within = Array.from(errors).filter((error, i) => Math.abs(error) <= z * (sigmas[i] ?? Number.NaN)).length;
  const [low, high] = wilsonInterval(within, errors.length, CONFIDENCE);
  return { nominal: level, observed: within / errors.length, low, high };
}

/**
 * Wilson's interval of a binomial proportion: (p̂ + z²/2n ± z √(p̂(1 − p̂)/n + z²/4n²)) / (1 + z²/n).
 *
 * @param successes 0 … trials
 * @param trials at least 1
 * @param confidence in (0, 1)
 * @see Wilson (1927), Probable inference, the law of succession, and statistical inference
 */
export function wilsonInterval(successes: number, trials: number, confidence: number): [low: number, high: number] {
  if (!(trials >= 1 && successes >= 0 && successes <= trials)) {
    throw new RangeError(`wilsonInterval: successes must be in 0 … trials, got ${successes} of ${trials}`);
  }
  const z = normalQuantile((1 + confidence) / 2);
  const share = successes / trials;
  const middle = share + z ** 2 / (2 * trials);
  const half = z * Math.sqrt((share * (1 - share)) / trials + z ** 2 / (4 * trials ** 2));
  const whole = 1 + z ** 2 / trials;
  return [Math.max(0, (middle - half) / whole), Math.min(1, (middle + half) / whole)];
}
