import * as tf from '@tensorflow/tfjs-core';
import { defineKernel, requireFloat32, type TrainingKernel } from '../training-kernel.ts';
import { matrixProduct } from './matrix-operands.ts';
import { multiply } from './multiply.ts';

/** `a · b` over the last two dimensions, either transposed, leading dimensions broadcast. */
export const batchMatMul: TrainingKernel = defineKernel<{ a: tf.TensorInfo; b: tf.TensorInfo }, tf.BatchMatMulAttrs>(
  tf.BatchMatMul,
  (host, { a, b }, { transposeA, transposeB }) => {
    requireFloat32(tf.BatchMatMul, { a, b });
    return multiply(host, a, b, matrixProduct(tf.BatchMatMul, a, b, transposeA, transposeB));
  },
);
