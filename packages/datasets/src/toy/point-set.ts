import { foldIn, normal, permutation, type Seed } from '@gradlab/random';
import { requireInteger, requireNumber } from '@gradlab-internal/checks';
import type { Dataset, Field } from '../dataset.ts';

/** What every set of points in the plane is made with. */
export interface PointSetOptions {
  /** How many points. */
  readonly size: number;
  readonly seed: Seed;
  /** Standard deviation of the normal noise added to both coordinates. */
  readonly noise?: number;
}

/** A set of labelled points in the plane. */
interface PointSet {
  readonly name: string;
  readonly classNames: readonly string[];
  /**
   * Where a point stands before the noise.
   *
   * @param label its class
   * @param rank how many points of its class come before it
   * @param count how many points its class has
   */
  readonly place: (label: number, rank: number, count: number) => readonly [x: number, y: number];
}

/**
 * Points of all classes in turn, so that any run of them holds each class about equally often; within a class in random order, so
 * that it does not matter which are taken for training.
 *
 * @returns x float32 `[2]`, y class `[]`
 * @throws TypeError or RangeError for an option that is not valid
 */
export function drawPoints(
  { name, classNames, place }: PointSet,
  { size, seed, noise = 0 }: PointSetOptions,
): Dataset<Field> {
  const count = requireInteger(name, 'size', size, { min: 0 });
  requireNumber(name, 'noise', noise, { min: 0 });
  const key = foldIn(seed, name);
  const scatter = normal(foldIn(key, 'noise'), 2 * count);
  const points = new Float32Array(2 * count);
  const labels = Uint8Array.from({ length: count }, (_, i) => i % classNames.length);
  for (const [label] of classNames.entries()) {
    const total = Math.ceil((count - label) / classNames.length);
    const ranks = permutation(foldIn(foldIn(key, 'order'), label), Math.max(total, 0));
    for (const [k, rank] of ranks.entries()) {
      const i = k * classNames.length + label;
      const at = place(label, rank, total);
      for (const axis of [0, 1] as const) points[2 * i + axis] = at[axis] + noise * (scatter[2 * i + axis] as number);
    }
  }
  return { name, size: count, x: { data: points, shape: [2] }, y: { data: labels, shape: [], classNames } };
}
