import fc from 'fast-check';
import { type Reference, sizeOf, sums } from './reference.ts';
import { forEachTap, type WindowLimits, type Windows, windows } from './windows.ts';

/** A 2-D convolution: every output channel from every input channel, or (depthwise) `perInput` output channels from each. */
export interface Convolution extends Windows {
  readonly batch: number;
  readonly channels: number;
  readonly isDepthwise: boolean;
  /** Output channels, or for a depthwise convolution those of each input channel. */
  readonly out: number;
}

/** What may be asked of convolutions. */
export interface ConvolutionLimits extends WindowLimits {
  readonly channels?: number;
}

/** Convolutions of any size. */
export function convolutions(isDepthwise: boolean, limits: ConvolutionLimits = {}): fc.Arbitrary<Convolution> {
  const channels = fc.integer({ min: 1, max: limits.channels ?? 20 });
  const out = isDepthwise ? fc.integer({ min: 1, max: 5 }) : channels;
  const sizes = fc.record({ batch: fc.integer({ min: 1, max: 3 }), channels, out });
  return fc.tuple(windows(limits), sizes).map(([where, size]) => ({ ...where, ...size, isDepthwise }));
}

function outChannels({ channels, out, isDepthwise }: Convolution): number {
  return isDepthwise ? channels * out : out;
}

/** Shapes of the images, the filter and the output. */
export function shapesOf(convolution: Convolution): {
  readonly x: number[];
  readonly w: number[];
  readonly y: number[];
} {
  const { batch, rows, columns, channels, out } = convolution;
  return {
    x: [batch, rows.length, columns.length, channels],
    w: [rows.filter, columns.filter, channels, out],
    y: [batch, rows.out, columns.out, outChannels(convolution)],
  };
}

/** Calls `use` with where the image's, the filter's and the output's value of each product lie. */
function forEachProduct(convolution: Convolution, use: (x: number, w: number, y: number) => void): void {
  const { batch, rows, columns, channels, out, isDepthwise } = convolution;
  const to = outChannels(convolution);
  for (let image = 0; image < batch; image++) {
    forEachTap(convolution, (input, tap, output) => {
      const x = (image * rows.length * columns.length + input) * channels;
      const y = (image * rows.out * columns.out + output) * to;
      for (let channel = 0; channel < channels; channel++) {
        for (let i = 0; i < out; i++) {
          use(x + channel, (tap * channels + channel) * out + i, y + (isDepthwise ? channel * out : 0) + i);
        }
      }
    });
  }
}

/** The convolution of `x` by `w`. */
export function forward(convolution: Convolution, x: Float32Array, w: Float32Array): Reference {
  return sums(sizeOf(shapesOf(convolution).y), (add) =>
    forEachProduct(convolution, (i, j, k) => add(k, (x[i] ?? 0) * (w[j] ?? 0))),
  );
}

/** Its gradient by the filter. */
export function byFilter(convolution: Convolution, x: Float32Array, dy: Float32Array): Reference {
  return sums(sizeOf(shapesOf(convolution).w), (add) =>
    forEachProduct(convolution, (i, j, k) => add(j, (x[i] ?? 0) * (dy[k] ?? 0))),
  );
}

/** Its gradient by the images. */
export function byInput(convolution: Convolution, w: Float32Array, dy: Float32Array): Reference {
  return sums(sizeOf(shapesOf(convolution).x), (add) =>
    forEachProduct(convolution, (i, j, k) => add(i, (w[j] ?? 0) * (dy[k] ?? 0))),
  );
}
