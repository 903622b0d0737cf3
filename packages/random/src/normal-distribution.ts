import { exp, log } from './elementary.ts';

/**
 * Q(x) = P(Z > x) of a standard normal Z, with a relative error below 10⁻¹² (most of it that of exp(−x²/2), whose argument is
 * rounded): a series of positive terms about the centre, Laplace's continued fraction in the tail.
 *
 * @param x any number, infinite ones too; 0 beyond 37.5
 */
export function upperTail(x: number): number {
  if (x < 0) return 1 - upperTail(-x);
  if (x > 37.5) return 0;
  const density = exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  return x < 2 ? 0.5 - density * oddSeries(x) : density / tailFraction(x);
}

/** x + x³/3 + x⁵/(3·5) + …; for x < 2 the fortieth term is below 10⁻¹⁸ of the sum. */
function oddSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let k = 3; k < 80; k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return sum;
}

/** x + 1/(x + 2/(x + 3/(x + …))), from the inside out; for x ≥ 2 what is beyond the 200th level is below one rounding. */
function tailFraction(x: number): number {
  let value = x;
  for (let level = 200; level > 0; level--) value = x + level / value;
  return value;
}

/**
 * The z for which Φ(z) = p, with a relative error near 10⁻¹⁶.
 *
 * @param p in [0, 1]
 * @param q 1 − p, with the accuracy of a small number where it is one; the smaller of both is at least 10⁻³⁰⁰
 * @see Wichura: Algorithm AS 241: the percentage points of the normal distribution. Applied Statistics, 1988.
 */
export function quantile(p: number, q: number): number {
  const fromMiddle = p - 0.5;
  const square = fromMiddle * fromMiddle;
  // 0.425²: asked first and without a sign, since for uniform p most are here and no processor can guess the sign.
  if (square <= 0.180625) return fromMiddle * middle(0.180625 - square);
  return p < 0.5 ? -tailQuantile(p) : tailQuantile(q);
}

function tailQuantile(p: number): number {
  const r = Math.sqrt(-log(p));
  return r <= 5 ? tail(r - 1.6) : farTail(r - 5);
}

function middle(r: number): number {
  let above = 2509.0809287301227 * r + 33430.57558358813;
  above = above * r + 67265.7709270087;
  above = above * r + 45921.95393154987;
  above = above * r + 13731.69376550946;
  above = above * r + 1971.5909503065513;
  above = above * r + 133.14166789178438;
  above = above * r + 3.3871328727963665;
  let below = 5226.495278852854 * r + 28729.085735721943;
  below = below * r + 39307.89580009271;
  below = below * r + 21213.794301586597;
  below = below * r + 5394.196021424751;
  below = below * r + 687.1870074920579;
  below = below * r + 42.31333070160091;
  return above / (below * r + 1);
}

function tail(r: number): number {
  let above = 0.0007745450142783414 * r + 0.022723844989269184;
  above = above * r + 0.2417807251774506;
  above = above * r + 1.2704582524523684;
  above = above * r + 3.6478483247632045;
  above = above * r + 5.769497221460691;
  above = above * r + 4.630337846156546;
  above = above * r + 1.4234371107496835;
  let below = 1.0507500716444169e-9 * r + 0.0005475938084995345;
  below = below * r + 0.015198666563616457;
  below = below * r + 0.14810397642748008;
  below = below * r + 0.6897673349851;
  below = below * r + 1.6763848301838038;
  below = below * r + 2.053191626637759;
  return above / (below * r + 1);
}

function farTail(r: number): number {
  let above = 2.0103343992922881e-7 * r + 2.7115555687434876e-5;
  above = above * r + 0.0012426609473880784;
  above = above * r + 0.026532189526576124;
  above = above * r + 0.29656057182850487;
  above = above * r + 1.7848265399172913;
  above = above * r + 5.463784911164114;
  above = above * r + 6.657904643501103;
  let below = 2.0442631033899397e-15 * r + 1.421511758316446e-7;
  below = below * r + 1.8463183175100548e-5;
  below = below * r + 0.0007868691311456133;
  below = below * r + 0.014875361290850615;
  below = below * r + 0.1369298809227358;
  below = below * r + 0.599832206555888;
  return above / (below * r + 1);
}
