import { foldIn, normal, type Seed, uniform } from '@gradlab/random';
import { describeValue, requireInteger, requireNumber } from '@gradlab-internal/checks';
import type { Dataset, Field } from '../dataset.ts';

export interface BlobsOptions {
  /** How many points. */
  readonly size: number;
  readonly seed: Seed;
  /** How many centres, drawn uniformly from `box` in every coordinate, or the centres themselves; each is a class. Default 3. */
  readonly centers?: number | readonly (readonly number[])[];
  /** Coordinates of a point; that of the centres if they are given. Default 2. */
  readonly features?: number;
  /** Standard deviation about a centre, in every coordinate. Default 1. */
  readonly standardDeviation?: number;
  /** Where centres are drawn. Default [−10, 10]. */
  readonly box?: readonly [low: number, high: number];
}

/**
 * Normal clouds of points about centres, each a class, as scikit-learn's `make_blobs`. Point `i` depends on the seed and on `i` alone.
 *
 * @param options size, seed, centers, features, standardDeviation, box
 * @returns x float32 `[features]`, y class `[]`; the classes take turns
 * @throws TypeError or RangeError if an option is not valid
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.datasets.make_blobs.html
 * @example
 * ```ts
 * import { blobs } from '@gradlab/datasets';
 *
 * const points = blobs({ size: 100, seed: 1, centers: [[0, 0], [5, 5]] });
 * console.log(points.x.shape, points.y.classNames); // [ 2 ] [ 'blob 0', 'blob 1' ]
 * ```
 */
export function blobs(options: BlobsOptions): Dataset<Field> {
  const { seed, standardDeviation = 1, box = [-10, 10] } = options;
  const size = requireInteger('blobs', 'size', options.size, { min: 0 });
  requireNumber('blobs', 'standardDeviation', standardDeviation, { min: 0 });
  const key = foldIn(seed, 'blobs');
  const centers = requireCenters(options, foldIn(key, 'centers'), box);
  const features = centers[0]?.length ?? 0;
  const scatter = normal(foldIn(key, 'noise'), size * features);
  const labels = Uint8Array.from({ length: size }, (_, i) => i % centers.length);
  const data = Float32Array.from(scatter, (z, k) => {
    const center = centers[Math.floor(k / features) % centers.length];
    return (center?.[k % features] ?? 0) + standardDeviation * z;
  });
  const classNames = centers.map((_, label) => `blob ${label}`);
  return { name: 'blobs', size, x: { data, shape: [features] }, y: { data: labels, shape: [], classNames } };
}

function requireCenters(
  { centers = 3, features }: BlobsOptions,
  seed: Seed,
  [low, high]: readonly [number, number],
): readonly (readonly number[])[] {
  if (typeof centers === 'number') {
    requireInteger('blobs', 'centers', centers, { min: 1, max: 256 });
    const width = requireInteger('blobs', 'features', features ?? 2, { min: 1 });
    requireNumber('blobs', 'box[0]', low);
    requireNumber('blobs', 'box[1]', high, { min: low });
    const draws = uniform(seed, centers * width);
    return Array.from({ length: centers }, (_, i) =>
      Array.from(draws.subarray(i * width, (i + 1) * width), (u) => low + (high - low) * u),
    );
  }
  if (!Array.isArray(centers) || !centers.every(Array.isArray)) {
    throw new TypeError(`blobs: centers must be a number or a list of points, got ${describeValue(centers)}`);
  }
  requireInteger('blobs', 'centers.length', centers.length, { min: 1, max: 256 });
  const width = features ?? centers[0]?.length ?? 0;
  for (const [i, center] of centers.entries()) {
    if (center.length !== width || width === 0) {
      throw new RangeError(
        `blobs: centers[${i}] must have ${width || 'at least one'} coordinates, got ${center.length}`,
      );
    }
    for (const coordinate of center) requireNumber('blobs', `centers[${i}]`, coordinate);
  }
  return centers;
}
