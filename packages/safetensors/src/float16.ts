/**
 * The float32 value, as bits, of a half-precision value. Exact for every one: subnormals become normal, the payload and the
 * quiet bit of a NaN are kept.
 *
 * @param half 16 bits: sign, five of exponent, ten of fraction
 * @see IEEE 754-2019, 3.4
 */
export function float16ToFloat32Bits(half: number): number {
  const sign = (half & 0x8000) << 16;
  const exponent = (half >>> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0x1f) return (sign | 0x7f800000 | (fraction << 13)) >>> 0;
  if (exponent > 0) return (sign | ((exponent + 112) << 23) | (fraction << 13)) >>> 0;
  if (fraction === 0) return sign >>> 0;
  // A subnormal is fraction · 2⁻²⁴: its leading one becomes the hidden bit.
  const shift = Math.clz32(fraction) - 21;
  return (sign | ((113 - shift) << 23) | (((fraction << shift) & 0x3ff) << 13)) >>> 0;
}

/**
 * The half-precision value, as bits, nearest to a float32 value; ties go to the even one, and what passes 65,504 by half a
 * step is infinite. A NaN stays one.
 *
 * @param single 32 bits
 */
export function float32ToFloat16Bits(single: number): number {
  const sign = (single >>> 16) & 0x8000;
  const magnitude = single & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7c00 | ((magnitude >>> 13) & 0x3ff || 0x200);
  if (magnitude >= 0x47800000) return sign | 0x7c00;
  // Rounding up carries from the fraction into the exponent, and from the largest exponent into infinity, as it should.
  if (magnitude >= 0x38800000) return sign | roundedShift(magnitude - 0x38000000, 13);
  if (magnitude < 0x33000000) return sign;
  return sign | roundedShift((magnitude & 0x7fffff) | 0x800000, 126 - (magnitude >>> 23));
}

/** bits / 2ⁿ, to the nearest integer, ties to even. */
function roundedShift(bits: number, n: number): number {
  const quotient = bits >>> n;
  const rest = bits & ((1 << n) - 1);
  const half = 1 << (n - 1);
  return rest > half || (rest === half && (quotient & 1) === 1) ? quotient + 1 : quotient;
}
