import { at } from "./float";
import { addProductTo, addTo, clear } from "./vectors";

// Output channel d·multiplier + m belongs to input channel d; so the filter [height, width, channels, multiplier] has, at each of its
// taps, as many values as the output has channels, in the same order.

/** total[d·multiplier + m] += x[d] · dy[d·multiplier + m] */
function addFilterProducts(total: usize, x: usize, dy: usize, channels: usize, multiplier: usize): void {
  if (multiplier == 1) return addProductTo(total, x, dy, channels);
  for (let channel: usize = 0; channel < channels; channel++) {
    const value = load<f32>(at(x, channel));
    for (let i = channel * multiplier; i < (channel + 1) * multiplier; i++) {
      store<f32>(at(total, i), load<f32>(at(total, i)) + value * load<f32>(at(dy, i)));
    }
  }
}

/** dx[d] += Σ_m filter[d·multiplier + m] · dy[d·multiplier + m] */
function addInputProducts(dx: usize, filter: usize, dy: usize, channels: usize, multiplier: usize): void {
  if (multiplier == 1) return addProductTo(dx, filter, dy, channels);
  for (let channel: usize = 0; channel < channels; channel++) {
    let sum: f32 = 0;
    for (let i = channel * multiplier; i < (channel + 1) * multiplier; i++) {
      sum += load<f32>(at(filter, i)) * load<f32>(at(dy, i));
    }
    store<f32>(at(dx, channel), load<f32>(at(dx, channel)) + sum);
  }
}

/**
 * Taps [from, to) of the gradient of a depthwise filter. `scratch` holds one value for each value of the filter: a row of outputs is
 * summed there before it joins the total, because one long float32 sum loses digits.
 */
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
  filterWidth: i32,
  dilationHeight: i32,
  dilationWidth: i32,
  padTop: i32,
  padLeft: i32,
  from: usize,
  to: usize,
): void {
  const outChannels = channels * multiplier;
  for (let tap = from; tap < to; tap++) {
    const total = at(dFilter, tap * outChannels);
    const line = at(scratch, tap * outChannels);
    const rowShift = (<i32>tap / filterWidth) * dilationHeight - padTop;
    const columnShift = (<i32>tap % filterWidth) * dilationWidth - padLeft;
    clear(total, outChannels);
    for (let image: usize = 0; image < images; image++) {
      for (let outRow = 0; outRow < outHeight; outRow++) {
        const row = outRow * strideHeight + rowShift;
        if (row < 0 || row >= inHeight) continue;
        const xRow = at(x, (image * inHeight + row) * inWidth * channels);
        const dyRow = at(dy, (image * outHeight + outRow) * outWidth * outChannels);
        clear(line, outChannels);
        for (let outColumn = 0; outColumn < outWidth; outColumn++) {
          const column = outColumn * strideWidth + columnShift;
          if (column < 0 || column >= inWidth) continue;
          const gradient = at(dyRow, <usize>outColumn * outChannels);
          addFilterProducts(line, at(xRow, <usize>column * channels), gradient, channels, multiplier);
        }
        addTo(total, line, outChannels);
      }
    }
  }
}

/** Images [from, to) of the gradient of a depthwise convolution's input. */
export function depthwiseInputGrad(
  dy: usize,
  filter: usize,
  dx: usize,
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
  const outChannels = channels * multiplier;
  const inSize = <usize>inHeight * inWidth * channels;
  memory.fill(at(dx, from * inSize), 0, ((to - from) * inSize) << 2);
  for (let image = from; image < to; image++) {
    const target = at(dx, image * inSize);
    let gradient = at(dy, image * outHeight * outWidth * outChannels);
    for (let outRow = 0; outRow < outHeight; outRow++) {
      for (let outColumn = 0; outColumn < outWidth; outColumn++, gradient = at(gradient, outChannels)) {
        for (let filterRow = 0; filterRow < filterHeight; filterRow++) {
          const row = outRow * strideHeight + filterRow * dilationHeight - padTop;
          if (row < 0 || row >= inHeight) continue;
          for (let filterColumn = 0; filterColumn < filterWidth; filterColumn++) {
            const column = outColumn * strideWidth + filterColumn * dilationWidth - padLeft;
            if (column < 0 || column >= inWidth) continue;
            const to = at(target, <usize>(row * inWidth + column) * channels);
            const tap = at(filter, <usize>(filterRow * filterWidth + filterColumn) * outChannels);
            addInputProducts(to, tap, gradient, channels, multiplier);
          }
        }
      }
    }
  }
}
