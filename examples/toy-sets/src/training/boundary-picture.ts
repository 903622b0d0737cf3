import type { Dataset, Field } from '@gradlab/datasets';
import type { GridPicture } from '@gradlab/plots';
import { type Boundary, probabilitiesOf } from './boundary.ts';

type Rgb = readonly [number, number, number];

// The colours that scatterChart gives two groups.
const COLORS: readonly [Rgb, Rgb] = [
  [0, 49, 138],
  [211, 127, 0],
];
const UNKNOWN: Rgb = [226, 226, 226];
const TINT = 0.45;
// Pixels to a cell: a point is then smaller than a cell is wide.
const SCALE = 2;
const POINTS = 400;

/**
 * A small picture of what a network makes of the plane, with points of the set: what `scatterChart` draws large.
 *
 * @param caption lines under it
 */
export function boundaryPicture(boundary: Boundary, points: Dataset<Field>, caption: readonly string[]): GridPicture {
  const size = SCALE * boundary.cells;
  const data = new Uint8Array(3 * size * size);
  const rows = probabilitiesOf(boundary);
  const paint = (row: number, column: number, color: Rgb): void => {
    if (row >= 0 && row < size && column >= 0 && column < size) data.set(color, 3 * (row * size + column));
  };
  for (let row = 0; row < size; row++) {
    // Pictures begin at the top, where y is largest.
    const cells = rows[Math.floor((size - 1 - row) / SCALE)] ?? [];
    for (let column = 0; column < size; column++) {
      paint(row, column, tint(cells[Math.floor(column / SCALE)] ?? Number.NaN));
    }
  }
  for (let i = 0; i < Math.min(POINTS, points.size); i++) {
    const [row, column] = pixelOf(boundary, points, i, size);
    const color = COLORS[points.y.data[i] === 1 ? 1 : 0];
    for (const [dr, dc] of [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ] as const)
      paint(row + dr, column + dc, color);
  }
  return { data, shape: [size, size, 3], caption };
}

function pixelOf({ window }: Boundary, { x }: Dataset<Field>, i: number, size: number): readonly [number, number] {
  const share = ([low, high]: readonly [number, number], value: number): number => (value - low) / (high - low);
  const [along, up] = [share(window.x, x.data[2 * i] ?? 0), share(window.y, x.data[2 * i + 1] ?? 0)];
  return [Math.round(size * (1 - up)) - 1, Math.round(size * along) - 1];
}

function tint(probability: number): Rgb {
  if (Number.isNaN(probability)) return UNKNOWN;
  const color = COLORS[probability < 0.5 ? 0 : 1];
  const share = TINT * Math.abs(2 * probability - 1);
  const mixed = color.map((value) => Math.round(255 - share * (255 - value)));
  return [mixed[0] ?? 0, mixed[1] ?? 0, mixed[2] ?? 0];
}
