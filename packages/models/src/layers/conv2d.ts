import { glorotUniform, type Initializer, zeros } from '@gradlab/init';
import { requireInteger } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import { type Layer, weightNamed } from './layer.ts';
import { type Padding2d, reachOf, requireImage, requireWindow, type Size2d, slide, tfPadding } from './window.ts';

/** Options of {@link conv2d}. */
export interface Conv2dOptions {
  /** Number of output channels, an integer ≥ 1. */
  readonly filters: number;
  /** Kernel size, integers ≥ 1. */
  readonly kernelSize: Size2d;
  /** Step, integers ≥ 1; 1 unless given. */
  readonly stride?: Size2d;
  /** Zeros around the image; `'valid'`, none, unless given. */
  readonly padding?: Padding2d;
  /** Whether a bias is added; true unless given. */
  readonly bias?: boolean;
  /** First weights; Glorot uniform unless given. */
  readonly weightInitializer?: Initializer;
  /** First biases; zeros unless given. */
  readonly biasInitializer?: Initializer;
  /** The layer's name in place of `conv1`, `conv2`, … */
  readonly name?: string;
}

/**
 * Convolution (cross-correlation, as in every deep-learning library): y[i, j, f] = b[f] + Σ x[s·i + u − p, s·j + v − p, c]·W[u, v, c, f].
 * Parameters `weight` `[kernel height, kernel width, channels, filters]` and `bias` `[filters]`.
 *
 * @param options filters, kernel size and, if wanted, stride, padding, initialisers and a name
 * @returns a layer from `[height, width, channels]` to `[height', width', filters]`
 * @throws TypeError or RangeError if an option is none
 * @example
 * ```ts
 * import { conv2d, sequential } from '@gradlab/models';
 * import '@tensorflow/tfjs-backend-cpu';
 *
 * const layers = [conv2d({ filters: 16, kernelSize: 3, padding: 'same' })];
 * const model = sequential({ inputShape: [28, 28, 1], layers, seed: 1 });
 * console.log(model.outputShape, model.parameters['conv1.weight']?.shape); // [28, 28, 16] [3, 3, 1, 16]
 * model.dispose();
 * ```
 */
export function conv2d(options: Conv2dOptions): Layer {
  const { kernelSize, stride = 1, padding = 'valid', bias = true, name } = options;
  const { weightInitializer = glorotUniform(), biasInitializer = zeros() } = options;
  const filters = requireInteger('conv2d', 'filters', options.filters, { min: 1 });
  const window = requireWindow('conv2d', { kernelSize, stride, padding });
  const [kernelHeight, kernelWidth] = window.kernelSize;
  const size = (inputShape: readonly number[], name: string): readonly [number, number] =>
    slide('conv2d', name, requireImage('conv2d', name, inputShape), window);
  return {
    kind: 'conv',
    ...(name !== undefined && { name }),
    config: { filters, ...window, bias },
    reach: reachOf(window),
    outputShape: (inputShape, name) => [...size(inputShape, name), filters],
    parameters: ([, , channels = 0]) => ({
      weight: { shape: [kernelHeight, kernelWidth, channels, filters], initializer: weightInitializer },
      ...(bias && { bias: { shape: [filters], initializer: biasInitializer } }),
    }),
    multiplyAdds(inputShape) {
      const [height, width] = size(inputShape, 'conv');
      return height * width * filters * kernelHeight * kernelWidth * (inputShape[2] ?? 0);
    },
    apply(x, weights, context) {
      const [image, filter] = [x as tf.Tensor4D, weightNamed(weights, 'weight', context) as tf.Tensor4D];
      const [strides, pad] = [[...window.stride] as [number, number], tfPadding(window)];
      if (!bias) return tf.conv2d(image, filter, strides, pad);
      return tf.fused.conv2d({ x: image, filter, strides, pad, bias: weightNamed(weights, 'bias', context) });
    },
  };
}
