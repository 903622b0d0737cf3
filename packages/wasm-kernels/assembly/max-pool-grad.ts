import { at } from "./float";
import { read, VECTOR, write } from "./lanes";

// Each window hands its gradient to the first of its largest inputs in row-major order. An input that is NaN is never the largest, and a
// window whose maximum is −∞ (all NaN, all −∞, all padding) hands on nothing: that is what the stock CPU backend does. The maximum is
// the forward pass's own output, so nothing is searched but where it stands.

/**
 * Rows [from, to) of the output, counted through the whole batch, where windows do not overlap: strides no shorter than the filter. Each
 * writes the rows of the input from its own window's to the next one's, once.
 */
export function maxPoolGradApart(
  x: usize,
  y: usize,
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
  const line = <usize>inWidth * pixel;
  for (let outLine = from; outLine < to; outLine++) {
    const outRow = <i32>(outLine % outHeight);
    const image = (outLine / outHeight) * inHeight * line;
    const corner = outRow * strideHeight - padTop;
    const top = min(max(corner, 0), inHeight);
    const bottom = max(min(corner + filterHeight, inHeight), top);
    const next = outRow + 1 == outHeight ? inHeight : min(max(corner + strideHeight, 0), inHeight);
    const start = image + <usize>top * line;
    const rows = bottom - top;
    let position = outLine * outWidth * pixel;
    for (let outColumn = 0; outColumn < outWidth; outColumn++, position += pixel) {
      const side = outColumn * strideWidth - padLeft;
      const left = min(max(side, 0), inWidth);
      const right = max(min(side + filterWidth, inWidth), left);
      const follows = outColumn + 1 == outWidth ? inWidth : min(max(side + strideWidth, 0), inWidth);
      const window = start + <usize>left * pixel;
      if (rows == 2 && right - left == 2) routeFour(x + window, y + position, dy + position, dx + window, line, pixel);
      else route(x + window, y + position, dy + position, dx + window, rows, right - left, line, pixel);
      if (follows == right) continue;
      for (let row = 0; row < rows; row++) {
        memory.fill(dx + start + <usize>row * line + <usize>right * pixel, 0, <usize>(follows - right) * pixel);
      }
    }
    memory.fill(dx + image + <usize>bottom * line, 0, <usize>(next - bottom) * line);
  }
}

// @ts-ignore: decorator
@inline
function wholeGradient(most: v128, dy: usize, isWhole: bool): v128 {
  return v128.and(read(dy, isWhole), f32x4.gt(most, f32x4.splat(-Infinity)));
}

/** Gives an input the gradient where it is the largest, and returns what is left of it. */
// @ts-ignore: decorator
@inline
function hand(rest: v128, x: usize, most: v128, dx: usize, isWhole: bool): v128 {
  const isLargest = f32x4.eq(read(x, isWhole), most);
  write(dx, v128.and(rest, isLargest), isWhole);
  return v128.andnot(rest, isLargest);
}

// @ts-ignore: decorator
@inline
function routeFourAt(x: usize, y: usize, dy: usize, dx: usize, line: usize, pixel: usize, isWhole: bool): void {
  const most = read(y, isWhole);
  let rest = wholeGradient(most, dy, isWhole);
  rest = hand(rest, x, most, dx, isWhole);
  rest = hand(rest, x + pixel, most, dx + pixel, isWhole);
  rest = hand(rest, x + line, most, dx + line, isWhole);
  hand(rest, x + line + pixel, most, dx + line + pixel, isWhole);
}

/** The window of almost every network, without loops. */
function routeFour(x: usize, y: usize, dy: usize, dx: usize, line: usize, pixel: usize): void {
  let i: usize = 0;
  if (pixel < VECTOR) {
    for (; i < pixel; i += 4) routeFourAt(x + i, y + i, dy + i, dx + i, line, pixel, false);
    return;
  }
  const last = pixel - VECTOR;
  for (; i < last; i += VECTOR) routeFourAt(x + i, y + i, dy + i, dx + i, line, pixel, true);
  routeFourAt(x + last, y + last, dy + last, dx + last, line, pixel, true);
}

