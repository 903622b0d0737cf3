import * as tf from '@tensorflow/tfjs-core';
import type { Probe } from './probe.ts';
import { sample } from './samples.ts';

// Five rows, stride 2, padding `same`: padding on both sides, and several windows.
const [SIZE, OUT, TAPS, STRIDE, PAD] = [5, 3, 3, 2, 1];
const [IN_CHANNELS, OUT_CHANNELS] = [3, 6];

/** One product of a convolution: where its input, its weight and its output lie. */
interface Product {
  readonly x: number;
  readonly w: number;
  readonly y: number;
}

/** Calls `use` for each pair of a position in the output and a tap of the filter that meets the input. */
function forEachMeeting(use: (input: number, tap: number, output: number) => void): void {
  for (let i = 0; i < OUT * OUT * TAPS * TAPS; i++) {
    const [output, tap] = [Math.floor(i / (TAPS * TAPS)), i % (TAPS * TAPS)];
    const row = Math.floor(output / OUT) * STRIDE + Math.floor(tap / TAPS) - PAD;
    const column = (output % OUT) * STRIDE + (tap % TAPS) - PAD;
    if (row >= 0 && row < SIZE && column >= 0 && column < SIZE) use(row * SIZE + column, tap, output);
  }
}

function products(isDepthwise: boolean): readonly Product[] {
  const found: Product[] = [];
  const multiplier = OUT_CHANNELS / IN_CHANNELS;
  forEachMeeting((input, tap, output) => {
    for (let from = 0; from < IN_CHANNELS; from++) {
      for (let to = 0; to < OUT_CHANNELS; to++) {
        const x = input * IN_CHANNELS + from;
        const y = output * OUT_CHANNELS + to;
        if (!isDepthwise) found.push({ x, w: (tap * IN_CHANNELS + from) * OUT_CHANNELS + to, y });
        else if (Math.floor(to / multiplier) === from) found.push({ x, w: tap * OUT_CHANNELS + to, y });
      }
    }
  });
  return found;
}

function sums(
  all: readonly Product[],
  size: number,
  term: (product: Product) => readonly [at: number, value: number],
): number[] {
  const total = new Array<number>(size).fill(0);
  for (const product of all) {
    const [at, value] = term(product);
    total[at] = (total[at] ?? 0) + value;
  }
  return total;
}

/** Forward pass and both gradients of a convolution, plain or depthwise. */
function convProbes(
  names: readonly [forward: string, byFilter: string, byInput: string],
  isDepthwise: boolean,
): Probe[] {
  const [xShape, yShape] = [
    [1, SIZE, SIZE, IN_CHANNELS],
    [1, OUT, OUT, OUT_CHANNELS],
  ];
  const filterShape = [TAPS, TAPS, IN_CHANNELS, isDepthwise ? OUT_CHANNELS / IN_CHANNELS : OUT_CHANNELS];
  const all = products(isDepthwise);
  const make = (shape: number[], salt: number): { values: Float32Array; shape: number[] } => ({
    values: sample(
      shape.reduce((product, length) => product * length, 1),
      salt,
    ),
    shape,
  });
  const [x, filter, dy] = [make(xShape, 4), make(filterShape, 5), make(yShape, 6)];
  const at = ({ values }: { values: Float32Array }, index: number): number => values[index] ?? Number.NaN;
  const attrs = { strides: [STRIDE, STRIDE], pad: 'same', dataFormat: 'NHWC', dilations: [1, 1] };
  const [forward, byFilter, byInput] = names;
  return [
    {
      kernel: forward,
      inputs: { x, filter },
      attrs,
      expected: sums(all, dy.values.length, (p) => [p.y, at(x, p.x) * at(filter, p.w)]),
    },
    {
      kernel: byFilter,
      inputs: { x, dy },
      attrs: { ...attrs, filterShape },
      expected: sums(all, filter.values.length, (p) => [p.w, at(x, p.x) * at(dy, p.y)]),
    },
    {
      kernel: byInput,
      inputs: { dy, filter },
      attrs: { ...attrs, inputShape: xShape },
      expected: sums(all, x.values.length, (p) => [p.x, at(filter, p.w) * at(dy, p.y)]),
    },
  ];
}

/** The fused form with nothing fused: what is replaced is how its padding is passed. */
function fused(kernel: string, { inputs, attrs, expected }: Probe): Probe {
  return { kernel, inputs, attrs: { ...attrs, activation: 'linear' }, expected };
}

/** Probes of the eight convolution kernels. */
export function convolutionProbes(): readonly Probe[] {
  const plain = convProbes([tf.Conv2D, tf.Conv2DBackpropFilter, tf.Conv2DBackpropInput], false);
  const { DepthwiseConv2dNative, DepthwiseConv2dNativeBackpropFilter, DepthwiseConv2dNativeBackpropInput } = tf;
  const depthwise = convProbes(
    [DepthwiseConv2dNative, DepthwiseConv2dNativeBackpropFilter, DepthwiseConv2dNativeBackpropInput],
    true,
  );
  const forms = [
    ...plain.slice(0, 1).map((probe) => fused(tf.FusedConv2D, probe)),
    ...depthwise.slice(0, 1).map((probe) => fused(tf.FusedDepthwiseConv2D, probe)),
  ];
  return [...plain, ...depthwise, ...forms];
}
