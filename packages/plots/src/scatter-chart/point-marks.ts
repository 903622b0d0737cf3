import type { SeriesStyle } from '../line-chart/series-style.ts';

/** A place in pixels. */
export type Spot = readonly [x: number, y: number];

/** Half the height of a mark in a crowd of points: a hundred are seen one by one, thousands as a cloud. */
export function markRadius(points: number): number {
  if (points <= 150) return 4.5;
  if (points <= 600) return 3.4;
  return points <= 3000 ? 2.4 : 1.7;
}

const written = (value: number): string => String(Math.round(value * 100) / 100);

/** The corners of each shape about its middle, for a radius of 1; about equal in area. */
const CORNERS: Readonly<Record<string, readonly Spot[]>> = {
  square: [
    [-0.86, -0.86],
    [0.86, -0.86],
    [0.86, 0.86],
    [-0.86, 0.86],
  ],
  'triangle-up': [
    [0, -1.25],
    [1.15, 0.85],
    [-1.15, 0.85],
  ],
  'triangle-down': [
    [0, 1.25],
    [1.15, -0.85],
    [-1.15, -0.85],
  ],
  diamond: [
    [0, -1.3],
    [1.1, 0],
    [0, 1.3],
    [-1.1, 0],
  ],
  cross: [
    [-0.4, -1.15],
    [0.4, -1.15],
    [0.4, -0.4],
    [1.15, -0.4],
    [1.15, 0.4],
    [0.4, 0.4],
    [0.4, 1.15],
    [-0.4, 1.15],
    [-0.4, 0.4],
    [-1.15, 0.4],
    [-1.15, -0.4],
    [-0.4, -0.4],
  ],
};

/** The outlines of all marks of a group as one path: a thousand elements would be ten times as long. */
export function markPath({ shape }: SeriesStyle, spots: readonly Spot[], radius: number): string {
  const corners = CORNERS[shape];
  if (corners === undefined) {
    const [r, width] = [written(radius), written(2 * radius)];
    return spots
      .map(([x, y]) => `M${written(x - radius)} ${written(y)}a${r} ${r} 0 1 0 ${width} 0a${r} ${r} 0 1 0 -${width} 0z`)
      .join('');
  }
  const outline = (x: number, y: number): string =>
    corners.map(([dx, dy]) => `${written(x + radius * dx)} ${written(y + radius * dy)}`).join('L');
  return spots.map(([x, y]) => `M${outline(x, y)}z`).join('');
}
