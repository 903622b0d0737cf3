import fc from 'fast-check';
import { type Reference, sizeOf, sums } from './reference.ts';

/** A product of two stacks of matrices, either transposed, whose batches may be broadcast on both sides. */
export interface Product {
  readonly aBatch: readonly number[];
  readonly bBatch: readonly number[];
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

const length = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 1, max: 20 }) }, fc.integer({ min: 1, max: 90 }));
const inner = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 1, max: 40 }) }, fc.integer({ min: 1, max: 600 }));

/** One axis of the batches: as long on both sides, or 1 on one of them. */
const batchAxis = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.constantFrom('both', 'left', 'right'))
  .map(([size, side]) => [side === 'right' ? 1 : size, side === 'left' ? 1 : size] as const);

/** Products of every size, without batches and with. */
export const products: fc.Arbitrary<Product> = fc
  .record({
    batch: fc.array(batchAxis, { maxLength: 2 }),
    m: length,
    k: inner,
    n: length,
    transposeA: fc.boolean(),
    transposeB: fc.boolean(),
  })
  .map(({ batch, ...sizes }) => ({ ...sizes, aBatch: batch.map(([a]) => a), bBatch: batch.map(([, b]) => b) }));

/** Shapes of both factors and of the product. */
export function shapesOf({
  aBatch,
  bBatch,
  m,
  k,
  n,
  transposeA,
  transposeB,
}: Product): Readonly<Record<'a' | 'b' | 'c', number[]>> {
  const batch = aBatch.map((size, axis) => Math.max(size, bBatch[axis] ?? 1));
  return {
    a: [...aBatch, ...(transposeA ? [k, m] : [m, k])],
    b: [...bBatch, ...(transposeB ? [n, k] : [k, n])],
    c: [...batch, m, n],
  };
}

/** Which of a factor's matrices meets matrix `index` of the product. */
function matrixOf(index: number, full: readonly number[], own: readonly number[]): number {
  let [rest, found, step] = [index, 0, 1];
  for (let axis = full.length - 1; axis >= 0; axis--) {
    const [size, ownSize] = [full[axis] ?? 1, own[axis] ?? 1];
    found += step * (ownSize === 1 ? 0 : rest % size);
    step *= ownSize;
    rest = Math.floor(rest / size);
  }
  return found;
}

/** The product in float64. */
export function multiply(product: Product, a: Float32Array, b: Float32Array): Reference {
  const { aBatch, bBatch, m, k, n, transposeA, transposeB } = product;
  const shape = shapesOf(product).c;
  const batch = shape.slice(0, -2);
  return sums(sizeOf(shape), (add) => {
    for (let matrix = 0; matrix < sizeOf(batch); matrix++) {
      const [left, right] = [m * k * matrixOf(matrix, batch, aBatch), k * n * matrixOf(matrix, batch, bBatch)];
      for (let i = 0; i < m; i++) {
        for (let j = 0; j < n; j++) {
          for (let d = 0; d < k; d++) {
            const x = a[left + (transposeA ? d * m + i : i * k + d)] ?? 0;
            add((matrix * m + i) * n + j, x * (b[right + (transposeB ? j * k + d : d * n + j)] ?? 0));
          }
        }
      }
    }
  });
}
