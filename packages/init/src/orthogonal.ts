import { type Key, normal } from '@gradlab/random';
import { describeShape, requireInteger, requireNumber } from '@gradlab-internal/checks';
import { resolveAxis } from './fans.ts';
import { orthonormalise } from './householder.ts';
import { type ConfiguredInitializer, defineInitializer } from './initializer.ts';

/** Options of {@link orthogonal}. */
export interface OrthogonalOptions {
  /** Factor of the matrix, at least 0; default 1. `calculateGain` gives the usual ones. */
  readonly gain?: number;
  /** The axis over outputs, negative ones from the end; default −1. The kernel of a transposed convolution has −2. */
  readonly outputAxis?: number;
}

/**
 * A random matrix Q with orthonormal columns, or rows where it is wide, times the gain: QᵀQ = gain²·I, so a linear layer
 * neither stretches nor shrinks anything. Q is uniform among all such matrices (Haar): QR factorisation of normal draws, the
 * diagonal of R made positive. A convolution kernel is taken as the matrix of all its other axes by its outputs, as Keras and
 * PyTorch do. Computed in double precision in about 8/3·n³ operations, rounded to float32.
 *
 * @param options `gain`, `outputAxis`
 * @returns an initialiser of weights with at least two dimensions; it refuses others with a RangeError
 * @throws TypeError or RangeError if an option is not as above
 * @see Saxe, McClelland, Ganguli: Exact solutions to the nonlinear dynamics of learning in deep linear neural networks. ICLR 2014.
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { orthogonal } from '@gradlab/init';
 *
 * await tf.setBackend('cpu');
 * const weight = orthogonal()([64, 32], 42);
 * const gram = tf.tidy(() => tf.matMul(weight, weight, true, false).dataSync());
 * console.log(Math.abs((gram[0] ?? 0) - 1) < 1e-6, Math.abs(gram[1] ?? 1) < 1e-6); // true true
 * weight.dispose();
 * ```
 */
export function orthogonal({ gain = 1, outputAxis = -1 }: OrthogonalOptions = {}): ConfiguredInitializer {
  requireNumber('orthogonal', 'gain', gain, { min: 0 });
  requireInteger('orthogonal', 'outputAxis', outputAxis);
  return defineInitializer('orthogonal', { gain, outputAxis }, ({ target, shape, seed }) => {
    if (shape.length < 2) {
      throw new RangeError(`orthogonal: shape must have at least 2 dimensions, got ${describeShape(shape)}`);
    }
    const axis = resolveAxis('orthogonal', 'outputAxis', outputAxis, shape.length);
    const outputs = shape[axis] ?? 0;
    const inner = shape.slice(axis + 1).reduce((product, size) => product * size, 1);
    const inputs = outputs === 0 ? 0 : target.length / outputs;
    const entry = orthonormalMatrix(inputs, outputs, seed);
    for (let output = 0; output < outputs; output++) {
      for (let input = 0; input < inputs; input++) {
        const outer = Math.floor(input / inner);
        target[(outer * outputs + output) * inner + (input - outer * inner)] = gain * entry(input, output);
      }
    }
  });
}

/**
 * A matrix of `rows` × `columns`, uniform among those whose shorter side's vectors are orthonormal.
 *
 * @returns its value at a row and a column
 */
export function orthonormalMatrix(rows: number, columns: number, seed: Key): (row: number, column: number) => number {
  const long = Math.max(rows, columns);
  const { values } = orthonormalise({ rows: long, values: normal(seed, rows * columns) });
  return rows >= columns
    ? (row, column) => values[column * long + row] as number
    : (row, column) => values[row * long + column] as number;
}
