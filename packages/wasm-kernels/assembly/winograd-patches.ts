import { at, roundUp } from "./float";
import { copyStrip } from "./strip";

import { POINTS, transformGradient, transformInput } from "./winograd-transforms";

/**
 * Transforms patches [first, end), counted over all images and row after row within one, of an image whose patches begin every `step` rows
 * and columns from (−top, −left) on. A patch has 6 × 6 pixels, or as a gradient of outputs (`isGradient`) `step` × `step`. Channels
 * [channel, channelEnd) go to rows of `row` floats at `to`, `pointStep` bytes from point to point.
 *
 * A patch that hangs over an edge is copied first, with zeros outside. Vectors read channels past the last one from the next pixel, which
 * does no harm to the others; only behind the last pixels of all there may be nothing to read.
 */
export function transformPatches(
  x: usize,
  images: usize,
  height: i32,
  width: i32,
  channels: usize,
  down: i32,
  across: i32,
  step: i32,
  top: i32,
  left: i32,
  isGradient: bool,
  channel: usize,
  channelEnd: usize,
  first: usize,
  end: usize,
  to: usize,
  row: usize,
  pointStep: usize,
  between: usize,
  patch: usize,
): void {
  const side = isGradient ? step : <i32>POINTS;
  const perImage = <usize>down * across;
  const room = roundUp(channels, 8);
  let image = first / perImage;
  let i = <i32>((first % perImage) / across);
  let j = <i32>((first % perImage) % across);
  for (let index = first; index < end; index++, to = at(to, row)) {
    const y = i * step - top;
    const z = j * step - left;
    const pixels = at(x, image * height * width * channels);
    // Values behind the patch's last pixel, in the worst case fewer than vectors read.
    const behind = <usize>max(height - y - side, 0) * width * channels;
    const isAtEnd = image + 1 == images && behind < 8;
    const isInside = y >= 0 && z >= 0 && y + side <= height && z + side <= width && !(isAtEnd && channels % 8 != 0);
    let source = at(pixels, (<usize>(y * width) + z) * channels);
    let pixelStep = channels << 2;
    let rowStep = (<usize>width * channels) << 2;
    if (!isInside) {
      copyStrip(pixels, height, width, channels, y, 1, z, side, side, room, patch);
      source = patch;
      pixelStep = room << 2;
      rowStep = (<usize>side * room) << 2;
    }
    for (let c = channel; c < channelEnd; c += 4) {
      const target = at(to, c - channel);
      if (isGradient) transformGradient(step, at(source, c), rowStep, pixelStep, between, target, pointStep);
      else transformInput(at(source, c), rowStep, pixelStep, between, target, pointStep);
    }
    if (++j == across) {
      j = 0;
      if (++i == down) {
        i = 0;
        image++;
      }
    }
  }
}

/** Floats of scratch that a copied patch takes. */
export function patchFloats(channels: usize): usize {
  return POINTS * POINTS * roundUp(channels, 8);
}
