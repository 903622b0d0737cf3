import { at } from "./float";
import { read, VECTOR, write } from "./lanes";

/**
 * Rows [from, to) of max pooling, NHWC, counted through the whole batch. NaN is never the largest, and a window with nothing else in it
 * (or nothing at all) has the maximum −∞: so the stock CPU backend has it.
 */
export function maxPool(
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
    const rows = min(corner + filterHeight, inHeight) - top;
    let target = y + outLine * outWidth * pixel;
    for (let outColumn = 0; outColumn < outWidth; outColumn++, target += pixel) {
      const side = outColumn * strideWidth - padLeft;
      const left = max(side, 0);
      const columns = min(side + filterWidth, inWidth) - left;
      const window = image + <usize>top * line + <usize>left * pixel;
      if (rows == 2 && columns == 2) largestOfFour(window, line, pixel, target);
      else if (rows == 3 && columns == 3) largestOfNine(window, line, pixel, target);
      else largest(window, rows, columns, line, pixel, target);
    }
  }
}

// `pmax(a, b)` is `a < b ? b : a`: from −∞ on, it never takes a NaN.

// @ts-ignore: decorator
@inline
function largestAt(x: usize, rows: i32, columns: i32, line: usize, pixel: usize, isWhole: bool): v128 {
  let most = f32x4.splat(-Infinity);
  for (let row = 0; row < rows; row++, x += line) {
    let from = x;
    for (let column = 0; column < columns; column++, from += pixel) most = f32x4.pmax(most, read(from, isWhole));
  }
  return most;
}

function largest(x: usize, rows: i32, columns: i32, line: usize, pixel: usize, y: usize): void {
  let i: usize = 0;
  if (pixel < VECTOR) {
    for (; i < pixel; i += 4) write(y + i, largestAt(x + i, rows, columns, line, pixel, false), false);
    return;
  }
  const last = pixel - VECTOR;
  for (; i < last; i += VECTOR) write(y + i, largestAt(x + i, rows, columns, line, pixel, true), true);
  write(y + last, largestAt(x + last, rows, columns, line, pixel, true), true);
}

// The two windows of almost every network, without loops.

// @ts-ignore: decorator
@inline
function largestOfTwo(most: v128, x: usize, pixel: usize, isWhole: bool): v128 {
  return f32x4.pmax(f32x4.pmax(most, read(x, isWhole)), read(x + pixel, isWhole));
}

// @ts-ignore: decorator
@inline
function largestOfThree(most: v128, x: usize, pixel: usize, isWhole: bool): v128 {
  return f32x4.pmax(largestOfTwo(most, x, pixel, isWhole), read(x + 2 * pixel, isWhole));
}

// @ts-ignore: decorator
@inline
function largestOfFourAt(x: usize, line: usize, pixel: usize, isWhole: bool): v128 {
  const most = largestOfTwo(f32x4.splat(-Infinity), x, pixel, isWhole);
  return largestOfTwo(most, x + line, pixel, isWhole);
}

// @ts-ignore: decorator
@inline
function largestOfNineAt(x: usize, line: usize, pixel: usize, isWhole: bool): v128 {
  let most = largestOfThree(f32x4.splat(-Infinity), x, pixel, isWhole);
  most = largestOfThree(most, x + line, pixel, isWhole);
  return largestOfThree(most, x + 2 * line, pixel, isWhole);
}

function largestOfFour(x: usize, line: usize, pixel: usize, y: usize): void {
  let i: usize = 0;
  if (pixel < VECTOR) {
    for (; i < pixel; i += 4) write(y + i, largestOfFourAt(x + i, line, pixel, false), false);
    return;
  }
  const last = pixel - VECTOR;
  for (; i < last; i += VECTOR) write(y + i, largestOfFourAt(x + i, line, pixel, true), true);
  write(y + last, largestOfFourAt(x + last, line, pixel, true), true);
}

function largestOfNine(x: usize, line: usize, pixel: usize, y: usize): void {
  let i: usize = 0;
  if (pixel < VECTOR) {
    for (; i < pixel; i += 4) write(y + i, largestOfNineAt(x + i, line, pixel, false), false);
    return;
  }
  const last = pixel - VECTOR;
  for (; i < last; i += VECTOR) write(y + i, largestOfNineAt(x + i, line, pixel, true), true);
  write(y + last, largestOfNineAt(x + last, line, pixel, true), true);
}
