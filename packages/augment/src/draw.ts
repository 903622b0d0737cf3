import { foldIn, integers, type Key, uniform } from '@gradlab/random';
import type { Interval } from './interval.ts';

/** A number drawn evenly from an interval, from the stream of that name. */
export function drawWithin(key: Key, name: string, [low, high]: Interval): number {
  return low + (uniform(foldIn(key, name), 1)[0] ?? 0) * (high - low);
}

/** One of min … below − 1, from the stream of that name. */
export function drawInteger(key: Key, name: string, below: number, min = 0): number {
  return integers(foldIn(key, name), 1, { min, below })[0] ?? min;
}
