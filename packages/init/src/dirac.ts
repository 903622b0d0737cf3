import { requireInteger } from '@gradlab-internal/checks';
import { type ConfiguredInitializer, defineInitializer } from './initializer.ts';
import { centreOf } from './kernel-centre.ts';

/** Options of {@link dirac}. */
export interface DiracOptions {
  /** Into how many groups the outputs are divided, an integer ≥ 1; default 1. */
  readonly groups?: number;
}

/**
 * A convolution kernel that hands channels on unchanged: 1 at the centre for output i of input i, 0 elsewhere; for every
 * group anew, where there are groups. Outputs beyond the number of inputs are zero. The seed is checked and has no effect.
 *
 * Along an even axis the centre is the earlier one of the middle two, with which padding `same` hands on unchanged too;
 * PyTorch's `dirac_` takes the later one.
 *
 * @param options `groups`
 * @returns an initialiser of kernels `[...spatial, in / groups, out]` with one to three spatial dimensions and a multiple of
 *   `groups` outputs; it refuses others with a RangeError
 * @throws TypeError or RangeError if `groups` is not an integer ≥ 1
 * @see https://pytorch.org/docs/stable/nn.init.html#torch.nn.init.dirac_
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { dirac } from '@gradlab/init';
 *
 * await tf.setBackend('cpu');
 * const kernel = dirac()([3, 1, 1], 42);
 * console.log([...kernel.dataSync()]); // [ 0, 1, 0 ]
 * kernel.dispose();
 * ```
 */
export function dirac({ groups = 1 }: DiracOptions = {}): ConfiguredInitializer {
  requireInteger('dirac', 'groups', groups, { min: 1 });
  return defineInitializer('dirac', { groups }, ({ target, shape }) => {
    const { inputs, outputs, offset } = centreOf('dirac', shape);
    if (outputs % groups !== 0) {
      throw new RangeError(`dirac: shape must have a multiple of ${groups} outputs, got ${outputs}`);
    }
    if (target.length === 0) return;
    const size = outputs / groups;
    for (let first = 0; first < outputs; first += size) {
      for (let channel = 0; channel < Math.min(inputs, size); channel++) {
        target[offset + channel * outputs + first + channel] = 1;
      }
    }
  });
}
