import { requireInteger, requireNumber, requireOneOf } from '@gradlab-internal/checks';
import type { Schedule } from './schedule.ts';

/** Options of {@link oneCycle}. */
export interface OneCycleOptions {
  /** η > 0, the rate at the top. */
  readonly rate: number;
  /** Number of positions of the whole cycle, an integer ≥ 2. Past its last one the rate stays. */
  readonly length: number;
  /** Part of the cycle in which the rate rises, in [0, 1]; 0.3 unless given. */
  readonly rise?: number;
  /** The first rate is η over this, > 0; 25 unless given. */
  readonly startDivisor?: number;
  /** The last rate is the first over this, > 0; 10,000 unless given. */
  readonly endDivisor?: number;
  /** How it goes from one to the next: half a cosine, or a straight line. `'cosine'` unless given. */
  readonly shape?: 'cosine' | 'linear';
  /** Falls as fast as it rose, and has a third phase from the first rate to the last; false unless given. */
  readonly threePhases?: boolean;
}

interface Corner {
  readonly at: number;
  readonly rate: number;
}

/**
 * Up from η / 25 to η and down to almost nothing in one cycle: PyTorch's `OneCycleLR`. It is made to be asked for each update.
 *
 * @param options `rate`, `length`, `rise`, `startDivisor`, `endDivisor`, `shape`, `threePhases`
 * @returns a schedule
 * @throws RangeError if an option is out of range
 * @see Smith and Topin (2018), Super-convergence
 * @example
 * ```ts
 * import { oneCycle } from '@gradlab/train';
 *
 * const schedule = oneCycle({ rate: 1, length: 101 });
 * console.log(schedule(0), schedule(100)); // 0.04, 0.000004; the top is near position 29
 * ```
 */
export function oneCycle(options: OneCycleOptions): Schedule {
  const { shape = 'cosine' } = options;
  requireOneOf('oneCycle', 'shape', shape, ['cosine', 'linear']);
  const corners = cornersOf(options);
  const last = corners.at(-1);
  return (position) => {
    const t = Math.min(position, last?.at ?? 0);
    const next = Math.max(
      1,
      corners.findIndex(({ at }) => t <= at),
    );
    const [from, to] = [corners[next - 1], corners[next]];
    if (from === undefined || to === undefined) return last?.rate ?? 0;
    const part = (t - from.at) / (to.at - from.at);
    return shape === 'linear'
      ? from.rate + (to.rate - from.rate) * part
      : to.rate + ((from.rate - to.rate) / 2) * (1 + Math.cos(Math.PI * part));
  };
}

function cornersOf(options: OneCycleOptions): Corner[] {
  const rate = requireNumber('oneCycle', 'rate', options.rate, { above: 0 });
  const length = requireInteger('oneCycle', 'length', options.length, { min: 2 });
  const rise = requireNumber('oneCycle', 'rise', options.rise ?? 0.3, { min: 0, max: 1 });
  const first = rate / requireNumber('oneCycle', 'startDivisor', options.startDivisor ?? 25, { above: 0 });
  const end = first / requireNumber('oneCycle', 'endDivisor', options.endDivisor ?? 1e4, { above: 0 });
  const top = rise * length - 1;
  return [
    { at: 0, rate: first },
    { at: top, rate },
    ...(options.threePhases ? [{ at: 2 * top, rate: first }] : []),
    { at: length - 1, rate: end },
  ];
}
