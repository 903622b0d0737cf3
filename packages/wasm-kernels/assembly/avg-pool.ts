import { at } from "./float";
import { read, VECTOR, write } from "./lanes";

/** Rows [from, to) of average pooling, NHWC, counted through the whole batch. Padding does not count; an empty window gives NaN. */
export function avgPool(
  x: usize,
  y: usize,
  channels: usize,
  inHeight: i32,
  inWidth: i32,
  outHeight: i32,
  outWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
  filterHeight: i32,
  filterWidth: i32,
  padTop: i32,
  padLeft: i32,
  from: usize,
  to: usize,
): void {
  const pixel = at(0, channels);
  const line = <usize>inWidth * pixel;
  for (let outLine = from; outLine < to; outLine++) {
    const image = x + (outLine / outHeight) * inHeight * line;
    const corner = <i32>(outLine % outHeight) * strideHeight - padTop;
    const top = max(corner, 0);
    const rows = max(min(corner + filterHeight, inHeight) - top, 0);
    let target = y + outLine * outWidth * pixel;
    for (let outColumn = 0; outColumn < outWidth; outColumn++, target += pixel) {
      const side = outColumn * strideWidth - padLeft;
      const left = max(side, 0);
      const columns = max(min(side + filterWidth, inWidth) - left, 0);
      const window = image + <usize>top * line + <usize>left * pixel;
      scaledSum(window, rows, columns, line, pixel, 1 / <f32>(rows * columns), target);
    }
  }
}

// Sums go row by row of the window, each joining the total whole: the error of a window of r × c is that of about r + c roundings, not
// of r · c.

// @ts-ignore: decorator
@inline
function sumOfRow(x: usize, columns: i32, pixel: usize, isWhole: bool): v128 {
  if (columns == 2) return f32x4.add(read(x, isWhole), read(x + pixel, isWhole));
  if (columns == 3) {
    return f32x4.add(f32x4.add(read(x, isWhole), read(x + pixel, isWhole)), read(x + 2 * pixel, isWhole));
  }
  let sum = f32x4.splat(0);
  for (let column = 0; column < columns; column++, x += pixel) sum = f32x4.add(sum, read(x, isWhole));
  return sum;
}

// @ts-ignore: decorator
@inline
function sumAt(x: usize, rows: i32, columns: i32, line: usize, pixel: usize, isWhole: bool): v128 {
  let total = f32x4.splat(0);
  for (let row = 0; row < rows; row++, x += line) total = f32x4.add(total, sumOfRow(x, columns, pixel, isWhole));
  return total;
}

// @ts-ignore: decorator
@inline
function sumOfNineAt(x: usize, line: usize, pixel: usize): v128 {
  const total = f32x4.add(sumOfRow(x, 3, pixel, true), sumOfRow(x + line, 3, pixel, true));
  return f32x4.add(total, sumOfRow(x + 2 * line, 3, pixel, true));
}

function scaledSumOfNine(x: usize, line: usize, pixel: usize, factor: f32, y: usize): void {
  const factors = f32x4.splat(factor);
  const last = pixel - VECTOR;
  for (let i: usize = 0; i < last; i += VECTOR) v128.store(y + i, f32x4.mul(sumOfNineAt(x + i, line, pixel), factors));
  v128.store(y + last, f32x4.mul(sumOfNineAt(x + last, line, pixel), factors));
}

// @ts-ignore: decorator
@inline
function sumOfFourAt(x: usize, line: usize, pixel: usize): v128 {
  return f32x4.add(sumOfRow(x, 2, pixel, true), sumOfRow(x + line, 2, pixel, true));
}

function scaledSumOfFour(x: usize, line: usize, pixel: usize, factor: f32, y: usize): void {
  const factors = f32x4.splat(factor);
  const last = pixel - VECTOR;
  for (let i: usize = 0; i < last; i += VECTOR) v128.store(y + i, f32x4.mul(sumOfFourAt(x + i, line, pixel), factors));
  v128.store(y + last, f32x4.mul(sumOfFourAt(x + last, line, pixel), factors));
}

/** For each channel, the sum over rows × columns of pixels, times `factor`. */
function scaledSum(x: usize, rows: i32, columns: i32, line: usize, pixel: usize, factor: f32, y: usize): void {
  if (pixel >= VECTOR) {
    if (rows == 3 && columns == 3) return scaledSumOfNine(x, line, pixel, factor, y);
    if (rows == 2 && columns == 2) return scaledSumOfFour(x, line, pixel, factor, y);
  }
  const factors = f32x4.splat(factor);
  let i: usize = 0;
  if (pixel < VECTOR) {
    for (; i < pixel; i += 4) write(y + i, f32x4.mul(sumAt(x + i, rows, columns, line, pixel, false), factors), false);
    return;
  }
  const last = pixel - VECTOR;
  for (; i < last; i += VECTOR) write(y + i, f32x4.mul(sumAt(x + i, rows, columns, line, pixel, true), factors), true);
  write(y + last, f32x4.mul(sumAt(x + last, rows, columns, line, pixel, true), factors), true);
}

/** Where one window alone meets an input. */
function scaled(x: usize, pixel: usize, factor: f32, y: usize): void {
  const factors = f32x4.splat(factor);
  let i: usize = 0;
  if (pixel < VECTOR) {
    for (; i < pixel; i += 4) write(y + i, f32x4.mul(read(x + i, false), factors), false);
    return;
  }
  const last = pixel - VECTOR;
  for (; i < last; i += VECTOR) write(y + i, f32x4.mul(read(x + i, true), factors), true);
  write(y + last, f32x4.mul(read(x + last, true), factors), true);
}

/**
 * Rows [from, to) of the gradient of average pooling, counted through the whole batch: each input adds up the windows that it lies in.
 * The sum is divided by the size of the filter also where padding was not counted, as tfjs does it.
 */
export function avgPoolGrad(
  dy: usize,
  dx: usize,
  channels: usize,
  inHeight: i32,
  inWidth: i32,
  outHeight: i32,
  outWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
  filterHeight: i32,
  filterWidth: i32,
  padTop: i32,
  padLeft: i32,
  from: usize,
  to: usize,
): void {
  const pixel = at(0, channels);
  const outLine = <usize>outWidth * pixel;
  const factor: f32 = 1 / <f32>(filterHeight * filterWidth);
  for (let inLine = from; inLine < to; inLine++) {
    const row = <i32>(inLine % inHeight) + padTop;
    const top = row < filterHeight ? 0 : (row - filterHeight) / strideHeight + 1;
    // With negative padding the first inputs are in no window.
    const rows = row < 0 ? 0 : max(min(row / strideHeight + 1, outHeight) - top, 0);
    const windows = dy + ((inLine / inHeight) * outHeight + top) * outLine;
    let target = dx + inLine * inWidth * pixel;
    let left = 0;
    let right = 0;
    for (let column = padLeft; column < inWidth + padLeft; column++, target += pixel) {
      while (left * strideWidth + filterWidth <= column) left++;
      while (right < outWidth && right * strideWidth <= column) right++;
      const first = windows + <usize>left * pixel;
      if (rows == 1 && right - left == 1) scaled(first, pixel, factor, target);
      else scaledSum(first, rows, max(right - left, 0), outLine, pixel, factor, target);
    }
  }
}
