import { at } from "./float";
import { loadSome, storeSome } from "./some-lanes";

// A NaN fails the comparison and passes through.
// @ts-ignore: decorator
@inline
function leaky(x: v128, slope: v128): v128 {
  return v128.bitselect(f32x4.mul(x, slope), x, f32x4.lt(x, f32x4.splat(0)));
}

/** Elements [from, to) of out = x < 0 ? slope · x : x. */
export function leakyRelu(x: usize, out: usize, slope: f32, from: usize, to: usize): void {
  const slopes = f32x4.splat(slope);
  let i = from;
  for (; i + 4 <= to; i += 4) v128.store(at(out, i), leaky(v128.load(at(x, i)), slopes));
  if (i < to) storeSome(at(out, i), leaky(loadSome(at(x, i), to - i), slopes), to - i);
}
