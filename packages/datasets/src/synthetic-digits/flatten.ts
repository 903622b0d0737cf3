import type { Stroke } from './skeletons.ts';

/** A point of the drawing. */
export type Point = readonly [x: number, y: number];

const STEPS = 5;

/**
 * The points of a stroke with those between them: a Catmull–Rom spline for curves, the points themselves for straight
 * strokes.
 *
 * @see Catmull, Rom: A class of local interpolating splines. Computer Aided Geometric Design, 1974.
 */
export function flatten(points: readonly Point[], path: Stroke['path']): Point[] {
  const last = points.length - 1;
  if (path === 'straight' || last < 1) return [...points];
  const at = (i: number): Point =>
    points[path === 'loop' ? (i + points.length) % points.length : Math.min(Math.max(i, 0), last)] ?? [0, 0];
  const flat: Point[] = [at(0)];
  for (let span = 0; span < (path === 'loop' ? points.length : last); span++) {
    const control = [at(span - 1), at(span), at(span + 1), at(span + 2)] as const;
    for (let step = 1; step <= STEPS; step++) flat.push(interpolate(control, step / STEPS));
  }
  return flat;
}

function interpolate([before, from, to, after]: readonly [Point, Point, Point, Point], t: number): Point {
  const w0 = t * (-1 + t * (2 - t));
  const w1 = 2 + t * t * (-5 + 3 * t);
  const w2 = t * (1 + t * (4 - 3 * t));
  const w3 = t * t * (t - 1);
  return [
    (w0 * before[0] + w1 * from[0] + w2 * to[0] + w3 * after[0]) / 2,
    (w0 * before[1] + w1 * from[1] + w2 * to[1] + w3 * after[1]) / 2,
  ];
}
