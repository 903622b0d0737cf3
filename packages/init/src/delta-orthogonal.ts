import { requireNumber } from '@gradlab-internal/checks';
import { type ConfiguredInitializer, defineInitializer } from './initializer.ts';
import { centreOf } from './kernel-centre.ts';
import { orthonormalMatrix } from './orthogonal.ts';

/** Options of {@link deltaOrthogonal}. */
export interface DeltaOrthogonalOptions {
  /** Factor of the matrix, at least 0; default 1. */
  readonly gain?: number;
}

/**
 * A convolution kernel that is zero but at its centre, where it holds a random matrix with orthonormal rows, times the gain:
 * at first the convolution turns the channels of each place and keeps their length. With it networks of thousands of layers
 * have been trained. Along an even axis the centre is the earlier one of the middle two.
 *
 * @param options `gain`
 * @returns an initialiser of kernels `[...spatial, in, out]` with in ≤ out and one to three spatial dimensions; it refuses others
 *   with a RangeError
 * @throws TypeError or RangeError if the gain is not a finite number ≥ 0
 * @see Xiao, Bahri, Sohl-Dickstein, Schoenholz, Pennington: Dynamical isometry and a mean field theory of CNNs. ICML 2018.
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { deltaOrthogonal } from '@gradlab/init';
 *
 * await tf.setBackend('cpu');
 * const kernel = deltaOrthogonal()([3, 3, 8, 16], 42);
 * console.log(kernel.shape); // [ 3, 3, 8, 16 ]
 * kernel.dispose();
 * ```
 */
export function deltaOrthogonal({ gain = 1 }: DeltaOrthogonalOptions = {}): ConfiguredInitializer {
  requireNumber('deltaOrthogonal', 'gain', gain, { min: 0 });
  return defineInitializer('deltaOrthogonal', { gain }, ({ target, shape, seed }) => {
    const { inputs, outputs, offset } = centreOf('deltaOrthogonal', shape);
    if (inputs > outputs) {
      throw new RangeError(
        `deltaOrthogonal: shape must have no more inputs than outputs, got ${inputs} and ${outputs}`,
      );
    }
    if (target.length === 0) return;
    const entry = orthonormalMatrix(inputs, outputs, seed);
    for (let input = 0; input < inputs; input++) {
      for (let output = 0; output < outputs; output++) {
        target[offset + input * outputs + output] = gain * entry(input, output);
      }
    }
  });
}
