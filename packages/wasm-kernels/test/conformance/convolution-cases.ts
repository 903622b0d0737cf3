import { foldIn } from '@gradlab/random';
import * as tf from '@tensorflow/tfjs-core';
import { type Case, float } from './case.ts';
import { choose, integer, repeats } from './values.ts';

type Pad = 'same' | 'valid' | number | tf.backend_util.ExplicitPadding;

interface Geometry {
  readonly batch: number;
  readonly size: readonly [number, number];
  readonly channels: number;
  readonly out: number;
  readonly filter: readonly [number, number];
  readonly strides: [number, number];
  readonly pad: Pad;
}

const PADS: readonly Pad[] = [
  'same',
  'valid',
  0,
  1,
  [
    [0, 0],
    [1, 0],
    [0, 2],
    [0, 0],
  ],
];

/** tfjs-core takes the height's filter and stride for the width as well when the padding is one number. */
function geometry(name: string, index: number): Geometry {
  const seed = foldIn(foldIn(11, name), index);
  const pick = (what: string, low: number, high: number): number => integer(foldIn(seed, what), low, high);
  const pad = choose(foldIn(seed, 'pad'), PADS);
  const width = (what: string, low: number, high: number): number =>
    pick(typeof pad === 'number' ? `${what}Height` : `${what}Width`, low, high);
  return {
    batch: pick('batch', 1, 3),
    size: [pick('height', 4, 9), pick('width', 4, 9)],
    channels: pick('channels', 1, 6),
    out: pick('out', 1, 14),
    filter: [pick('filterHeight', 1, 4), width('filter', 1, 4)],
    strides: [pick('strideHeight', 1, 3), width('stride', 1, 3)],
    pad,
  };
}

function geometries(name: string, few: number, many: number): readonly Geometry[] {
  return Array.from({ length: repeats(few, many) }, (_, i) => geometry(name, i));
}

function title({ batch, size, channels, out, filter, strides, pad }: Geometry): string {
  return `[${batch},${size},${channels}] filter ${filter} out ${out} strides ${strides} pad ${JSON.stringify(pad)}`;
}

const images = ({ batch, size, channels }: Geometry): number[] => [batch, ...size, channels];

function conv2d(): Case[] {
  return geometries('conv2d', 30, 400).map((g) => ({
    name: `conv2d ${title(g)}`,
    inputs: [float(images(g)), float([...g.filter, g.channels, g.out])],
    run: (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, g.strides, g.pad),
  }));
}

/** tfjs has no gradient of a dilated convolution. */
function dilated(): Case[] {
  return [1, 2, 3].flatMap((dilation) =>
    (['same', 'valid'] as const).flatMap((pad) => [
      {
        name: `conv2d dilation ${dilation} ${pad}`,
        inputs: [float([2, 9, 8, 3]), float([3, 2, 3, 5])],
        run: (x: tf.Tensor, w: tf.Tensor) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, pad, 'NHWC', dilation),
        forwardOnly: dilation > 1,
      },
      {
        name: `depthwiseConv2d dilation ${dilation} ${pad}`,
        inputs: [float([2, 9, 8, 3]), float([3, 2, 3, 2])],
        run: (x: tf.Tensor, w: tf.Tensor) =>
          tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, pad, 'NHWC', dilation),
        forwardOnly: dilation > 1,
      },
    ]),
  );
}

function depthwise(): Case[] {
  return geometries('depthwise', 24, 300).map((g, i) => ({
    name: `depthwiseConv2d ${title(g)} multiplier ${1 + (i % 3)}`,
    inputs: [float(images(g)), float([...g.filter, g.channels, 1 + (i % 3)])],
    run: (x, w) => tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, g.strides, g.pad),
  }));
}

function separable(): Case[] {
  return geometries('separable', 6, 60).map((g) => ({
    name: `separableConv2d ${title(g)}`,
    inputs: [float(images(g)), float([...g.filter, g.channels, 2]), float([1, 1, 2 * g.channels, g.out])],
    run: (x, d, p) =>
      tf.separableConv2d(x as tf.Tensor4D, d as tf.Tensor4D, p as tf.Tensor4D, [g.strides[0], g.strides[0]], 'same'),
  }));
}

