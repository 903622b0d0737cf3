import type { FitGeometry } from './fit-geometry.ts';

/** Weights of the source's pixels for one pixel of the result. */
interface Window {
  readonly from: number;
  readonly weights: Float64Array;
}

/**
 * Scales pixels by a triangle filter that widens as the picture shrinks, so that nothing is left out between two samples: Pillow's
 * `BILINEAR`, torchvision's bilinear with antialias. Only the window that is kept is computed.
 *
 * @param rgba four values a pixel; the fourth, opacity, is ignored
 * @param source width and height of `rgba`
 * @param target to which size, and which window of it
 * @param keep width and height of the window
 * @returns three values a pixel
 */
export function resample(
  rgba: Uint8Array | Uint8ClampedArray,
  source: { readonly width: number; readonly height: number },
  target: FitGeometry,
  keep: { readonly width: number; readonly height: number },
): Uint8Array {
  const columns = windows(source.width, target.width, target.left, keep.width);
  const rows = windows(source.height, target.height, target.top, keep.height);
  const firstRow = rows[0]?.from ?? 0;
  const lastRow = rows.reduce((last, { from, weights }) => Math.max(last, from + weights.length), firstRow);
  // First along the rows, as Pillow does: rounding in between to 8 bits as well.
  const narrow = new Uint8ClampedArray((lastRow - firstRow) * keep.width * 3);
  for (let y = firstRow; y < lastRow; y++) {
    for (const [x, window] of columns.entries()) {
      const at = ((y - firstRow) * keep.width + x) * 3;
      blend(rgba, 4 * (y * source.width + window.from), 4, window.weights, narrow, at);
    }
  }
  const scaled = new Uint8ClampedArray(keep.height * keep.width * 3);
  for (const [y, window] of rows.entries()) {
    for (let x = 0; x < keep.width; x++) {
      const from = 3 * ((window.from - firstRow) * keep.width + x);
      blend(narrow, from, 3 * keep.width, window.weights, scaled, 3 * (y * keep.width + x));
    }
  }
  return new Uint8Array(scaled.buffer);
}

/** One pixel of the result. A clamped array rounds what is assigned to it. */
function blend(
  source: Uint8Array | Uint8ClampedArray,
  from: number,
  step: number,
  weights: Float64Array,
  result: Uint8ClampedArray,
  at: number,
): void {
  let [red, green, blue] = [0, 0, 0];
  for (let k = 0, i = from; k < weights.length; k++, i += step) {
    const weight = weights[k] as number;
    red += weight * (source[i] as number);
    green += weight * (source[i + 1] as number);
    blue += weight * (source[i + 2] as number);
  }
  result[at] = red;
  result[at + 1] = green;
  result[at + 2] = blue;
}

function windows(source: number, target: number, offset: number, count: number): Window[] {
  const scale = source / target;
  const radius = Math.max(scale, 1);
  return Array.from({ length: count }, (_, i): Window => {
    const centre = (i + offset + 0.5) * scale;
    const from = Math.max(0, Math.floor(centre - radius + 0.5));
    const to = Math.min(source, Math.floor(centre + radius + 0.5));
    const weights = Float64Array.from({ length: to - from }, (_, k) =>
      Math.max(0, 1 - Math.abs((from + k + 0.5 - centre) / radius)),
    );
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return { from, weights: weights.map((weight) => weight / sum) };
  });
}
