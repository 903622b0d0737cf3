const LOG2E: f64 = 1.4426950408889634;
const LN2_HIGH: f64 = 0.6931471803691238;
const LN2_LOW: f64 = 1.9082149292705877e-10;

/**
 * e^x in double precision without a table, since this module may own no memory: x = n·ln 2 + r, |r| ≤ ln 2 / 2, Taylor series of
 * e^r to r¹³ (its next term is below 5e-18), times 2^n. What a float32 cannot hold becomes infinity or zero when the caller rounds.
 */
export function exp(x: f64): f64 {
  if (x != x) return x;
  if (x > 200) return Infinity;
  if (x < -200) return 0;
  const n = Math.floor(x * LOG2E + 0.5);
  const r = x - n * LN2_HIGH - n * LN2_LOW;
  let sum: f64 = 1.0 / 6227020800.0;
  sum = sum * r + 1.0 / 479001600.0;
  sum = sum * r + 1.0 / 39916800.0;
  sum = sum * r + 1.0 / 3628800.0;
  sum = sum * r + 1.0 / 362880.0;
  sum = sum * r + 1.0 / 40320.0;
  sum = sum * r + 1.0 / 5040.0;
  sum = sum * r + 1.0 / 720.0;
  sum = sum * r + 1.0 / 120.0;
  sum = sum * r + 1.0 / 24.0;
  sum = sum * r + 1.0 / 6.0;
  sum = sum * r + 0.5;
  sum = sum * r + 1.0;
  sum = sum * r + 1.0;
  return sum * reinterpret<f64>((<i64>n + 1023) << 52);
}
