/** Digits of 11 bits: six of them cover the 64 of a double. */
const DIGIT_BITS = 11;
const DIGITS = 6;
const BUCKETS = 2 ** DIGIT_BITS;

/**
 * Indices that put values into growing order, equal ones (−0 and 0 among them) in the order they are in; none may be NaN.
 *
 * A radix sort of the doubles' bits: a sort by a comparing function takes many times as long for a million of them.
 */
export function sortedIndices(values: Float64Array): Uint32Array {
  const { low, high } = sortableBits(values);
  let order = new Uint32Array(values.length);
  let next = new Uint32Array(values.length);
  const digits = new Uint16Array(values.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  for (let digit = 0; digit < DIGITS; digit++) {
    for (let i = 0; i < digits.length; i++) digits[i] = digitOf(low[i] as number, high[i] as number, digit);
    if (scatter(digits, order, next)) [order, next] = [next, order];
  }
  return order;
}

/** Halves of integers that grow as the doubles do: the sign bit turned, and all others of what is negative. */
function sortableBits(values: Float64Array): { low: Uint32Array; high: Uint32Array } {
  const [low, high] = [new Uint32Array(values.length), new Uint32Array(values.length)];
  const double = new DataView(new ArrayBuffer(8));
  for (let i = 0; i < values.length; i++) {
    double.setFloat64(0, (values[i] as number) + 0);
    const top = double.getUint32(0);
    const negative = top >>> 31 === 1;
    high[i] = negative ? ~top : top | 0x80000000;
    low[i] = negative ? ~double.getUint32(4) : double.getUint32(4);
  }
  return { low, high };
}

/** Digit 0 is the lowest; digit 2 lies across the halves. */
function digitOf(low: number, high: number, digit: number): number {
  const shift = digit * DIGIT_BITS;
  if (shift + DIGIT_BITS <= 32) return (low >>> shift) & (BUCKETS - 1);
  if (shift >= 32) return (high >>> (shift - 32)) & (BUCKETS - 1);
  return ((low >>> shift) | (high << (32 - shift))) & (BUCKETS - 1);
}

/** Writes `order` into `next` by growing digit; false, and nothing done, where all have the same. */
function scatter(digits: Uint16Array, order: Uint32Array, next: Uint32Array): boolean {
  const starts = new Uint32Array(BUCKETS + 1);
  for (const digit of digits) starts[digit + 1] = (starts[digit + 1] as number) + 1;
  if (starts.includes(digits.length)) return false;
  for (let bucket = 0; bucket < BUCKETS; bucket++)
    starts[bucket + 1] = (starts[bucket + 1] as number) + (starts[bucket] as number);
  for (const i of order) {
    const digit = digits[i] as number;
    const place = starts[digit] as number;
    next[place] = i;
    starts[digit] = place + 1;
  }
  return true;
}

/** One past the last place of each run of equal values, in that order. */
export function tieEnds(values: Float64Array, order: Uint32Array): number[] {
  const ends: number[] = [];
  for (let place = 1; place <= order.length; place++) {
    const last = values[order[place - 1] as number];
    if (place === order.length || values[order[place] as number] !== last) ends.push(place);
  }
  return ends;
}
