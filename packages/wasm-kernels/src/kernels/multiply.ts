import type * as tf from '@tensorflow/tfjs-core';
import type { KernelHost } from '../kernel-host.ts';
import { sizeOf } from '../size-of.ts';
import type { MatrixProduct } from './matrix-operands.ts';

const FLOAT_BYTES = 4;
const PANEL = 8;

/** What a product starts from and what is applied to it, in the kernel that computes it. */
export interface Epilogue {
  /** Address of what is added to product `item` of the batch; 0 for nothing. */
  readonly start: (item: number) => number;
  /** Elements between its rows: 0 for one bias of every row. */
  readonly startStride: number;
  /** A code of assembly/tile.ts. */
  readonly activation: number;
}

// Smaller ones are packed faster than they are looked up.
const FEWEST_PACKED = 4096;

/** Where b lies packed whole: only where one matrix serves all products, and where a product would pack it at all. */
function packedRight(host: KernelHost, b: tf.TensorInfo, { n, k, aStrides, bStrides }: MatrixProduct): number {
  const isDot = aStrides[1] === 1 && bStrides[0] === 1;
  if (isDot || n * k < FEWEST_PACKED || sizeOf(b.shape) !== n * k) return 0;
  const bytes = host.measure('packedRightBytes', n, k);
  return host.derived(b, `right ${n} ${k} ${bStrides}`, bytes, (address) =>
    host.dispatch('packRight', [host.address(b), ...bStrides, n, k, address], Math.ceil(n / PANEL)),
  );
}

const NONE: Epilogue = { start: () => 0, startStride: 0, activation: 0 };

/** The products of a whole batch into a new tensor. Operands are read where they lie, by address and stride. */
export function multiply(
  host: KernelHost,
  a: tf.TensorInfo,
  b: tf.TensorInfo,
  product: MatrixProduct,
  epilogue: Epilogue = NONE,
): tf.TensorInfo {
  const { shape, m, n, k, aStrides, bStrides, pairs } = product;
  const out = host.output(shape);
  if (m * n * pairs.length === 0) return out;
  const [aStart, bStart, outStart] = [host.address(a), host.address(b), host.address(out)];
  if (k === 0) host.dispatch('fillZero', [outStart], m * n * pairs.length);
  else {
    const packed = packedRight(host, b, product);
    host.withScratch(host.measure('matMulScratchBytes', m, n, k), (scratch) => {
      for (const [i, [aIndex, bIndex]] of pairs.entries()) {
        const left = [aStart + FLOAT_BYTES * aIndex * m * k, ...aStrides];
        const right = [bStart + FLOAT_BYTES * bIndex * k * n, ...bStrides, packed];
        const target = [outStart + FLOAT_BYTES * i * m * n, n, k];
        const first = [epilogue.start(i), epilogue.startStride, epilogue.activation];
        host.dispatch('matMul', [...left, ...right, ...target, ...first, scratch], m);
      }
    });
  }
  return out;
}
