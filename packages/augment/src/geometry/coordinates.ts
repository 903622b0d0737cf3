/**
 * Where in the source each pixel of the result lies, in source pixels: x to the right, y downwards, the middle of the
 * first pixel at 0. Row after row.
 */
export interface Coordinates {
  readonly height: number;
  readonly width: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
}

export interface GridSizes {
  /** Height and width of the source. */
  readonly from: readonly [number, number];
  /** Height and width of the result. */
  readonly to: readonly [number, number];
}

const { fround } = Math;

/**
 * The coordinates of an affine map [[a, b, c], [d, e, f]] from the result to the source, both measured from the middle
 * of the image.
 *
 * Each step is rounded to float32, in the order of PyTorch: whether a pixel lies just inside or outside the image, or
 * which of two neighbours is the nearest, is decided by the last bit.
 */
export function affineCoordinates(matrix: readonly number[], { from, to }: GridSizes): Coordinates {
  const [height, width] = to;
  const [halfHeight, halfWidth] = [fround(from[0] / 2), fround(from[1] / 2)];
  const [a = 0, b = 0, c = 0] = matrix.slice(0, 3).map((value) => fround(fround(value) / halfWidth));
  const [d = 0, e = 0, f = 0] = matrix.slice(3, 6).map((value) => fround(fround(value) / halfHeight));
  const found = emptyCoordinates(height, width);
  for (let row = 0, i = 0; row < height; row++) {
    const y = row - (height - 1) / 2;
    for (let column = 0; column < width; column++, i++) {
      const x = column - (width - 1) / 2;
      found.x[i] = inPixels(dot(a, b, c, x, y), halfWidth);
      found.y[i] = inPixels(dot(d, e, f, x, y), halfHeight);
    }
  }
  return found;
}

/**
 * The coordinates of a perspective map with coefficients a … h from the result to the source, measured from the upper
 * left corner: x' = (ax + by + c) / (gx + hy + 1), y' = (dx + ey + f) / (gx + hy + 1).
 */
export function perspectiveCoordinates(coefficients: readonly number[], size: readonly [number, number]): Coordinates {
  const [height, width] = size;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = coefficients.map(fround);
  const [halfHeight, halfWidth] = [fround(height / 2), fround(width / 2)];
  const [p = 0, q = 0, r = 0] = [a, b, c].map((value) => fround(value / halfWidth));
  const [s = 0, t = 0, u = 0] = [d, e, f].map((value) => fround(value / halfHeight));
  const found = emptyCoordinates(height, width);
  for (let row = 0, i = 0; row < height; row++) {
    const y = row + 0.5;
    for (let column = 0; column < width; column++, i++) {
      const x = column + 0.5;
      const below = dot(g, h, 1, x, y);
      found.x[i] = inPixels(fround(fround(dot(p, q, r, x, y) / below) - 1), halfWidth);
      found.y[i] = inPixels(fround(fround(dot(s, t, u, x, y) / below) - 1), halfHeight);
    }
  }
  return found;
}

function emptyCoordinates(height: number, width: number): Coordinates {
  return { height, width, x: new Float32Array(height * width), y: new Float32Array(height * width) };
}

/** ax + by + c in the steps of PyTorch's matrix product, whose second and third are fused. */
function dot(a: number, b: number, c: number, x: number, y: number): number {
  return fround(fround(fround(x * a) + y * b) + c);
}

/** From −1 and 1 at the edges of the source to its pixels. */
function inPixels(normalized: number, half: number): number {
  return fround(fround(normalized + 1) * half) - 0.5;
}
