import { describeValue, requireInteger, requireOneOf } from '@gradlab-internal/checks';

/**
 * What surrounds an image: `'valid'` nothing; `'same'` as much as gives ⌈size / stride⌉ outputs, the odd one at the end; a number,
 * so many zeros on each side.
 */
export type AxisPadding = 'same' | 'valid' | number;

/** A convolution or a pool along one axis. */
export interface WindowOptions {
  /** Kernel size k, an integer ≥ 1. */
  readonly kernel: number;
  /** Step s, an integer ≥ 1; 1 unless given. */
  readonly stride?: number;
  /** Padding p; `'valid'` unless given. */
  readonly padding?: AxisPadding;
  /** Distance d between kernel elements, an integer ≥ 1; 1 unless given. */
  readonly dilation?: number;
}

/**
 * Output size of a convolution or a pool along one axis: ⌊(n + 2p − d(k − 1) − 1) / s⌋ + 1, and ⌈n / s⌉ for `'same'`.
 *
 * @param size input size n, an integer ≥ 0
 * @param options kernel, stride, padding and dilation
 * @returns the output size
 * @throws RangeError if the kernel is larger than the padded input, or a number is out of range
 * @see Dumoulin and Visin, A guide to convolution arithmetic for deep learning, https://arxiv.org/abs/1603.07285
 * @example
 * ```ts
 * import { convolutionOutputSize } from '@gradlab/models';
 *
 * console.log(convolutionOutputSize(224, { kernel: 7, stride: 2, padding: 3 })); // 112
 * ```
 */
export function convolutionOutputSize(size: number, options: WindowOptions): number {
  const caller = 'convolutionOutputSize';
  const { kernel, stride = 1, padding = 'valid', dilation = 1 } = options;
  requireInteger(caller, 'size', size, { min: 0 });
  requireInteger(caller, 'kernel', kernel, { min: 1 });
  requireInteger(caller, 'stride', stride, { min: 1 });
  requireInteger(caller, 'dilation', dilation, { min: 1 });
  requireAxisPadding(caller, padding);
  if (padding === 'same') return Math.ceil(size / stride);
  const padded = size + 2 * (padding === 'valid' ? 0 : padding);
  const covered = dilation * (kernel - 1) + 1;
  if (covered > padded) {
    throw new RangeError(`${caller}: kernel must cover at most the padded size ${padded}, got ${covered}`);
  }
  return Math.floor((padded - covered) / stride) + 1;
}

/** A transposed convolution along one axis. */
export interface TransposedWindowOptions {
  /** Kernel size k, an integer ≥ 1. */
  readonly kernel: number;
  /** Factor s, an integer ≥ 1; 1 unless given. */
  readonly stride?: number;
  /** Padding p of the convolution that it transposes; `'valid'` unless given. */
  readonly padding?: AxisPadding;
  /** Which of the s input sizes that the convolution maps to `size` is meant, an integer in [0, s); 0 unless given. */
  readonly outputPadding?: number;
}

/**
 * Output size of a transposed convolution along one axis: (n − 1)s − 2p + k + o, and n·s for `'same'`.
 *
 * @param size input size n, an integer ≥ 1
 * @param options kernel, stride, padding and output padding
 * @returns the output size
 * @throws RangeError if a number is out of range or nothing would be left
 * @example
 * ```ts
 * import { transposedConvolutionOutputSize } from '@gradlab/models';
 *
 * console.log(transposedConvolutionOutputSize(7, { kernel: 4, stride: 2, padding: 1 })); // 14
 * ```
 */
export function transposedConvolutionOutputSize(size: number, options: TransposedWindowOptions): number {
  const caller = 'transposedConvolutionOutputSize';
  const { kernel, stride = 1, padding = 'valid', outputPadding = 0 } = options;
  requireInteger(caller, 'size', size, { min: 1 });
  requireInteger(caller, 'kernel', kernel, { min: 1 });
  requireInteger(caller, 'stride', stride, { min: 1 });
  requireInteger(caller, 'outputPadding', outputPadding, { min: 0, below: stride });
  requireAxisPadding(caller, padding);
  if (padding === 'same') return size * stride;
  const output = (size - 1) * stride - 2 * (padding === 'valid' ? 0 : padding) + kernel + outputPadding;
  if (output < 1) throw new RangeError(`${caller}: padding must leave an output of at least 1, got ${output}`);
  return output;
}

function requireAxisPadding(caller: string, padding: unknown): void {
  if (typeof padding === 'number') requireInteger(caller, 'padding', padding, { min: 0 });
  else if (typeof padding === 'string') requireOneOf(caller, 'padding', padding, ['same', 'valid']);
  else throw new TypeError(`${caller}: padding must be 'same', 'valid' or an integer, got ${describeValue(padding)}`);
}
