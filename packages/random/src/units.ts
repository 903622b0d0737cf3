import { requireInteger } from '@gradlab-internal/checks';
import { fillUnits } from './fill-units.ts';
import { halves } from './key.ts';
import type { Words } from './threefry.ts';

/** Which part of a stream is wanted. */
export interface StreamOptions {
  /** Index of the first draw, an integer ≥ 0; default 0. Draw `start + i` is the same however a stream is cut. */
  readonly start?: number;
}

const TWO_32 = 2 ** 32;

/** Small enough to stay in the processor's first cache, large enough that what a block costs besides its draws is nothing. */
export const BLOCK = 512;
const block = new Float64Array(BLOCK);
const single = new Float64Array(4);

/** Uniform number in [0, 1) from 53 of the 64 bits that the counter `index` gives. */
export function unitAt(words: Words, index: number): number {
  const [high, low] = halves(index);
  fillUnits(words, high, low, single, 1);
  return single[0] as number;
}

/**
 * Hands the uniform numbers of the indices from `start` on to `take`, a block at a time: `units[0 … length − 1]` belong to the
 * indices `start + offset` and following. Blocks have even length, except the last. They all use one array, so `take` must be
 * done with it when it returns, and must not call this function.
 */
export function eachBlock(
  words: Words,
  start: number,
  count: number,
  take: (units: Float64Array, offset: number, length: number) => void,
): void {
  for (let offset = 0; offset < count; ) {
    const [high, low] = halves(start + offset);
    // A block ends where the lower word of the counter does.
    const length = Math.min(BLOCK, count - offset, TWO_32 - low);
    fillUnits(words, high, low, block, length);
    take(block, offset, length);
    offset += length;
  }
}

/**
 * Checks how many draws are wanted.
 *
 * @throws TypeError or RangeError if it is not an integer in [0, 2³²)
 */
export function requireCount(caller: string, name: string, n: unknown): number {
  return requireInteger(caller, name, n, { min: 0, below: TWO_32 });
}

/**
 * Checks where a part of a stream begins.
 *
 * @throws TypeError or RangeError if it is not an integer ≥ 0, or if the part would pass index 2⁵³
 */
export function requireStart(caller: string, start: unknown, count: number): number {
  return requireInteger(caller, 'start', start, { min: 0, max: Number.MAX_SAFE_INTEGER - count });
}
