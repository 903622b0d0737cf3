import * as tf from '@tensorflow/tfjs-core';
import type { Probe } from './probe.ts';
import { sample } from './samples.ts';

/** A square convolution of one image, padded by `pad` before its first row and column. */
interface Sizes {
  readonly size: number;
  readonly out: number;
  readonly taps: number;
  readonly stride: number;
  readonly pad: number;
  readonly channels: number;
  readonly outChannels: number;
}

// Five rows, stride 2, padding `same`: padding on both sides, and several windows.
const STRIDED: Sizes = { size: 5, out: 3, taps: 3, stride: 2, pad: 1, channels: 3, outChannels: 6 };
// As large as it takes to go through Winograd's transforms: whole patches, and some that hang over each edge.
const PATCHES: Sizes = { size: 11, out: 11, taps: 3, stride: 1, pad: 1, channels: 16, outChannels: 16 };

/** Calls `use` for each pair of a position in the output and a tap of the filter that meets the input. */
function forEachMeeting(
  { size, out, taps, stride, pad }: Sizes,
  use: (input: number, tap: number, output: number) => void,
): void {
  for (let i = 0; i < out * out * taps * taps; i++) {
    const [output, tap] = [Math.floor(i / (taps * taps)), i % (taps * taps)];
    const row = Math.floor(output / out) * stride + Math.floor(tap / taps) - pad;
    const column = (output % out) * stride + (tap % taps) - pad;
    if (row >= 0 && row < size && column >= 0 && column < size) use(row * size + column, tap, output);
  }
}

/** Calls `use` with where the input, the weight and the output of each product of a convolution lie. */
function forEachProduct(sizes: Sizes, isDepthwise: boolean, use: (x: number, w: number, y: number) => void): void {
  const { channels, outChannels } = sizes;
  const multiplier = outChannels / channels;
  forEachMeeting(sizes, (input, tap, output) => {
    for (let from = 0; from < channels; from++) {
      for (let to = 0; to < outChannels; to++) {
        const x = input * channels + from;
        const y = output * outChannels + to;
        if (!isDepthwise) use(x, (tap * channels + from) * outChannels + to, y);
        else if (Math.floor(to / multiplier) === from) use(x, tap * outChannels + to, y);
      }
    }
  });
}

/** What the forward pass and both gradients of a convolution of these values are. */
function expectations(sizes: Sizes, isDepthwise: boolean, x: Float32Array, w: Float32Array, dy: Float32Array) {
  const [y, byFilter, byInput] = [dy, w, x].map(({ length }) => new Float64Array(length)) as Triple;
  const add = (total: Float64Array, at: number, a = 0, b = 0): void => {
    total[at] = (total[at] ?? 0) + a * b;
  };
  forEachProduct(sizes, isDepthwise, (atX, atW, atY) => {
    add(y, atY, x[atX], w[atW]);
    add(byFilter, atW, x[atX], dy[atY]);
    add(byInput, atX, w[atW], dy[atY]);
  });
  return { y: Array.from(y), byFilter: Array.from(byFilter), byInput: Array.from(byInput) };
}

type Triple = [Float64Array, Float64Array, Float64Array];

/** Forward pass and both gradients of a convolution, plain or depthwise. */
function convProbes(
  names: readonly [forward: string, byFilter: string, byInput: string],
  sizes: Sizes,
  isDepthwise: boolean,
): Probe[] {
  const { size, out, taps, stride, channels, outChannels } = sizes;
  const [xShape, yShape] = [
    [1, size, size, channels],
    [1, out, out, outChannels],
  ];
  const filterShape = [taps, taps, channels, isDepthwise ? outChannels / channels : outChannels];
  const make = (shape: number[], salt: number): { values: Float32Array; shape: number[] } => ({
    values: sample(
      shape.reduce((product, length) => product * length, 1),
      salt,
    ),
    shape,
  });
  const [x, filter, dy] = [make(xShape, 4), make(filterShape, 5), make(yShape, 6)];
  const expected = expectations(sizes, isDepthwise, x.values, filter.values, dy.values);
  const attrs = { strides: [stride, stride], pad: 'same', dataFormat: 'NHWC', dilations: [1, 1] };
  const [forward, byFilter, byInput] = names;
  return [
    {
      kernel: forward,
      inputs: { x, filter },
      attrs,
      expected: expected.y,
    },
    {
      kernel: byFilter,
      inputs: { x, dy },
      attrs: { ...attrs, filterShape },
      expected: expected.byFilter,
    },
    {
      kernel: byInput,
      inputs: { dy, filter },
      attrs: { ...attrs, inputShape: xShape },
      expected: expected.byInput,
    },
  ];
}

/** The fused form with nothing fused: what is replaced is how its padding is passed. */
function fused(kernel: string, { inputs, attrs, expected }: Probe): Probe {
  return { kernel, inputs, attrs: { ...attrs, activation: 'linear' }, expected };
}

/** Probes of the eight convolution kernels. */
export function convolutionProbes(): readonly Probe[] {
  const names = [tf.Conv2D, tf.Conv2DBackpropFilter, tf.Conv2DBackpropInput] as const;
  const plain = convProbes(names, STRIDED, false);
  const patches = convProbes(names, PATCHES, false);
  const { DepthwiseConv2dNative, DepthwiseConv2dNativeBackpropFilter, DepthwiseConv2dNativeBackpropInput } = tf;
  const depthwise = convProbes(
    [DepthwiseConv2dNative, DepthwiseConv2dNativeBackpropFilter, DepthwiseConv2dNativeBackpropInput],
    STRIDED,
    true,
  );
  const forms = [
    ...plain.slice(0, 1).map((probe) => fused(tf.FusedConv2D, probe)),
    ...depthwise.slice(0, 1).map((probe) => fused(tf.FusedDepthwiseConv2D, probe)),
  ];
  return [...plain, ...patches, ...depthwise, ...forms];
}
