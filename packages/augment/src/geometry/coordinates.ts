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
  const rowsOf = [matrix.slice(0, 3), matrix.slice(3, 6)].map((row, axis) =>
    row.map((value) => fround(fround(value) / fround(0.5 * (from[1 - axis] ?? 1)))),
  );
  const at = (axis: 0 | 1, x: number, y: number): number => {
    const [a = 0, b = 0, c = 0] = rowsOf[axis] ?? [];
    return fround(fround(fround(x * a) + y * b) + c);
  };
  return eachPixel(height, width, from, (column, row) => {
    const [x, y] = [column - (width - 1) / 2, row - (height - 1) / 2];
    return [at(0, x, y), at(1, x, y)];
  });
}

/**
 * The coordinates of a perspective map with coefficients a … h from the result to the source, measured from the upper
 * left corner: x' = (ax + by + c) / (gx + hy + 1), y' = (dx + ey + f) / (gx + hy + 1).
 */
export function perspectiveCoordinates(coefficients: readonly number[], size: readonly [number, number]): Coordinates {
  const [height, width] = size;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = coefficients.map(fround);
  const across = [a, b, c].map((value) => fround(value / fround(0.5 * width)));
  const down = [d, e, f].map((value) => fround(value / fround(0.5 * height)));
  const dot = ([p = 0, q = 0, r = 0]: readonly number[], x: number, y: number): number =>
    fround(fround(fround(x * p) + y * q) + r);
  return eachPixel(height, width, size, (column, row) => {
    const [x, y] = [column + 0.5, row + 0.5];
    const below = dot([g, h, 1], x, y);
    return [fround(fround(dot(across, x, y) / below) - 1), fround(fround(dot(down, x, y) / below) - 1)];
  });
}

/** `place` gives normalised coordinates, −1 and 1 at the edges of the source. */
function eachPixel(
  height: number,
  width: number,
  from: readonly [number, number],
  place: (column: number, row: number) => readonly [number, number],
): Coordinates {
  const x = new Float32Array(height * width);
  const y = new Float32Array(height * width);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const [across, down] = place(column, row);
      x[row * width + column] = fround(fround(across + 1) * fround(from[1] / 2)) - 0.5;
      y[row * width + column] = fround(fround(down + 1) * fround(from[0] / 2)) - 0.5;
    }
  }
  return { height, width, x, y };
}