function transposed(): Case[] {
  return geometries('conv2dTranspose', 24, 300).map((g) => {
    const out = { same: (n: number, s: number) => n * s, valid: (n: number, s: number, f: number) => (n - 1) * s + f };
    const pad = g.pad === 'same' ? 'same' : 'valid';
    const size = [0, 1].map((axis) => out[pad](g.size[axis] ?? 1, g.strides[axis] ?? 1, g.filter[axis] ?? 1));
    const shape = [g.batch, ...size, g.out] as [number, number, number, number];
    return {
      name: `conv2dTranspose ${title(g)}`,
      inputs: [float(images(g)), float([...g.filter, g.out, g.channels])],
      run: (x, w) => tf.conv2dTranspose(x as tf.Tensor4D, w as tf.Tensor4D, shape, g.strides, pad),
    };
  });
}

function conv1d(): Case[] {
  return geometries('conv1d', 10, 100).map((g) => ({
    name: `conv1d ${title(g)}`,
    inputs: [float([g.batch, g.size[0], g.channels]), float([g.filter[0], g.channels, g.out])],
    run: (x, w) => tf.conv1d(x as tf.Tensor3D, w as tf.Tensor3D, g.strides[0], g.pad === 'same' ? 'same' : 'valid'),
  }));
}

function fused(): Case[] {
  const activations = ['linear', 'relu', 'relu6', 'elu', 'sigmoid', 'leakyrelu'] as const;
  return activations.flatMap((activation, i) => {
    const g = geometry('fused', i);
    const pad = i % 2 === 0 ? 'same' : 'valid';
    return [
      {
        name: `fused conv2d ${activation} ${title(g)}`,
        inputs: [float(images(g)), float([...g.filter, g.channels, g.out]), float([g.out])],
        run: (x: tf.Tensor, filter: tf.Tensor, bias: tf.Tensor) =>
          tf.fused.conv2d({
            x: x as tf.Tensor4D,
            filter: filter as tf.Tensor4D,
            strides: g.strides,
            pad,
            bias,
            activation,
            leakyreluAlpha: 0.3,
          }),
      },
      {
        name: `fused depthwiseConv2d ${activation} ${title(g)}`,
        inputs: [float(images(g)), float([...g.filter, g.channels, 2]), float([2 * g.channels])],
        run: (x: tf.Tensor, filter: tf.Tensor, bias: tf.Tensor) =>
          tf.fused.depthwiseConv2d({
            x: x as tf.Tensor4D,
            filter: filter as tf.Tensor4D,
            strides: g.strides,
            pad,
            bias,
            activation,
            leakyreluAlpha: 0.3,
          }),
      },
    ];
  });
}

function conv3d(): Case[] {
  return (['same', 'valid'] as const).flatMap((pad) =>
    [1, 2].map((stride) => ({
      name: `conv3d ${pad} stride ${stride}`,
      inputs: [float([2, 4, 5, 4, 3]), float([2, 3, 2, 3, 4])],
      run: (x: tf.Tensor, w: tf.Tensor) => tf.conv3d(x as tf.Tensor5D, w as tf.Tensor5D, stride, pad),
      leftAlone: "stock tfjs-wasm's gradient by the input adds to memory it did not clear",
    })),
  );
}

/** The first position's gradient is infinite, and the outer taps of the filter meet padding there. */
function infiniteGradient(): Case {
  return {
    name: 'conv2d with an infinite gradient beside padding',
    inputs: [float([1, 4, 4, 2]), float([3, 3, 2, 2])],
    run: (x, w) => {
      const factors = tf.tensor4d([Number.POSITIVE_INFINITY, ...new Array<number>(15).fill(1)], [1, 4, 4, 1]);
      return tf.mul(tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'same'), factors);
    },
    leftAlone: 'a patch holds its padding as zeros, and zero times infinity is NaN',
  };
}

/** Convolutions of every sort. */
export const convolutionCases: readonly Case[] = [
  ...conv2d(),
  ...dilated(),
  ...depthwise(),
  ...separable(),
  ...transposed(),
  ...conv1d(),
  ...fused(),
  ...conv3d(),
  infiniteGradient(),
];
