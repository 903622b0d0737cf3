import { glorotUniform, type Initializer, zeros } from '@gradlab/init';
import { requireInteger } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import { transposedConvolutionOutputSize } from '../arithmetic/output-size.ts';
import { type Layer, weightNamed } from './layer.ts';
import {
  type Padding2d,
  paddingOf,
  requireImage,
  requireSize,
  requireWindow,
  type Size2d,
  tfPadding,
} from './window.ts';

/** Options of {@link conv2dTranspose}. */
export interface Conv2dTransposeOptions {
  /** Number of output channels, an integer ≥ 1. */
  readonly filters: number;
  /** Kernel size, integers ≥ 1. */
  readonly kernelSize: Size2d;
  /** Factor by which the image grows, integers ≥ 1; 1 unless given. */
  readonly stride?: Size2d;
  /** Padding of the convolution that it transposes, so what is cut off here; `'valid'`, nothing, unless given. */
  readonly padding?: Padding2d;
  /** Added to the output size, integers ≥ 0 and below the stride; 0 unless given. Not with `'same'`. */
  readonly outputPadding?: Size2d;
  /** Whether a bias is added; true unless given. */
  readonly bias?: boolean;
  /** First weights; Glorot uniform unless given. */
  readonly weightInitializer?: Initializer;
  /** First biases; zeros unless given. */
  readonly biasInitializer?: Initializer;
  /** The layer's name in place of `convTranspose1`, `convTranspose2`, … */
  readonly name?: string;
}

/**
 * Transposed convolution, the adjoint of {@link conv2d}: each input value adds its multiple of the kernel to the output. Output size
 * (n − 1)·stride − 2·padding + kernel + outputPadding, or n·stride for `'same'`. Parameters `weight`
 * `[kernel height, kernel width, filters, channels]` and `bias` `[filters]`.
 *
 * @param options filters, kernel size and, if wanted, stride, paddings, initialisers and a name
 * @returns a layer from `[height, width, channels]` to `[height', width', filters]`
 * @throws TypeError or RangeError if an option is none
 * @example
 * ```ts
 * import { conv2dTranspose, sequential } from '@gradlab/models';
 * import '@tensorflow/tfjs-backend-cpu';
 *
 * const layers = [conv2dTranspose({ filters: 3, kernelSize: 4, stride: 2, padding: 1 })];
 * const model = sequential({ inputShape: [7, 7, 8], layers, seed: 1 });
 * console.log(model.outputShape); // [14, 14, 3]
 * model.dispose();
 * ```
 */
export function conv2dTranspose(options: Conv2dTransposeOptions): Layer {
  const caller = 'conv2dTranspose';
  const { kernelSize, stride = 1, padding = 'valid', bias = true, name } = options;
  const { weightInitializer = glorotUniform({ axes: 'transposed' }), biasInitializer = zeros() } = options;
  const filters = requireInteger(caller, 'filters', options.filters, { min: 1 });
  const window = requireWindow(caller, { kernelSize, stride, padding });
  const outputPadding = requireSize(caller, 'outputPadding', options.outputPadding ?? 0, 0);
  if (padding === 'same' && outputPadding.some((size) => size > 0)) {
    throw new RangeError(
      `${caller}: outputPadding must be 0 where padding is 'same', got [${outputPadding.join(',')}]`,
    );
  }
  const [kernelHeight, kernelWidth] = window.kernelSize;
  const grow = (size: number, axis: 0 | 1): number =>
    transposedConvolutionOutputSize(size, {
      kernel: window.kernelSize[axis],
      stride: window.stride[axis],
      padding: paddingOf(window, axis),
      outputPadding: outputPadding[axis],
    });
  const outputShape = (inputShape: readonly number[], name: string): [number, number, number] => {
    const { height, width } = requireImage(caller, name, inputShape);
    return [grow(height, 0), grow(width, 1), filters];
  };
  return {
    kind: 'convTranspose',
    ...(name !== undefined && { name }),
    config: { filters, ...window, outputPadding, bias },
    reach: {
      size: [1 + (kernelHeight - 1) / window.stride[0], 1 + (kernelWidth - 1) / window.stride[1]],
      stride: [1 / window.stride[0], 1 / window.stride[1]],
    },
    outputShape,
    parameters: ([, , channels = 0]) => ({
      weight: { shape: [kernelHeight, kernelWidth, filters, channels], initializer: weightInitializer },
      ...(bias && { bias: { shape: [filters], initializer: biasInitializer } }),
    }),
    multiplyAdds: ([height = 0, width = 0, channels = 0]) =>
      height * width * channels * filters * kernelHeight * kernelWidth,
    apply(x, weights, context) {
      const filter = weightNamed(weights, 'weight', context) as tf.Tensor4D;
      const shape: [number, number, number, number] = [x.shape[0] ?? 0, ...outputShape(x.shape.slice(1), context.name)];
      const output = tf.conv2dTranspose(
        x as tf.Tensor4D,
        filter,
        shape,
        [...window.stride] as [number, number],
        tfPadding(window),
      );
      return bias ? tf.add(output, weightNamed(weights, 'bias', context)) : output;
    },
  };
}
