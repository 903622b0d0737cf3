import type { KernelHost } from '../kernel-host.ts';
import {
  type Convolution,
  type ConvolutionTarget,
  type FilterLayout,
  filterKind,
  geometryNumbers,
} from './convolution.ts';

const FLOAT_BYTES = 4;
const PANEL = 8;
// What a packed filter may take; a larger one is packed and used in parts.
const MOST_PACKED = 8 * 1024 * 1024;

/** Packs `lanes` output channels of the filter, from `first` on, in panels of eight to an address. */
function pack(
  host: KernelHost,
  conv: Convolution,
  layout: FilterLayout,
  packed: number,
  first: number,
  lanes: number,
): void {
  const {
    channels,
    out,
    filter: [height, width],
  } = conv;
  const { tensor, start, steps, isTurned } = layout;
  const from = host.address(tensor) + FLOAT_BYTES * (start + first * steps[3]);
  const panels = Math.ceil(lanes / PANEL);
  if (isTurned)
    host.dispatch('packTurnedFilter', [from, height, width, steps[0], steps[1], lanes, channels, packed], panels);
  else host.dispatch('packFilter', [from, out, height * width * channels, lanes, packed], panels);
}

/** activation(bias + x ∗ filter) by register tiles that read the windows where they lie. */
export function convolveDirectly(
  host: KernelHost,
  conv: Convolution,
  layout: FilterLayout,
  target: ConvolutionTarget,
): void {
  const { channels, out, outSize, strides, filter, dilations, images, place } = conv;
  const taps = filter[0] * filter[1] * channels;
  const abreast =
    PANEL * Math.max(1, Math.min(Math.ceil(out / PANEL), Math.floor(MOST_PACKED / (FLOAT_BYTES * PANEL * taps))));
  const packedBytes = host.measure('packedFilterBytes', taps, abreast);
  const isWhole = abreast >= out;
  const kept = isWhole
    ? host.derived(layout.tensor, filterKind('panels', conv, layout), packedBytes, (to) =>
        pack(host, conv, layout, to, 0, out),
      )
    : 0;
  const bytes = host.measure('convScratchBytes', channels, ...outSize, ...strides, ...filter, ...dilations);
  host.withScratch(bytes + (kept === 0 ? packedBytes : 0), (scratch) => {
    for (let first = 0; first < out; first += abreast) {
      const lanes = Math.min(abreast, out - first);
      const packed = kept === 0 ? scratch + bytes : kept;
      if (kept === 0) pack(host, conv, layout, packed, first, lanes);
      const bias = target.bias === 0 ? 0 : target.bias + FLOAT_BYTES * first;
      const y = target.y + FLOAT_BYTES * (place.start + first);
      const numbers = [target.x, packed, bias, y, ...place.steps, channels, lanes, ...geometryNumbers(conv)];
      host.dispatch('conv', [...numbers, target.activation, scratch], images * outSize[0]);
    }
  });
}
