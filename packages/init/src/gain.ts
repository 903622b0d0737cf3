import { requireNumber, requireOneOf } from '@gradlab-internal/checks';

/** What follows the weights: an activation, or the layer itself where nothing follows. */
export type Nonlinearity =
  | 'linear'
  | `conv${1 | 2 | 3}d`
  | `convTranspose${1 | 2 | 3}d`
  | 'sigmoid'
  | 'tanh'
  | 'relu'
  | 'leakyRelu'
  | 'selu';

const NONLINEARITIES: readonly Nonlinearity[] = [
  'linear',
  'conv1d',
  'conv2d',
  'conv3d',
  'convTranspose1d',
  'convTranspose2d',
  'convTranspose3d',
  'sigmoid',
  'tanh',
  'relu',
  'leakyRelu',
  'selu',
];

/**
 * The factor by which weights in front of an activation are usually larger than those in front of none: 1 for linear layers
 * and sigmoid, 5/3 for tanh, √2 for ReLU, √(2 / (1 + slope²)) for leaky ReLU, 3/4 for SELU. These are PyTorch's; for a
 * self-normalising network with SELU take `linear`.
 *
 * @param activation `linear`, `sigmoid`, `tanh`, `relu`, `leakyRelu`, `selu`, or the kind of a linear layer, `conv2d` for one
 * @param slope of the leaky ReLU for negative inputs, finite; default 0.01; of no effect for others
 * @throws RangeError if there is no such activation; TypeError or RangeError if the slope is not a finite number
 * @see https://pytorch.org/docs/stable/nn.init.html#torch.nn.init.calculate_gain
 * @example
 * ```ts
 * import { calculateGain, glorotUniform } from '@gradlab/init';
 *
 * console.log(calculateGain('leakyRelu', 0.2)); // 1.3867504905630728
 * const initializer = glorotUniform({ gain: calculateGain('tanh') });
 * console.log(initializer.config.gain); // 1.6666666666666667
 * ```
 */
export function calculateGain(activation: Nonlinearity, slope: number = 0.01): number {
  switch (requireOneOf('calculateGain', 'activation', activation, NONLINEARITIES)) {
    case 'tanh':
      return 5 / 3;
    case 'relu':
      return Math.SQRT2;
    case 'leakyRelu':
      requireNumber('calculateGain', 'slope', slope);
      return Math.sqrt(2 / (1 + slope * slope));
    case 'selu':
      return 3 / 4;
    default:
      return 1;
  }
}
