/** Numbers in a row, in double or in single precision. */
export type Numbers = Float64Array | Float32Array;

/** What the numbers of a network are kept in. Sums are added up in double precision either way and rounded when they are stored. */
export type Precision = 'float64' | 'float32';

const KINDS = { float64: Float64Array, float32: Float32Array } as const;

/** So many zeros. */
export function zeros(length: number, precision: Precision): Numbers {
  return new KINDS[precision](length);
}

/** Numbers in another precision; always a copy. */
export function numbersOf(values: ArrayLike<number>, precision: Precision): Numbers {
  return KINDS[precision].from(values);
}

/** Row number `i` of a matrix that is kept row by row; no copy. */
export function row(matrix: Numbers, i: number, width: number): Numbers {
  return matrix.subarray(i * width, (i + 1) * width);
}

/** Σ aᵢbᵢ */
export function dot(a: Numbers, b: Numbers): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** W x + b, with W kept row by row */
export function affine(W: Numbers, x: Numbers, b: Numbers): Numbers {
  return b.map((bias, i) => dot(row(W, i, x.length), x) + bias);
}

/** Wᵀ y */
export function transposedProduct(W: Numbers, y: Numbers, width: number): Numbers {
  const product = W.slice(0, width).fill(0);
  for (const [i, yi] of y.entries()) addScaled(product, row(W, i, width), yi);
  return product;
}

/** sum ← sum + a bᵀ */
export function addOuterProduct(sum: Numbers, a: Numbers, b: Numbers): void {
  for (const [i, ai] of a.entries()) addScaled(row(sum, i, b.length), b, ai);
}

/** sum ← sum + factor · a */
export function addScaled(sum: Numbers, a: Numbers, factor = 1): void {
  for (let i = 0; i < a.length; i++) sum[i] = (sum[i] as number) + factor * (a[i] as number);
}

/** log Σ exp zᵢ. The largest is taken out first, so that no exponential overflows. */
export function logSumExp(z: Numbers): number {
  const largest = Math.max(...z);
  let sum = 0;
  for (const zi of z) sum += Math.exp(zi - largest);
  return largest + Math.log(sum);
}
