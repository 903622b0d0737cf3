import type * as tf from '@tensorflow/tfjs-core';
import type { KernelHost } from '../kernel-host.ts';
import type { MatrixProduct } from './matrix-operands.ts';

const FLOAT_BYTES = 4;

/**
 * The products of a whole batch into a new tensor. Operands are read where they lie by address and stride. Nothing is kept from one call
 * to the next: a cache by tensor id is how the stock backend comes to multiply by a reshaped view's old layout.
 */
export function multiply(host: KernelHost, a: tf.TensorInfo, b: tf.TensorInfo, product: MatrixProduct): tf.TensorInfo {
  const { shape, m, n, k, aStrides, bStrides, pairs } = product;
  const out = host.output(shape);
  if (m * n * pairs.length === 0) return out;
  host.withScratch(host.measure('matMulScratchBytes', m, n, k), (scratch) => {
    const [aStart, bStart, outStart] = [host.address(a), host.address(b), host.address(out)];
    for (const [i, [aIndex, bIndex]] of pairs.entries()) {
      const left = aStart + FLOAT_BYTES * aIndex * m * k;
      const right = bStart + FLOAT_BYTES * bIndex * k * n;
      const target = outStart + FLOAT_BYTES * i * m * n;
      host.dispatch('matMul', [left, ...aStrides, right, ...bStrides, target, n, k, 0, scratch], m);
    }
  });
  return out;
}
