import type { KernelHost } from '../kernel-host.ts';
import { type Convolution, type ConvolutionTarget, type FilterLayout, filterKind } from './convolution.ts';

const POINTS = 6;
const LANES = 4;
// Floats at the beginning of scratch in which the binary notes whether all was finite.
const CHECK = 4;
const PANEL = 8;
// What a transformed filter, or the sums of its gradient, may take.
const MOST_BYTES = 16 * 1024 * 1024;
// Cycles of one transform of a patch of four channels, and of the register tile's eight multiply-adds; what decides is their ratio.
const TRANSFORM = 150;
const PRODUCTS_PER_CYCLE = 8;

const roundUp = (n: number, unit: number): number => Math.ceil(n / unit) * unit;

function patchCount({ images, outSize: [height, width], filter: [r] }: Convolution): number {
  const m = POINTS + 1 - r;
  return images * Math.ceil(height / m) * Math.ceil(width / m);
}

/** Whether six points serve: a square filter of 2 to 5, moved by one and not spread, and an output without gaps. */
function isSixPoint({
  strides,
  filter: [height, width],
  dilations,
  channels,
  out,
  outSize,
  place,
}: Convolution): boolean {
  const isPlain = strides[0] * strides[1] * dilations[0] * dilations[1] === 1;
  const isDense = place.steps[0] === out && place.steps[1] === outSize[1] * out;
  const bytes = POINTS * POINTS * 4 * roundUp(channels, LANES) * roundUp(out, PANEL);
  return isPlain && isDense && height === width && height >= 2 && height < POINTS && bytes <= MOST_BYTES;
}

/**
 * Whether the multiplications that are saved outweigh the transforms of inputs, outputs and filter. A small image is cut into patches that
 * hang over it, and few channels make much of a transform.
 */
export function winogradPays(conv: Convolution): boolean {
  if (!isSixPoint(conv)) return false;
  const { images, outSize, filter, channels, out } = conv;
  const columns = roundUp(out, PANEL);
  const direct = images * outSize[0] * outSize[1] * filter[0] * filter[1] * channels * columns;
  const products = patchCount(conv) * POINTS * POINTS * channels * columns;
  const transforms = patchCount(conv) * (channels + out) + channels * out;
  return products / PRODUCTS_PER_CYCLE + (transforms / LANES) * TRANSFORM < (0.9 * direct) / PRODUCTS_PER_CYCLE;
}

function transformFilter(host: KernelHost, conv: Convolution, layout: FilterLayout, to: number): void {
  const { channels, out, filter } = conv;
  const { tensor, steps, isTurned } = layout;
  host.withScratch(host.measure('winogradFilterScratchBytes'), (scratch) => {
    const numbers = [host.address(tensor), ...steps.slice(1), filter[0], Number(isTurned), channels, out, to, scratch];
    host.dispatch('winogradFilter', numbers, channels);
  });
}

/**
 * activation(bias + x ∗ filter) by six-point transforms, for a convolution that {@link winogradPays} names.
 *
 * @returns whether every value was finite: where not, it has to be done over, since infinities spread over whole patches here
 */
export function winogradConvolve(
  host: KernelHost,
  conv: Convolution,
  layout: FilterLayout,
  target: ConvolutionTarget,
): boolean {
  const { images, channels, out, inSize, outSize, filter, pad } = conv;
  const filterBytes = host.measure('winogradFilterBytes', channels, out);
  const transform = (to: number): void => transformFilter(host, conv, layout, to);
  const kept = host.derived(layout.tensor, filterKind('winograd', conv, layout), filterBytes, transform);
  const bytes = host.measure('winogradScratchBytes', channels, out);
  let isDone = true;
  host.withScratch(bytes + (kept === 0 ? filterBytes : 0), (scratch) => {
    const transformed = kept === 0 ? scratch + bytes : kept;
    if (kept === 0) transform(transformed);
    const sizes = [images, channels, out, ...inSize, ...outSize, filter[0], ...pad];
    const numbers = [target.x, transformed, target.bias, target.y, ...sizes, target.activation, scratch];
    host.dispatch('fillZero', [scratch], CHECK);
    host.dispatch('winogradConv', numbers, patchCount(conv));
    isDone = host.measure('winogradFailed', scratch) === 0;
  });
  return isDone;
}

/** The gradient by the filter, in the same way; `x`, `dy` and `dw` are addresses. */
export function winogradFilterGradient(
  host: KernelHost,
  conv: Convolution,
  x: number,
  dy: number,
  dw: number,
): boolean {
  const { images, channels, out, inSize, outSize, filter, pad } = conv;
  let isDone = true;
  host.withScratch(host.measure('winogradFilterGradScratchBytes', channels, out), (scratch) => {
    const numbers = [x, dy, dw, images, channels, out, ...inSize, ...outSize, filter[0], ...pad, scratch];
    host.dispatch('fillZero', [scratch], CHECK);
    host.dispatch('winogradFilterGrad', numbers, Math.ceil(channels / LANES));
    isDone = host.measure('winogradFailed', scratch) === 0;
  });
  return isDone;
}
