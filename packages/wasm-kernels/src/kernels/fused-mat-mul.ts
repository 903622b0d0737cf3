import { describeShape } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import type { KernelHost } from '../kernel-host.ts';
import { defineKernel, requireFloat32, type TrainingKernel } from '../training-kernel.ts';
import { activationCode, LAST_CLAMP } from './activation.ts';
import { type MatrixProduct, matrixProduct } from './matrix-operands.ts';
import { multiply } from './multiply.ts';

const NAME = tf._FusedMatMul;
const FLOAT_BYTES = 4;

interface Inputs {
  readonly a: tf.TensorInfo;
  readonly b: tf.TensorInfo;
  readonly bias?: tf.TensorInfo;
  readonly preluActivationWeights?: tf.TensorInfo;
}

/** Address and strides of an operand that broadcasts against `[batch, m, n]`; address 0 stands for "none". */
interface Broadcast {
  readonly address: number;
  readonly batchStride: number;
  readonly rowStride: number;
  readonly columnStride: number;
}

function broadcastTo(
  host: KernelHost,
  name: string,
  tensor: tf.TensorInfo | undefined,
  product: MatrixProduct,
): Broadcast {
  if (tensor === undefined) return { address: 0, batchStride: 0, rowStride: 0, columnStride: 0 };
  const { m, n, pairs } = product;
  const [batch = 1, rows = 1, columns = 1] = [...Array(Math.max(0, 3 - tensor.shape.length)).fill(1), ...tensor.shape];
  const fits = [batch, rows, columns].every((length, axis) => length === 1 || length === [pairs.length, m, n][axis]);
  if (tensor.shape.length > 3 || !fits) {
    const [got, against] = [describeShape(tensor.shape), describeShape([pairs.length, m, n])];
    throw new RangeError(`${NAME}: ${name} must broadcast to ${against}, got ${got}`);
  }
  return {
    address: host.address(tensor),
    batchStride: batch > 1 ? rows * columns : 0,
    rowStride: rows > 1 ? columns : 0,
    columnStride: columns > 1 ? 1 : 0,
  };
}

function itemAddress({ address, batchStride }: Broadcast, item: number): number {
  return address === 0 ? 0 : address + FLOAT_BYTES * batchStride * item;
}

/** `activation(a · b + bias)`. */
export const fusedMatMul: TrainingKernel = defineKernel<Inputs, tf._FusedMatMulAttrs>(
  NAME,
  (host, { a, b, bias, preluActivationWeights: slopes }, attrs) => {
    const { transposeA, transposeB, activation, leakyreluAlpha = 0.2 } = attrs;
    requireFloat32(NAME, { a, b, ...(bias && { bias }), ...(slopes && { preluActivationWeights: slopes }) });
    const code = activationCode(NAME, activation ?? 'linear');
    const product = matrixProduct(NAME, a, b, transposeA, transposeB);
    const biases = broadcastTo(host, 'bias', bias, product);
    const alphas = broadcastTo(host, 'preluActivationWeights', slopes, product);
    const { m, n, k, pairs } = product;
    // A product without terms writes nothing, and a bias of one column cannot be read as a row.
    const startsFromBias = k > 0 && (biases.columnStride === 1 || n === 1);
    const clampsInTile = code <= LAST_CLAMP && (startsFromBias || biases.address === 0) && k > 0;
    const out = multiply(host, a, b, product, {
      start: (item) => (startsFromBias ? itemAddress(biases, item) : 0),
      startStride: biases.rowStride,
      activation: clampsInTile ? code : 0,
    });
    const left = startsFromBias ? { ...biases, address: 0 } : biases;
    if (left.address === 0 && (clampsInTile || code === 0)) return out;
    for (let item = 0; item < pairs.length; item++) {
      const target = host.address(out) + FLOAT_BYTES * item * m * n;
      const biasNumbers = [itemAddress(left, item), left.rowStride, left.columnStride];
      const slopeNumbers = [itemAddress(alphas, item), alphas.rowStride, alphas.columnStride];
      host.dispatch('fusedEpilogue', [target, n, ...biasNumbers, code, leakyreluAlpha, ...slopeNumbers], m);
    }
    return out;
  },
);
