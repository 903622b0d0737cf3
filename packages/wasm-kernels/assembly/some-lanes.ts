/** The first `count` (1 to 3) floats at `address`; the other lanes are zero. */
export function loadSome(address: usize, count: usize): v128 {
  let x = v128.load32_zero(address);
  if (count > 1) x = v128.load_lane<f32>(address, x, 1, 4);
  if (count > 2) x = v128.load_lane<f32>(address, x, 2, 8);
  return x;
}

/** Stores the first `count` (1 to 3) lanes. */
export function storeSome(address: usize, x: v128, count: usize): void {
  v128.store_lane<f32>(address, x, 0);
  if (count > 1) v128.store_lane<f32>(address, x, 1, 4);
  if (count > 2) v128.store_lane<f32>(address, x, 2, 8);
}
