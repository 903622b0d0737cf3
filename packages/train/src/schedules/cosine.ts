import { requireInteger, requireNumber } from '@gradlab-internal/checks';
import { requireLength, type Schedule } from './schedule.ts';

/** Options of {@link cosine}. */
export interface CosineOptions {
  /** η ≥ 0, the rate at the top. */
  readonly rate: number;
  /** The rate at the bottom, ≥ 0; 0 unless given. */
  readonly minRate?: number;
  /** Number of positions from the top to the bottom, an integer ≥ 1. */
  readonly length: number;
  /** Warm-up: so many positions before the first top, on which the rate rises in a straight line from η / (warmUp + 1). 0 unless given. */
  readonly warmUp?: number;
}

/** Options of {@link cosineRestarts}. */
export interface CosineRestartsOptions extends CosineOptions {
  /** How many times as long as the one before each period is, an integer ≥ 1; 1 unless given. */
  readonly stretch?: number;
}

/**
 * Half a cosine from η down to the smallest rate, and as far up again after it: PyTorch's `CosineAnnealingLR`. To stay at the bottom,
 * end the training there.
 *
 * @param options `rate`, `minRate`, `length`, `warmUp`
 * @returns a schedule
 * @throws RangeError if an option is out of range
 * @see Loshchilov and Hutter (2017), SGDR: stochastic gradient descent with warm restarts
 */
export function cosine(options: CosineOptions): Schedule {
  const { rate, minRate, length } = requireCosine('cosine', options);
  return warmedUp('cosine', options, (position) => between(minRate, rate, position / length));
}

/**
 * Half a cosine, again and again from the top: PyTorch's `CosineAnnealingWarmRestarts`. The first period has `length` positions, each
 * further one `stretch` times as many as the one before.
 *
 * @param options `rate`, `minRate`, `length`, `stretch`, `warmUp`
 * @returns a schedule
 * @throws RangeError if an option is out of range
 * @see Loshchilov and Hutter (2017), SGDR: stochastic gradient descent with warm restarts
 * @example
 * ```ts
 * import { cosineRestarts } from '@gradlab/train';
 *
 * const schedule = cosineRestarts({ rate: 1, length: 10, stretch: 2 });
 * console.log([0, 5, 10, 20, 30].map(schedule)); // 1, 0.5, 1, 0.5, 1
 * ```
 */
export function cosineRestarts(options: CosineRestartsOptions): Schedule {
  const { rate, minRate, length } = requireCosine('cosineRestarts', options);
  const stretch = requireInteger('cosineRestarts', 'stretch', options.stretch ?? 1, { min: 1 });
  return warmedUp('cosineRestarts', options, (position) => {
    let [start, period] = [0, length];
    while (position >= start + period) {
      start += period;
      period *= stretch;
    }
    return between(minRate, rate, (position - start) / period);
  });
}

function requireCosine(
  caller: string,
  options: CosineOptions,
): { readonly rate: number; readonly minRate: number; readonly length: number } {
  const rate = requireNumber(caller, 'rate', options.rate, { min: 0 });
  const minRate = requireNumber(caller, 'minRate', options.minRate ?? 0, { min: 0, max: rate });
  return { rate, minRate, length: requireLength(caller, 'length', options.length) };
}

function between(bottom: number, top: number, part: number): number {
  return bottom + ((top - bottom) * (1 + Math.cos(Math.PI * part))) / 2;
}

function warmedUp(caller: string, { rate, warmUp = 0 }: CosineOptions, schedule: Schedule): Schedule {
  requireLength(caller, 'warmUp', warmUp, 0);
  return (position) => (position < warmUp ? (rate * (position + 1)) / (warmUp + 1) : schedule(position - warmUp));
}
