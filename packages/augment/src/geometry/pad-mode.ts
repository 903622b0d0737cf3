/**
 * What lies beyond the edge of `a b c d`:
 *
 * - `constant`: the fill value, `0 0 | a b c d | 0 0`
 * - `edge`: the last pixel, `a a | a b c d | d d`
 * - `reflect`: the image mirrored about its last pixel, `c b | a b c d | c b`
 * - `symmetric`: the image mirrored about its edge, `b a | a b c d | d c`
 */
export type PadMode = 'constant' | 'edge' | 'reflect' | 'symmetric';

export const PAD_MODES: readonly PadMode[] = ['constant', 'edge', 'reflect', 'symmetric'];

/** The position inside `length` that stands at `position`, or −1 for the fill value. */
export function sourceOf(position: number, length: number, mode: PadMode): number {
  if (position >= 0 && position < length) return position;
  if (mode === 'constant' || length === 0) return -1;
  if (mode === 'edge') return position < 0 ? 0 : length - 1;
  if (length === 1) return 0;
  const period = mode === 'reflect' ? 2 * length - 2 : 2 * length;
  const place = ((position % period) + period) % period;
  return place < length ? place : period - place - (mode === 'reflect' ? 0 : 1);
}
