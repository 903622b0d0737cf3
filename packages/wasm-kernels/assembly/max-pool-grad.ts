import { at } from "./float";

/**
 * Gradient of 2-D max pooling for the images [from, to), NHWC. Each window hands its gradient to the first of its largest inputs in
 * row-major order; an input that is NaN is never the largest, and a window without any (all NaN, or all −∞) hands on nothing.
 * That is what the stock CPU backend does. The search starts from −∞, not from zero: a window may be negative throughout.
 */
export function maxPoolGrad(
  x: usize,
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
  const inSize = <usize>inHeight * inWidth * channels;
  const outSize = <usize>outHeight * outWidth * channels;
  memory.fill(at(dx, from * inSize), 0, ((to - from) * inSize) << 2);
  for (let image = from; image < to; image++) {
    const source = at(x, image * inSize);
    const target = at(dx, image * inSize);
    let gradient = at(dy, image * outSize);
    for (let outRow = 0; outRow < outHeight; outRow++) {
      const corner = outRow * strideHeight - padTop;
      const top = max(corner, 0);
      const bottom = min(corner + filterHeight, inHeight);
      for (let outColumn = 0; outColumn < outWidth; outColumn++) {
        const side = outColumn * strideWidth - padLeft;
        const left = max(side, 0);
        const right = min(side + filterWidth, inWidth);
        routeWindow(source, gradient, target, channels, inWidth, top, bottom, left, right);
        gradient = at(gradient, channels);
      }
    }
  }
}

function routeWindow(
  x: usize,
  dy: usize,
  dx: usize,
  channels: usize,
  inWidth: i32,
  top: i32,
  bottom: i32,
  left: i32,
  right: i32,
): void {
  let channel: usize = 0;
  for (; channel + 4 <= channels; channel += 4) {
    let largest = f32x4.splat(-Infinity);
    let winner = i32x4.splat(-1);
    for (let row = top; row < bottom; row++) {
      for (let column = left; column < right; column++) {
        const position = row * inWidth + column;
        const value = v128.load(at(x, <usize>position * channels + channel));
        const larger = f32x4.gt(value, largest);
        largest = v128.bitselect(value, largest, larger);
        winner = v128.bitselect(i32x4.splat(position), winner, larger);
      }
    }
    const gradient = at(dy, channel);
    give(dx, i32x4.extract_lane(winner, 0), channels, channel, gradient);
    give(dx, i32x4.extract_lane(winner, 1), channels, channel + 1, gradient + 4);
    give(dx, i32x4.extract_lane(winner, 2), channels, channel + 2, gradient + 8);
    give(dx, i32x4.extract_lane(winner, 3), channels, channel + 3, gradient + 12);
  }
  for (; channel < channels; channel++) {
    let largest: f32 = -Infinity;
    let winner = -1;
    for (let row = top; row < bottom; row++) {
      for (let column = left; column < right; column++) {
        const position = row * inWidth + column;
        const value = load<f32>(at(x, <usize>position * channels + channel));
        if (value > largest) {
          largest = value;
          winner = position;
        }
      }
    }
    give(dx, winner, channels, channel, at(dy, channel));
  }
}

// @ts-ignore: decorator
@inline
function give(dx: usize, position: i32, channels: usize, channel: usize, gradient: usize): void {
  if (position < 0) return;
  const to = at(dx, <usize>position * channels + channel);
  store<f32>(to, load<f32>(to) + load<f32>(gradient));
}
