import { foldIn, type Key, uniform } from '@gradlab/random';

/**
 * A draw from Beta(α, α).
 *
 * For α > ½ Ulrich's formula needs two uniform draws: ½ + ½ √(1 − u^(2 / (2α − 1))) cos 2πv. Below, Jöhnk's method
 * takes x = u^(1/α) and y = v^(1/α) until x + y <= 1 and gives x / (x + y), in logarithms, as both may be too small for
 * a double.
 */
export function symmetricBeta(key: Key, alpha: number): number {
  if (alpha > 0.5) {
    const [u = 0, v = 0] = uniform(key, 2);
    return 0.5 + 0.5 * Math.sqrt(1 - u ** (2 / (2 * alpha - 1))) * Math.cos(2 * Math.PI * v);
  }
  for (let attempt = 0; ; attempt++) {
    const [u = 0, v = 0] = uniform(foldIn(key, attempt), 2);
    // 1 − u lies in (0, 1], so that the logarithm is finite.
    const [x, y] = [Math.log(1 - u) / alpha, Math.log(1 - v) / alpha];
    if (Math.exp(x) + Math.exp(y) <= 1) return 1 / (1 + Math.exp(y - x));
  }
}
