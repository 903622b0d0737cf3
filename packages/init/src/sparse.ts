import { choice, fillNormal, foldIn } from '@gradlab/random';
import { requireNumber } from '@gradlab-internal/checks';
import { requireMatrix } from './identity.ts';
import { type ConfiguredInitializer, defineInitializer } from './initializer.ts';

/** Options of {@link sparse}. */
export interface SparseOptions {
  /** Fraction of each column that is zero, in [0, 1]; of a column of n values ⌈sparsity·n⌉ are. */
  readonly sparsity: number;
  /** Of the other values, at least 0; default 0.01. */
  readonly standardDeviation?: number;
}

/**
 * Independent draws from N(0, standardDeviation²) of which a fixed number in each column, at places chosen for each column by
 * itself, is zero: each unit of a layer `[in, out]` starts with few inputs that matter. PyTorch's `sparse_` does so for the
 * columns of its `[out, in]`.
 *
 * @param options `sparsity`, `standardDeviation`
 * @returns an initialiser of matrices; it refuses other shapes with a RangeError
 * @throws TypeError or RangeError if an option is not as above
 * @see Martens: Deep learning via Hessian-free optimization. ICML 2010.
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { sparse } from '@gradlab/init';
 *
 * await tf.setBackend('cpu');
 * const weight = sparse({ sparsity: 0.9 })([100, 10], 42);
 * console.log(weight.dataSync().filter((w) => w !== 0).length); // 100
 * weight.dispose();
 * ```
 */
export function sparse({ sparsity, standardDeviation = 0.01 }: SparseOptions): ConfiguredInitializer {
  requireNumber('sparse', 'sparsity', sparsity, { min: 0, max: 1 });
  requireNumber('sparse', 'standardDeviation', standardDeviation, { min: 0 });
  return defineInitializer('sparse', { sparsity, standardDeviation }, ({ target, shape, seed }) => {
    const [rows = 0, columns = 0] = requireMatrix('sparse', shape);
    fillNormal(target, seed, { standardDeviation });
    const zeros = Math.ceil(sparsity * rows);
    const places = foldIn(seed, 'zeros');
    for (let column = 0; column < columns; column++) {
      for (const row of choice(foldIn(places, column), rows, zeros, { replace: false })) {
        target[row * columns + column] = 0;
      }
    }
  });
}
