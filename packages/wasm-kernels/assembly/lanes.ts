// Pooling treats channels alike, so that a vector may hold any four neighbours. Where the channels are not a multiple of four, the last
// vector of a pixel starts early and ends with the last channel: it stores some values twice, which are the same both times. Of fewer
// than four channels each is a vector of its own, with three idle lanes.

/** Bytes of a vector. */
export const VECTOR: usize = 16;

// @ts-ignore: decorator
@inline
export function read(from: usize, isWhole: bool): v128 {
  return isWhole ? v128.load(from) : v128.load_zero<f32>(from);
}

// @ts-ignore: decorator
@inline
export function write(to: usize, value: v128, isWhole: bool): void {
  if (isWhole) v128.store(to, value);
  else v128.store_lane<f32>(to, value, 0);
}
