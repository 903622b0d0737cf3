/**
 * What a wrong gradient looks like: `factor` (a constant multiple of the right one), `sign` (its negative), `stopped` (zero where
 * it should not be), `transpose` (the right values in transposed order), `broadcast` (the sum over broadcast axes is missing),
 * `upstream` (the upstream gradient is ignored, wholly or in part), `upstream-not-linear` (it is not simply multiplied by it).
 */
export type CauseKind = 'factor' | 'sign' | 'stopped' | 'transpose' | 'broadcast' | 'upstream' | 'upstream-not-linear';

/** A guess at what went wrong. */
export interface Cause {
  readonly kind: CauseKind;
  /** In words. */
  readonly message: string;
  /** Of a `factor`: analytic / numeric. */
  readonly factor?: number;
}

/** How nearly a pattern has to fit, in units of the largest numeric slope. */
const FIT = 1e-4;

/**
 * Looks for a pattern in a wrong gradient.
 *
 * @param numeric NaN where it is not known
 * @returns null where nothing fits
 */
export function suspectCause(shape: readonly number[], analytic: Float64Array, numeric: Float64Array): Cause | null {
  const known = Array.from(numeric, (_, i) => i).filter((i) => Number.isFinite(numeric[i]));
  const largest = known.reduce((most, i) => Math.max(most, Math.abs(numeric[i] as number)), 0);
  if (largest === 0) return null;
  const fits = (expected: (i: number) => number): boolean =>
    known.every((i) => Math.abs((analytic[i] as number) - expected(i)) <= FIT * largest);
  if (fits(() => 0)) return { kind: 'stopped', message: 'it is zero although f depends on this input' };
  const factor = leastSquaresFactor(known, analytic, numeric);
  // Of a single number everything is a multiple.
  if (known.length > 1 && fits((i) => factor * (numeric[i] as number))) return factorCause(factor);
  if (isTransposed(shape, known, analytic, numeric, FIT * largest)) {
    return { kind: 'transpose', message: 'it has the right values in transposed order' };
  }
  return known.length === 1 ? factorCause(factor) : null;
}

function factorCause(factor: number): Cause {
  if (Math.abs(factor + 1) < FIT) return { kind: 'sign', factor, message: 'its sign is wrong' };
  return { kind: 'factor', factor, message: `it is ${Number(factor.toPrecision(4))} times what it should be` };
}

function leastSquaresFactor(known: readonly number[], analytic: Float64Array, numeric: Float64Array): number {
  let [products, squares] = [0, 0];
  for (const i of known) {
    products += (analytic[i] as number) * (numeric[i] as number);
    squares += (numeric[i] as number) ** 2;
  }
  return products / squares;
}

/** Whether analytic, read as `[…, n, m]`, is the transpose of numeric `[…, m, n]` wherever both elements are known. */
function isTransposed(
  shape: readonly number[],
  known: readonly number[],
  analytic: Float64Array,
  numeric: Float64Array,
  tolerance: number,
): boolean {
  const [rows = 1, columns = 1] = shape.slice(-2);
  if (shape.length < 2 || rows === 1 || columns === 1) return false;
  const places = known.map((i) => {
    const within = i % (rows * columns);
    return { from: i, to: i - within + (within % columns) * rows + Math.floor(within / columns) };
  });
  // Elements that stay where they are tell nothing.
  const moved = places.filter(({ from, to }) => from !== to);
  const agrees = ({ from, to }: { from: number; to: number }): boolean =>
    Math.abs((analytic[to] as number) - (numeric[from] as number)) <= tolerance;
  return moved.length > 1 && places.every(agrees);
}

/** A gradient function whose result has another shape than its input: the input's shape, and the cause if it can be told. */
export interface Malformed {
  readonly shape: readonly number[];
  readonly cause: Cause | null;
}

/** @param message as TensorFlow.js words it */
export function readMalformed(message: string): Malformed | null {
  const found = /has shape '([\d,]*)', which does not match the shape of the input '([\d,]*)'/.exec(message);
  if (found === null) return null;
  const [given, shape] = [found[1], found[2]].map((list) => (list ? list.split(',').map(Number) : [])) as [
    number[],
    number[],
  ];
  if (!broadcastsTo(shape, given)) return { shape, cause: null };
  const lack = `its shape [${given}] lacks the sum over the axes along which [${shape}] was broadcast`;
  return { shape, cause: { kind: 'broadcast', message: lack } };
}

function broadcastsTo(shape: readonly number[], target: readonly number[]): boolean {
  if (shape.length > target.length) return false;
  return shape.every((size, i) => size === 1 || size === target[target.length - shape.length + i]);
}
