import { addUpPixel } from "./depthwise-taps";
import { at } from "./float";

// Every input gathers the outputs that it had a part in, and is written once. Where output channels share an input channel, their
// products are summed channel by channel of the output first, and those of one input channel then.

// The taps that meet an input lie `step` apart: with stride s every s-th does, with dilation (which tfjs allows with stride 1 only) every
// one. From one to the next, the output goes back by `back`.

/** Sums of `multiplier` neighbours. */
function sumGroups(from: usize, multiplier: usize, channels: usize, to: usize): void {
  for (let channel: usize = 0; channel < channels; channel++) {
    let sum: f32 = 0;
    for (const end = at(from, multiplier); from < end; from += 4) sum += load<f32>(from);
    store<f32>(at(to, channel), sum);
  }
}

/**
 * Rows [from, to) of the gradient of a depthwise convolution's input, counted through the batch. `scratch` holds a pixel of the output;
 * ranges that run at the same time need one each.
 */
export function depthwiseInputGrad(
  dy: usize,
  filter: usize,
  dx: usize,
  scratch: usize,
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
  const outLine = <usize>outWidth * pixel;
  const filterColumn = <usize>strideWidth * pixel;
  const filterRow = <usize>(strideHeight * filterWidth) * pixel;
  const dyRow = <usize>dilationHeight * outLine;
  const dyColumn = <usize>dilationWidth * pixel;
  for (let inLine = from; inLine < to; inLine++) {
    const row = <i32>(inLine % inHeight) + padTop;
    let top = row % strideHeight;
    let outRow = row / strideHeight;
    for (; outRow >= outHeight && top < filterHeight; outRow -= dilationHeight) top += strideHeight;
    // With negative padding the first inputs are in no window.
    const rows = row < 0 ? 0 : count(top, filterHeight, strideHeight, outRow, dilationHeight);
    const gradients = dy + ((inLine / inHeight) * outHeight + outRow) * outLine;
    let target = dx + inLine * inWidth * at(0, channels);
    for (let column = padLeft; column < inWidth + padLeft; column++, target = at(target, channels)) {
      let left = column % strideWidth;
      let outColumn = column / strideWidth;
      for (; outColumn >= outWidth && left < filterWidth; outColumn -= dilationWidth) left += strideWidth;
      const columns = column < 0 ? 0 : count(left, filterWidth, strideWidth, outColumn, dilationWidth);
      const sums = multiplier == 1 ? target : scratch;
      addUpPixel(
        filter + <usize>(top * filterWidth + left) * pixel,
        filterRow,
        filterColumn,
        gradients + <usize>outColumn * pixel,
        -dyRow,
        -dyColumn,
        rows,
        columns,
        pixel,
        sums,
      );
      if (multiplier != 1) sumGroups(scratch, multiplier, channels, target);
    }
  }
}

/** How many taps from `first` on, `step` apart, meet outputs from `out` on, `back` apart, down to zero. */
function count(first: i32, taps: i32, step: i32, out: i32, back: i32): i32 {
  if (first >= taps || out < 0) return 0;
  return min((taps - 1 - first) / step, out / back) + 1;
}
