import type { Dataset, Field } from '@gradlab/datasets';

/** How well a straight line can do on a set. */
export interface BestLine {
  /** Share of the points on the right side of the best line found. */
  readonly accuracy: number;
  /** Points x with `normal · x > offset` are on the side of class 1. */
  readonly normal: readonly [number, number];
  readonly offset: number;
}

// A degree apart. What is best between two of them is a few points better at the most.
const DIRECTIONS = 360;

/** The best line of many directions at any offset, worked out from all points: no training is in it, so no linear model does much better. */
export function bestLine({ x, y, size }: Dataset<Field>): BestLine {
  let best: BestLine = { accuracy: 0, normal: [1, 0], offset: 0 };
  for (let i = 0; i < DIRECTIONS; i++) {
    const angle = (2 * Math.PI * i) / DIRECTIONS;
    const normal = [Math.cos(angle), Math.sin(angle)] as const;
    const along = Array.from({ length: size }, (_, k) => ({
      at: normal[0] * (x.data[2 * k] ?? 0) + normal[1] * (x.data[2 * k + 1] ?? 0),
      label: y.data[k] ?? 0,
    })).sort((a, b) => a.at - b.at);
    const cut = bestCut(along);
    if (cut.right / size > best.accuracy) best = { accuracy: cut.right / size, normal, offset: cut.offset };
  }
  return best;
}

/** Where to cut points on a line so that the most of class 1 are above, of class 0 below. */
function bestCut(points: readonly { readonly at: number; readonly label: number }[]): {
  right: number;
  offset: number;
} {
  let right = points.filter(({ label }) => label === 1).length;
  let best = { right, offset: (points[0]?.at ?? 0) - 1 };
  for (const [i, { at, label }] of points.entries()) {
    right += label === 1 ? -1 : 1;
    const next = points[i + 1]?.at;
    // A line cannot pass between points that fall on one place.
    if (right > best.right && next !== at) best = { right, offset: next === undefined ? at + 1 : (at + next) / 2 };
  }
  return best;
}

/** The distance of the class means, as a share of the points' root mean square distance from the middle of all: 0 leaves a line nothing to begin with. */
export function meanDistance({ x, y, size }: Dataset<Field>): number {
  const mean = (label: number | undefined): readonly [number, number] => {
    let [count, sumX, sumY] = [0, 0, 0];
    for (let i = 0; i < size; i++) {
      if (label !== undefined && y.data[i] !== label) continue;
      count += 1;
      sumX += x.data[2 * i] ?? 0;
      sumY += x.data[2 * i + 1] ?? 0;
    }
    return [sumX / count, sumY / count];
  };
  const middle = mean(undefined);
  let squares = 0;
  for (let i = 0; i < size; i++) {
    squares += ((x.data[2 * i] ?? 0) - middle[0]) ** 2 + ((x.data[2 * i + 1] ?? 0) - middle[1]) ** 2;
  }
  const [zero, one] = [mean(0), mean(1)];
  return Math.hypot(one[0] - zero[0], one[1] - zero[1]) / Math.sqrt(squares / size);
}
