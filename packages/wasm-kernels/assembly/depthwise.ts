import { addUpPixel } from "./depthwise-taps";
import { at } from "./float";
import { repeatEach } from "./repeat-each";

/**
 * Rows [from, to) of a depthwise convolution, counted through the batch. Where the multiplier is not 1, `scratch` holds as many rows of
 * the input as the filter has, each value repeated; ranges that run at the same time need one each.
 */
export function depthwise(
  x: usize,
  filter: usize,
  y: usize,
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
  const filterLine = <usize>filterWidth * pixel;
  const inLine = at(0, <usize>inWidth * channels);
  const line = <usize>inWidth * pixel;
  let target = y + from * outWidth * pixel;
  for (let outLine = from; outLine < to; outLine++) {
    const corner = <i32>(outLine % outHeight) * strideHeight - padTop;
    const top = skipped(corner, dilationHeight);
    const rows = max(meeting(corner, filterHeight, dilationHeight, inHeight) - top, 0);
    let values = x + ((outLine / outHeight) * inHeight + <usize>(corner + top * dilationHeight)) * inLine;
    let rowStep = <usize>dilationHeight * inLine;
    if (multiplier != 1) {
      for (let row = 0; row < rows; row++) {
        repeatEach(values + <usize>row * rowStep, <usize>inWidth * channels, multiplier, scratch + <usize>row * line);
      }
      values = scratch;
      rowStep = line;
    }
    for (let outColumn = 0; outColumn < outWidth; outColumn++, target += pixel) {
      const side = outColumn * strideWidth - padLeft;
      const left = skipped(side, dilationWidth);
      const columns = max(meeting(side, filterWidth, dilationWidth, inWidth) - left, 0);
      const weights = filter + <usize>top * filterLine + <usize>left * pixel;
      const first = values + <usize>(side + left * dilationWidth) * pixel;
      addUpPixel(weights, filterLine, pixel, first, rowStep, <usize>dilationWidth * pixel, rows, columns, pixel, target);
    }
  }
}

/** How many taps of a window lie before the image. */
// @ts-ignore: decorator
@inline
function skipped(start: i32, dilation: i32): i32 {
  return start >= 0 ? 0 : (dilation - 1 - start) / dilation;
}

/** How many taps of a window do not lie behind the image. */
// @ts-ignore: decorator
@inline
function meeting(start: i32, taps: i32, dilation: i32, length: i32): i32 {
  return start >= length ? 0 : min((length - 1 - start) / dilation + 1, taps);
}