// @ts-ignore: decorator
@inline
function routeAt(
  x: usize,
  y: usize,
  dy: usize,
  dx: usize,
  rows: i32,
  columns: i32,
  line: usize,
  pixel: usize,
  isWhole: bool,
): void {
  const most = read(y, isWhole);
  let rest = wholeGradient(most, dy, isWhole);
  for (let row = 0; row < rows; row++) {
    let offset = <usize>row * line;
    for (let column = 0; column < columns; column++, offset += pixel) {
      rest = hand(rest, x + offset, most, dx + offset, isWhole);
    }
  }
}

function route(x: usize, y: usize, dy: usize, dx: usize, rows: i32, columns: i32, line: usize, pixel: usize): void {
  let i: usize = 0;
  if (pixel < VECTOR) {
    for (; i < pixel; i += 4) routeAt(x + i, y + i, dy + i, dx + i, rows, columns, line, pixel, false);
    return;
  }
  const last = pixel - VECTOR;
  for (; i < last; i += VECTOR) routeAt(x + i, y + i, dy + i, dx + i, rows, columns, line, pixel, true);
  routeAt(x + last, y + last, dy + last, dx + last, rows, columns, line, pixel, true);
}

/** Images [from, to), where windows overlap. */
export function maxPoolGradOverlapping(
  x: usize,
  y: usize,
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
  const line = <usize>inWidth * pixel;
  const inSize = <usize>inHeight * line;
  memory.fill(dx + from * inSize, 0, (to - from) * inSize);
  let position = from * outHeight * outWidth * pixel;
  for (let image = from; image < to; image++) {
    for (let outRow = 0; outRow < outHeight; outRow++) {
      const corner = outRow * strideHeight - padTop;
      const top = max(corner, 0);
      const rows = min(corner + filterHeight, inHeight) - top;
      const start = image * inSize + <usize>top * line;
      for (let outColumn = 0; outColumn < outWidth; outColumn++, position += pixel) {
        const side = outColumn * strideWidth - padLeft;
        const left = max(side, 0);
        const columns = min(side + filterWidth, inWidth) - left;
        if (rows <= 0 || columns <= 0) continue;
        const window = start + <usize>left * pixel;
        addToLargest(x + window, y + position, dy + position, dx + window, rows, columns, line, channels);
      }
    }
  }
}

/** Goes through the window backwards: what is found last is the first in row-major order. */
function addToLargest(
  x: usize,
  y: usize,
  dy: usize,
  dx: usize,
  rows: i32,
  columns: i32,
  line: usize,
  channels: usize,
): void {
  const pixel = at(0, channels);
  const end = <usize>(rows - 1) * line + <usize>(columns - 1) * pixel;
  const back = line - <usize>columns * pixel;
  let i: usize = 0;
  for (; i + 16 <= pixel; i += 16) {
    const most = v128.load(y + i);
    let winner = i32x4.splat(-1);
    let offset = end;
    for (let row = 0; row < rows; row++, offset -= back) {
      for (let column = 0; column < columns; column++, offset -= pixel) {
        const isLargest = f32x4.eq(v128.load(x + i + offset), most);
        winner = v128.bitselect(i32x4.splat(<i32>offset), winner, isLargest);
      }
    }
    winner = v128.or(winner, f32x4.eq(most, f32x4.splat(-Infinity)));
    give(dx + i, i32x4.extract_lane(winner, 0), dy + i);
    give(dx + i + 4, i32x4.extract_lane(winner, 1), dy + i + 4);
    give(dx + i + 8, i32x4.extract_lane(winner, 2), dy + i + 8);
    give(dx + i + 12, i32x4.extract_lane(winner, 3), dy + i + 12);
  }
  for (; i < pixel; i += 4) {
    const most = load<f32>(y + i);
    if (!(most > -Infinity)) continue;
    let winner = -1;
    let offset = end;
    for (let row = 0; row < rows; row++, offset -= back) {
      for (let column = 0; column < columns; column++, offset -= pixel) {
        if (load<f32>(x + i + offset) == most) winner = <i32>offset;
      }
    }
    give(dx + i, winner, dy + i);
  }
}

// @ts-ignore: decorator
@inline
function give(dx: usize, offset: i32, gradient: usize): void {
  if (offset == -1) return;
  const to = dx + <usize>offset;
  store<f32>(to, load<f32>(to) + load<f32>(gradient));
}
