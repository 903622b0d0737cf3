import type { Point } from './flatten.ts';

const FAR = 1e9;

/**
 * Squared distance in pixels from each pixel's centre to the nearest of the polylines; where that is beyond `reach`
 * the value may be larger.
 *
 * @returns `imageSize²` values, row by row
 */
export function squaredDistances(
  polylines: readonly (readonly Point[])[],
  imageSize: number,
  reach: number,
): Float64Array {
  const field = new Float64Array(imageSize * imageSize).fill(FAR);
  for (const line of polylines) {
    for (let i = 1; i < line.length; i++) {
      const [from, to] = [line[i - 1], line[i]];
      if (from !== undefined && to !== undefined) nearSegment(field, imageSize, from, to, reach);
    }
  }
  return field;
}

function nearSegment(field: Float64Array, size: number, [x0, y0]: Point, [x1, y1]: Point, reach: number): void {
  const dx = x1 - x0;
  const dy = y1 - y0;
  const inverse = 1 / Math.max(dx * dx + dy * dy, 1e-12);
  // Pixel (row, column) has its centre at (column + ½, row + ½).
  const top = Math.max(0, Math.floor(Math.min(y0, y1) - reach));
  const bottom = Math.min(size - 1, Math.ceil(Math.max(y0, y1) + reach));
  const left = Math.max(0, Math.floor(Math.min(x0, x1) - reach));
  const right = Math.min(size - 1, Math.ceil(Math.max(x0, x1) + reach));
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const px = column + 0.5 - x0;
      const py = row + 0.5 - y0;
      const along = Math.min(1, Math.max(0, (px * dx + py * dy) * inverse));
      const ex = px - along * dx;
      const ey = py - along * dy;
      const at = row * size + column;
      field[at] = Math.min(field[at] ?? FAR, ex * ex + ey * ey);
    }
  }
}

/**
 * Ink of a round pen: 1 inside the stroke, falling to 0 over one pixel at its edge.
 *
 * @param squared distance in pixels to the stroke's middle, squared
 * @param halfWidth of the stroke in pixels
 */
export function inkAt(squared: number, halfWidth: number): number {
  return Math.min(1, Math.max(0, halfWidth + 0.5 - Math.sqrt(squared)));
}
