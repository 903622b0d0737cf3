// Math.log, Math.exp, Math.cos and Math.sin may differ in the last bit between engines. These use only operations that IEEE
// 754 rounds exactly (+ − × ÷ √), in one order, so a draw has the same bits everywhere. Constants such as 1 / 3 are rounded
// by the compiler exactly as they would be at run time. The series are written out: a loop over a table costs twice the time.

const view = new DataView(new ArrayBuffer(8));

/** Upper 32 bits of √½: what is left of a number's own when they are subtracted has its e, for [√½, √2)·2ᵉ, above bit 20. */
const HIGH_OF_SQRT_HALF = 0x3fe6_a09e;
const LEAST_EXPONENT = -1022;

/** 2⁻ᵉ for every exponent e. To write an exponent into a number's bytes and read the number back takes four times as long. */
const SCALES = powersFrom(2 ** 1022, 2047);

/** `first`, `first`/2, `first`/4, …: exact, unlike `**` in some engines of the past. */
function powersFrom(first: number, count: number): Float64Array {
  const powers = new Float64Array(count);
  let power = first;
  for (let i = 0; i < count; i++, power /= 2) powers[i] = power;
  return powers;
}

/**
 * Natural logarithm: x = m·2ᵉ with m in [√½, √2), ln m = 2·artanh((m − 1)/(m + 1)) as a series. The error is below two units
 * in the last place.
 *
 * @param x a normal number > 0
 */
export function log(x: number): number {
  view.setFloat64(0, x, true);
  const exponent = (view.getInt32(4, true) - HIGH_OF_SQRT_HALF) >> 20;
  const mantissa = x * (SCALES[exponent - LEAST_EXPONENT] as number);
  const s = (mantissa - 1) / (mantissa + 1);
  return exponent * Math.LN2 + 2 * (s + s * artanhSeries(s * s));
}

/** z/3 + z²/5 + … + z¹¹/23; for z = s² with |s| < 0.172 the next term of the logarithm is below 2⁻⁶⁰ of its first. */
function artanhSeries(z: number): number {
  let sum = (1 / 23) * z;
  sum = (sum + 1 / 21) * z;
  sum = (sum + 1 / 19) * z;
  sum = (sum + 1 / 17) * z;
  sum = (sum + 1 / 15) * z;
  sum = (sum + 1 / 13) * z;
  sum = (sum + 1 / 11) * z;
  sum = (sum + 1 / 9) * z;
  sum = (sum + 1 / 7) * z;
  sum = (sum + 1 / 5) * z;
  return (sum + 1 / 3) * z;
}

/** Cosine of t with z = t², for |t| ≤ π/4: Taylor's series, whose next term, of t¹⁸, is below 2⁻⁵⁹. */
export function cosSeries(z: number): number {
  let sum = (1 / 20922789888000) * z;
  sum = (sum - 1 / 87178291200) * z;
  sum = (sum + 1 / 479001600) * z;
  sum = (sum - 1 / 3628800) * z;
  sum = (sum + 1 / 40320) * z;
  sum = (sum - 1 / 720) * z;
  sum = (sum + 1 / 24) * z;
  return 1 + (sum - 1 / 2) * z;
}

/** Sine of t with z = t², for |t| ≤ π/4: Taylor's series, whose next term, of t¹⁹, is below 2⁻⁶³. */
export function sinSeries(t: number, z: number): number {
  let sum = (1 / 355687428096000) * z;
  sum = (sum - 1 / 1307674368000) * z;
  sum = (sum + 1 / 6227020800) * z;
  sum = (sum - 1 / 39916800) * z;
  sum = (sum + 1 / 362880) * z;
  sum = (sum - 1 / 5040) * z;
  sum = (sum + 1 / 120) * z;
  return t + t * ((sum - 1 / 6) * z);
}

/** ln 2 in two parts: a multiple of the first by any exponent is exact. */
const LN2_HIGH = 2977044471 / 2 ** 32;
const LN2_LOW = 1.9082149292705877e-10;

/**
 * Exponential function: eˣ = 2ᵏ·eʳ with |r| ≤ ½ ln 2. The error is below three units in the last place.
 *
 * @param x in [−708, 709], where the result is a normal number
 */
export function exp(x: number): number {
  const power = Math.round(x / Math.LN2);
  const r = x - power * LN2_HIGH - power * LN2_LOW;
  let sum = 1;
  // The term of r¹⁶ is below 2⁻⁶⁸.
  for (let k = 15; k > 0; k--) sum = 1 + (sum * r) / k;
  return sum * (SCALES[-power - LEAST_EXPONENT] as number);
}
