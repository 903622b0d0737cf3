import { at, madd } from "./float";
import { read, VECTOR, write } from "./lanes";
import { repeatEach } from "./repeat-each";

// Output channel d·multiplier + m belongs to input channel d; so the filter [height, width, channels, multiplier] has, at each of its
// taps, as many values as the output has channels, in the same order. A row of the input with each of its values repeated `multiplier`
// times lines up with them too: then no loop needs to know of the multiplier.
//
// A sum over all positions is long. A piece of a row of outputs is summed in registers, pieces join the image's sum, and images the total: for
// images of h × w the error is that of about images + h + w roundings.

// Positions of a row that are summed before they join the others.
const POSITIONS: i32 = 192;

/** Σ x · dy over `count` positions, `xStep` and `dyStep` bytes apart. */
// @ts-ignore: decorator
@inline
function dot(x: usize, xStep: usize, dy: usize, dyStep: usize, count: i32, isWhole: bool): v128 {
  let even = f32x4.splat(0);
  let odd = even;
  for (; count >= 2; count -= 2) {
    even = madd(read(x, isWhole), read(dy, isWhole), even);
    odd = madd(read(x + xStep, isWhole), read(dy + dyStep, isWhole), odd);
    x += 2 * xStep;
    dy += 2 * dyStep;
  }
  if (count > 0) even = madd(read(x, isWhole), read(dy, isWhole), even);
  return f32x4.add(even, odd);
}

/** The same at four neighbouring vectors of channels, added to the four at `sum`. */
function addFourDots(x: usize, xStep: usize, dy: usize, dyStep: usize, count: i32, sum: usize): void {
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  for (; count > 0; count--, x += xStep, dy += dyStep) {
    s0 = madd(v128.load(x), v128.load(dy), s0);
    s1 = madd(v128.load(x, 16), v128.load(dy, 16), s1);
    s2 = madd(v128.load(x, 32), v128.load(dy, 32), s2);
    s3 = madd(v128.load(x, 48), v128.load(dy, 48), s3);
  }
  v128.store(sum, f32x4.add(v128.load(sum), s0));
  v128.store(sum, f32x4.add(v128.load(sum, 16), s1), 16);
  v128.store(sum, f32x4.add(v128.load(sum, 32), s2), 32);
  v128.store(sum, f32x4.add(v128.load(sum, 48), s3), 48);
}

/** Adds a row's products to the sums of one tap, for `bytes` of channels. */
function addDots(x: usize, xStep: usize, dy: usize, dyStep: usize, count: i32, bytes: usize, sum: usize): void {
  let i: usize = 0;
  for (; i + 4 * VECTOR <= bytes; i += 4 * VECTOR) addFourDots(x + i, xStep, dy + i, dyStep, count, sum + i);
  for (; i + VECTOR <= bytes; i += VECTOR) {
    v128.store(sum + i, f32x4.add(v128.load(sum + i), dot(x + i, xStep, dy + i, dyStep, count, true)));
  }
  for (; i < bytes; i += 4) {
    write(sum + i, f32x4.add(read(sum + i, false), dot(x + i, xStep, dy + i, dyStep, count, false)), false);
  }
}

function addAll(to: usize, from: usize, bytes: usize): void {
  let i: usize = 0;
  for (; i + VECTOR <= bytes; i += VECTOR) v128.store(to + i, f32x4.add(v128.load(to + i), v128.load(from + i)));
  for (; i < bytes; i += 4) store<f32>(to + i, load<f32>(to + i) + load<f32>(from + i));
}

/** Scratch of `depthwiseFilterGrad`: an image's sums, and for each row of the filter a row of the input with its values repeated. */
export function depthwiseFilterGradScratchBytes(
  channels: f64,
  multiplier: f64,
  inWidth: f64,
  filterHeight: f64,
  filterWidth: f64,
): f64 {
  return 4 * channels * multiplier * filterHeight * (filterWidth + (multiplier == 1 ? 0 : inWidth));
}

/** Rows [from, to) of the gradient of a depthwise filter. Each range has its own part of `scratch`. */
export function depthwiseFilterGrad(
  x: usize,
  dy: usize,
  dFilter: usize,
  scratch: usize,
  images: usize,
  channels: usize,
  multiplier: usize,
  inHeight: i32,
  inWidth: i32,
  outHeight: i32,
  outWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
  filterHeight: i32,
  filterWidth: i32,
  dilationHeight: i32,
  dilationWidth: i32,
  padTop: i32,
  padLeft: i32,
  from: usize,
  to: usize,
): void {
  const pixel = at(0, channels * multiplier);
  const inLine = at(0, <usize>inWidth * channels);
  const outLine = <usize>outWidth * pixel;
  const filterLine = <usize>filterWidth * pixel;
  const sums = scratch + from * filterLine;
  const bytes = (to - from) * filterLine;
  const repeated = scratch + <usize>filterHeight * filterLine + from * inWidth * pixel;
  const total = dFilter + from * filterLine;
  memory.fill(total, 0, bytes);
  for (let image: usize = 0; image < images; image++) {
    memory.fill(sums, 0, bytes);
    for (let row = 0; row < inHeight; row++) {
      let xRow = x + (image * inHeight + row) * inLine;
      let isRepeated = multiplier == 1;
      for (let filterRow = <i32>from; filterRow < <i32>to; filterRow++) {
        const shifted = row + padTop - filterRow * dilationHeight;
        if (shifted < 0 || shifted % strideHeight != 0 || shifted >= outHeight * strideHeight) continue;
        if (!isRepeated) {
          repeatEach(xRow, <usize>inWidth * channels, multiplier, repeated);
          xRow = repeated;
          isRepeated = true;
        }
        const dyRow = dy + (image * outHeight + shifted / strideHeight) * outLine;
        const sum = scratch + <usize>filterRow * filterLine;
        for (let column = 0; column < filterWidth; column++) {
          const shift = column * dilationWidth - padLeft;
          const first = shift >= 0 ? 0 : (strideWidth - 1 - shift) / strideWidth;
          const end = min(shift >= inWidth ? 0 : (inWidth - 1 - shift) / strideWidth + 1, outWidth);
          if (first >= end) continue;
          const tap = sum + <usize>column * pixel;
          for (let from = first; from < end; from += POSITIONS) {
            const values = xRow + <usize>(from * strideWidth + shift) * pixel;
            const count = min(end - from, POSITIONS);
            addDots(values, <usize>strideWidth * pixel, dyRow + <usize>from * pixel, pixel, count, pixel, tap);
          }
        }
      }
    }
    addAll(total, sums, bytes);
  }
}
