/** A matrix of doubles, one column after the other. */
export interface Columns {
  readonly rows: number;
  readonly values: Float64Array;
}

/**
 * Q of the QR factorisation A = Q R with a positive diagonal of R, by Householder reflections. There is one such Q, so that
 * of a matrix of independent normal draws it is uniform (Haar) among all matrices with orthonormal columns.
 *
 * @param matrix rows × columns, at least as many rows; what is left in it is of no use
 * @returns Q, of the same shape
 * @see Mezzadri: How to generate random matrices from the classical compact groups. Notices of the AMS, 2007.
 */
export function orthonormalise(matrix: Columns): Columns {
  const { rows, values } = matrix;
  const count = rows === 0 ? 0 : values.length / rows;
  const signs = new Float64Array(count);
  const scales = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    const { diagonal, scale } = makeReflector(values, k * rows + k, (k + 1) * rows);
    signs[k] = diagonal < 0 ? -1 : 1;
    scales[k] = scale;
    reflect(matrix, k, scale, matrix, k + 1, count);
  }
  return product(matrix, scales, signs);
}

/**
 * Turns the vector x in [start, end) into v, where x − scale·(v·x)·v has all but its first component zero.
 *
 * @returns that component, and scale = 2 / (v·v), 0 for a vector of zeros
 */
function makeReflector(values: Float64Array, start: number, end: number): { diagonal: number; scale: number } {
  let squares = 0;
  for (let i = start; i < end; i++) {
    const x = values[i] as number;
    squares += x * x;
  }
  const first = values[start] as number;
  // Of the other sign than x₀, so that the difference loses no digits.
  const diagonal = first > 0 ? -Math.sqrt(squares) : Math.sqrt(squares);
  values[start] = first - diagonal;
  const ofReflector = squares - 2 * first * diagonal + diagonal * diagonal;
  return { diagonal, scale: ofReflector === 0 ? 0 : 2 / ofReflector };
}

/** The reflections, last first, on the columns of the identity; then the signs of R's diagonal. */
function product(reflectors: Columns, scales: Float64Array, signs: Float64Array): Columns {
  const { rows } = reflectors;
  const count = scales.length;
  const q: Columns = { rows, values: new Float64Array(rows * count) };
  for (let k = count - 1; k >= 0; k--) {
    q.values[k * rows + k] = 1;
    reflect(reflectors, k, scales[k] as number, q, k, count);
  }
  for (let at = 0; at < q.values.length; at++) {
    q.values[at] = (q.values[at] as number) * (signs[Math.floor(at / rows)] as number);
  }
  return q;
}

/**
 * Reflects the columns from … to − 1, four at once: each value of v is read once for all, and a processor need not wait for
 * one sum.
 */
function reflect(
  { rows, values: v }: Columns,
  k: number,
  scale: number,
  { values }: Columns,
  from: number,
  to: number,
): void {
  const shift = k * rows;
  let column = from;
  for (; column + 4 <= to; column += 4) reflectFour(v, shift, k, rows, scale, values, column * rows);
  for (; column < to; column++) reflectOne(v, shift, k, rows, scale, values, column * rows);
}

function reflectOne(
  v: Float64Array,
  shift: number,
  k: number,
  rows: number,
  scale: number,
  values: Float64Array,
  at: number,
): void {
  let dot = 0;
  for (let i = k; i < rows; i++) dot += (v[shift + i] as number) * (values[at + i] as number);
  dot *= scale;
  for (let i = k; i < rows; i++) values[at + i] = (values[at + i] as number) - dot * (v[shift + i] as number);
}

function reflectFour(
  v: Float64Array,
  shift: number,
  k: number,
  rows: number,
  scale: number,
  values: Float64Array,
  at0: number,
): void {
  const at1 = at0 + rows;
  const at2 = at1 + rows;
  const at3 = at2 + rows;
  let dot0 = 0;
  let dot1 = 0;
  let dot2 = 0;
  let dot3 = 0;
  for (let i = k; i < rows; i++) {
    const x = v[shift + i] as number;
    dot0 += x * (values[at0 + i] as number);
    dot1 += x * (values[at1 + i] as number);
    dot2 += x * (values[at2 + i] as number);
    dot3 += x * (values[at3 + i] as number);
  }
  dot0 *= scale;
  dot1 *= scale;
  dot2 *= scale;
  dot3 *= scale;
  for (let i = k; i < rows; i++) {
    const x = v[shift + i] as number;
    values[at0 + i] = (values[at0 + i] as number) - dot0 * x;
    values[at1 + i] = (values[at1 + i] as number) - dot1 * x;
    values[at2 + i] = (values[at2 + i] as number) - dot2 * x;
    values[at3 + i] = (values[at3 + i] as number) - dot3 * x;
  }
}
