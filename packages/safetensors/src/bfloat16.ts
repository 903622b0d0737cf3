/**
 * The float32 value, as bits, of a bfloat16 value, which is its upper half: exact, NaN payloads included.
 *
 * @param brain 16 bits: sign, eight of exponent, seven of fraction
 */
export function bfloat16ToFloat32Bits(brain: number): number {
  return (brain << 16) >>> 0;
}

/**
 * The bfloat16 value, as bits, nearest to a float32 value; ties go to the even one, and what passes the largest by half a
 * step is infinite. A NaN stays one.
 *
 * @param single 32 bits
 */
export function float32ToBfloat16Bits(single: number): number {
  const upper = single >>> 16;
  if ((single & 0x7fffffff) > 0x7f800000) return (upper & 0x7f) === 0 ? upper | 0x40 : upper;
  return (single + 0x7fff + (upper & 1)) >>> 16;
}
