import { describeShape } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import type { KernelHost } from '../kernel-host.ts';
import { sizeOf } from '../size-of.ts';
import { defineKernel, requireFloat32, type TrainingKernel } from '../training-kernel.ts';
import { activationCode, LAST_CLAMP } from './activation.ts';
import { type ConvAttrs, convGeometry } from './conv-geometry.ts';
import { filterAsIs, forwardConvolution } from './convolution.ts';
import { convolve } from './convolve.ts';

const FLOAT_BYTES = 4;

interface Inputs {
  readonly x: tf.TensorInfo;
  readonly filter: tf.TensorInfo;
  readonly bias?: tf.TensorInfo;
  readonly preluActivationWeights?: tf.TensorInfo;
}

interface FusedAttrs extends ConvAttrs {
  readonly activation?: string;
  readonly leakyreluAlpha?: number;
}

/** How a bias or slopes broadcast over the positions and channels of the output: address 0 stands for "none". */
function broadcast(
  host: KernelHost,
  kernel: string,
  name: string,
  tensor: tf.TensorInfo | undefined,
  outShape: readonly number[],
) {
  if (tensor === undefined) return { address: 0, rowStride: 0, columnStride: 0 };
  const [, height = 0, width = 0, channels = 0] = outShape;
  const size = sizeOf(tensor.shape);
  const last = tensor.shape.at(-1) ?? 1;
  if (size === 1) return { address: host.address(tensor), rowStride: 0, columnStride: 0 };
  if (size === channels && last === channels) return { address: host.address(tensor), rowStride: 0, columnStride: 1 };
  if (size === height * width * channels && last === channels) {
    return { address: host.address(tensor), rowStride: channels, columnStride: 1 };
  }
  const against = describeShape(outShape.slice(1));
  throw new RangeError(`${kernel}: ${name} must broadcast to ${against}, got ${describeShape(tensor.shape)}`);
}

function run(name: string, host: KernelHost, inputs: Inputs, attrs: FusedAttrs): tf.TensorInfo {
  const { x, filter, bias, preluActivationWeights: slopes } = inputs;
  const { activation = 'linear', leakyreluAlpha = 0.2 } = attrs;
  requireFloat32(name, { x, filter, ...(bias && { bias }), ...(slopes && { preluActivationWeights: slopes }) });
  const code = activationCode(name, activation);
  const info = convGeometry(name, x.shape, filter.shape, attrs, false);
  const biases = broadcast(host, name, 'bias', bias, info.outShape);
  const alphas = broadcast(host, name, 'preluActivationWeights', slopes, info.outShape);
  const conv = forwardConvolution(info);
  const out = host.output(info.outShape);
  const [values, y] = [sizeOf(info.outShape), host.address(out)];
  if (values === 0) return out;
  const taps = info.filterHeight * info.filterWidth * info.inChannels;
  const isBiasRow = taps > 0 && biases.rowStride === 0 && (biases.columnStride === 1 || info.outChannels === 1);
  const isDone = code <= LAST_CLAMP && (isBiasRow || bias === undefined);
  const target = { x: host.address(x), bias: isBiasRow ? biases.address : 0, y, activation: isDone ? code : 0 };
  if (taps === 0) host.dispatch('fillZero', [y], values);
  else convolve(host, conv, filterAsIs(filter, conv), target);
  if (isDone) return out;
  const left = isBiasRow ? [0, 0, 0] : [biases.address, biases.rowStride, biases.columnStride];
  const positions = info.outHeight * info.outWidth;
  for (let image = 0; image < info.batchSize; image++) {
    const pixels = y + FLOAT_BYTES * image * positions * info.outChannels;
    const slopeNumbers = [alphas.address, alphas.rowStride, alphas.columnStride];
    host.dispatch(
      'fusedEpilogue',
      [pixels, info.outChannels, ...left, code, leakyreluAlpha, ...slopeNumbers],
      positions,
    );
  }
  return out;
}

function forward(name: string): TrainingKernel {
  return defineKernel<Inputs, FusedAttrs>(name, (host, inputs, attrs, stock) =>
    attrs.dataFormat === 'NCHW' ? stock(inputs, attrs) : run(name, host, inputs, attrs),
  );
}

/** 2-D convolution of `[batch, height, width, channels]` with `[height, width, channels, out]`. */
export const conv2d: TrainingKernel = forward(tf.Conv2D);

/** `activation(x ∗ filter + bias)`. */
export const fusedConv2d: TrainingKernel = forward(tf.FusedConv2D);
