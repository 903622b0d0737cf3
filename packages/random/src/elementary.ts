// Math.log, Math.cos and Math.sin may differ in the last bit between engines. These use only operations that IEEE 754
// rounds exactly (+ − × ÷), so a draw has the same bits everywhere. Errors stay below two units in the last place.

const LN2 = Math.LN2;
const TWO_PI = 6.283185307179586;
const view = new DataView(new ArrayBuffer(8));

/**
 * Natural logarithm: x = m·2ᵉ with m in [√½, √2), ln m = 2·artanh((m − 1)/(m + 1)) as a series.
 *
 * @param x a normal number > 0
 */
export function log(x: number): number {
  view.setFloat64(0, x);
  const high = view.getUint32(0);
  let exponent = (high >>> 20) - 1022;
  view.setUint32(0, (high & 0x000f_ffff) | (1022 << 20));
  let mantissa = view.getFloat64(0);
  if (mantissa < Math.SQRT1_2) {
    mantissa *= 2;
    exponent -= 1;
  }
  const s = (mantissa - 1) / (mantissa + 1);
  const square = s * s;
  // |s| < 0.172: the term of s²³ is below 2⁻⁵⁸ of the first.
  let series = 0;
  for (let power = 23; power >= 3; power -= 2) series = (series + 1 / power) * square;
  return exponent * LN2 + 2 * (s + s * series);
}

/** Σ (−1)ᵏ t^(2k+first)/(2k+first)!, for |t| ≤ π/4, where eleven terms leave an error below 2⁻⁶⁰. */
function alternatingSeries(t: number, first: 0 | 1): number {
  let term = first === 0 ? 1 : t;
  let sum = term;
  for (let k = first + 1; k < 20; k += 2) {
    term *= (-t * t) / (k * (k + 1));
    sum += term;
  }
  return sum;
}

/**
 * Cosine and sine of a fraction of a full turn.
 *
 * @param turn in [0, 1)
 */
export function cosSinOfTurn(turn: number): [number, number] {
  const quadrant = Math.floor(turn * 4 + 0.5);
  // The subtraction is exact, so the angle is as good as the fraction.
  const angle = (turn - quadrant / 4) * TWO_PI;
  const cos = alternatingSeries(angle, 0);
  const sin = alternatingSeries(angle, 1);
  switch (quadrant % 4) {
    case 0:
      return [cos, sin];
    case 1:
      return [-sin, cos];
    case 2:
      return [-cos, -sin];
    default:
      return [sin, -cos];
  }
}
