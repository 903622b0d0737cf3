import { roundUp } from "./float";
import { POINTS } from "./winograd-transforms";

// Transformed patches lie point after point; at each point one row for each patch, with a value for each channel. So a product at a point
// reads them as it reads any matrix.

export const POINT_COUNT: usize = POINTS * POINTS;
/** Bytes at the beginning of scratch that note whether all that was written is finite. */
export const CHECK_BYTES: usize = 16;
/** Floats of a block of transformed patches and products: what a second-level cache holds beside the filter that streams through. */
export const FORWARD_BLOCK: usize = 80 * 1024;
/** The same of a filter's gradient, where a longer block is a longer sum for each value that is loaded and stored again. */
export const GRADIENT_BLOCK: usize = 320 * 1024;
const MOST_PATCHES: usize = 64;

/** Floats of a row of at least `channels`: a multiple of `unit`, but never whole cache lines, of which few sets of the cache would do. */
export function rowFloats(channels: usize, unit: usize): usize {
  const floats = roundUp(channels, unit);
  return floats % 16 == 0 ? floats + 4 : floats;
}

/** Bytes from one point to the next, for `patches` rows: a cache line more than they take, for the same reason. */
// @ts-ignore: decorator
@inline
export function pointBytes(patches: usize, row: usize): usize {
  return ((patches * row) << 2) + 64;
}

/** Patches of a block of so many floats, a multiple of four, where the rows of both sides of a product have `rows` floats together. */
export function blockPatches(block: usize, rows: usize): usize {
  return max(min(block / POINT_COUNT / rows, MOST_PATCHES) & ~3, 4);
}
