import { at } from "./float";
import { clear, copyTo } from "./vectors";

// A strip is the part of an image that some rows of a convolution's output read, with its padding written out: every window in it is then
// made of whole runs of memory, and no loop asks whether a tap lies inside.

/** Inputs that `outputs` windows of `taps` span. */
// @ts-ignore: decorator
@inline
export function span(outputs: i32, stride: i32, taps: i32, dilation: i32): i32 {
  return (outputs - 1) * stride + (taps - 1) * dilation + 1;
}

/**
 * Copies `height` rows, `rowStep` apart from `top` on, and columns [left, left + width) of an image of `channels`; what lies outside it is zero. Each pixel of
 * the strip has room for `room` channels, at least as many, of which the rest is zero.
 */
export function copyStrip(
  image: usize,
  inHeight: i32,
  inWidth: i32,
  channels: usize,
  top: i32,
  rowStep: i32,
  left: i32,
  height: i32,
  width: i32,
  room: usize,
  strip: usize,
): void {
  const skipped = min(max(-left, 0), width);
  const end = max(min(inWidth - left, width), skipped);
  const inside = <usize>(end - skipped);
  const line = <usize>width * room;
  for (let i = 0; i < height; i++, strip = at(strip, line)) {
    const row = top + i * rowStep;
    if (row < 0 || row >= inHeight || inside == 0) {
      clear(strip, line);
      continue;
    }
    clear(strip, <usize>skipped * room);
    copyPixels(
      at(image, (<usize>row * inWidth + left + skipped) * channels),
      channels,
      inside,
      room,
      at(strip, <usize>skipped * room),
    );
    clear(at(strip, <usize>end * room), <usize>(width - end) * room);
  }
}

function copyPixels(from: usize, channels: usize, pixels: usize, room: usize, to: usize): void {
  if (room == channels) return copyTo(to, from, pixels * channels);
  for (; pixels > 0; pixels--) {
    copyTo(to, from, channels);
    clear(at(to, channels), room - channels);
    from = at(from, channels);
    to = at(to, room);
  }
}
