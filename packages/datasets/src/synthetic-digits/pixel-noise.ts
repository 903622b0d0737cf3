import { type Key, uniform } from '@gradlab/random';

// The sum of two bytes, less its mean 255, has variance 2·(256² − 1)/12.
const DEVIATION = Math.sqrt((2 * (256 * 256 - 1)) / 12);

/**
 * `n` independent values of mean 0 and standard deviation 1 with a triangular distribution: cheaper than normal draws,
 * as one 53-bit number serves three pixels.
 */
export function pixelNoise(key: Key, n: number): Float64Array {
  const noise = new Float64Array(n);
  const draws = uniform(key, Math.ceil(n / 3));
  for (let i = 0; i < draws.length; i++) {
    const scaled = (draws[i] ?? 0) * 2 ** 24;
    const high = Math.floor(scaled);
    const low = Math.floor((scaled - high) * 2 ** 24);
    const first = (high >>> 16) + ((high >>> 8) & 255);
    const second = (high & 255) + (low >>> 16);
    const third = ((low >>> 8) & 255) + (low & 255);
    // Writes past the end of a typed array are ignored.
    noise[3 * i] = (first - 255) / DEVIATION;
    noise[3 * i + 1] = (second - 255) / DEVIATION;
    noise[3 * i + 2] = (third - 255) / DEVIATION;
  }
  return noise;
}
