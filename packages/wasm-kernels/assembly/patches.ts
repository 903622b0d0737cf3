import { at } from "./float";
import { addTo, clear, copyTo } from "./vectors";

// A convolution is a product of the matrix of patches: one row for each output position (image, row, column), holding the inputs under
// the filter in the filter's own order (row, column, channel). Only a chunk of its rows, from `first` on, exists at any time.

/** Writes rows [from, to) of a chunk of the patch matrix; inputs in the padding are zero. */
export function gatherPatches(
  x: usize,
  patches: usize,
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
  first: usize,
  from: usize,
  to: usize,
): void {
  const outSize = <usize>outHeight * outWidth;
  const line = <usize>filterWidth * channels;
  const size = <usize>filterHeight * line;
  for (let i = from; i < to; i++) {
    const position = first + i;
    const within = position % outSize;
    const image = at(x, (position / outSize) * inHeight * inWidth * channels);
    const top = <i32>(within / outWidth) * strideHeight - padTop;
    const left = <i32>(within % outWidth) * strideWidth - padLeft;
    const skipped = <usize>min(max(-left, 0), filterWidth);
    const end = <usize>max(min(filterWidth, inWidth - left), <i32>skipped);
    let patch = at(patches, i * size);
    for (let row = top; row < top + filterHeight; row++, patch = at(patch, line)) {
      if (row < 0 || row >= inHeight) {
        clear(patch, line);
        continue;
      }
      const source = at(image, (<usize>row * inWidth + left + skipped) * channels);
      clear(patch, skipped * channels);
      copyTo(at(patch, skipped * channels), source, (end - skipped) * channels);
      clear(at(patch, end * channels), (<usize>filterWidth - end) * channels);
    }
  }
}

/**
 * The transpose of `gatherPatches`: adds rows [from, to) of a chunk of the patch matrix to the inputs they came from. Patches overlap,
 * so ranges that run at the same time must not share an image.
 */
export function scatterPatches(
  x: usize,
  patches: usize,
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
  first: usize,
  from: usize,
  to: usize,
): void {
  const outSize = <usize>outHeight * outWidth;
  const line = <usize>filterWidth * channels;
  const size = <usize>filterHeight * line;
  for (let i = from; i < to; i++) {
    const position = first + i;
    const within = position % outSize;
    const image = at(x, (position / outSize) * inHeight * inWidth * channels);
    const top = <i32>(within / outWidth) * strideHeight - padTop;
    const left = <i32>(within % outWidth) * strideWidth - padLeft;
    const skipped = <usize>min(max(-left, 0), filterWidth);
    const end = <usize>max(min(filterWidth, inWidth - left), <i32>skipped);
    let patch = at(patches, i * size);
    for (let row = top; row < top + filterHeight; row++, patch = at(patch, line)) {
      if (row < 0 || row >= inHeight) continue;
      const target = at(image, (<usize>row * inWidth + left + skipped) * channels);
      addTo(target, at(patch, skipped * channels), (end - skipped) * channels);
    }
  }
}
