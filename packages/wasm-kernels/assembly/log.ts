const LN2: f64 = 0.6931471805599453;
const SQRT2: f64 = 1.4142135623730951;

/** ln x of a normal double x > 0: x = 2^n · m with m in [√½, √2], ln m = 2 artanh f, f = (m − 1) / (m + 1), |f| ≤ 0.172, to f²¹. */
export function log(x: f64): f64 {
  if (!(x < Infinity)) return x;
  const bits = reinterpret<i64>(x);
  let n = <f64>((bits >> 52) - 1023);
  let m = reinterpret<f64>((bits & 0x000fffffffffffff) | 0x3ff0000000000000);
  if (m > SQRT2) {
    m *= 0.5;
    n += 1;
  }
  const f = (m - 1) / (m + 1);
  const square = f * f;
  let sum: f64 = 0;
  for (let power: f64 = 21; power >= 1; power -= 2) sum = sum * square + 1 / power;
  return n * LN2 + 2 * f * sum;
}
