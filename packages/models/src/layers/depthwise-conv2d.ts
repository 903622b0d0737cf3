import { glorotUniform, type Initializer, zeros } from '@gradlab/init';
import { requireInteger } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import { type Layer, weightNamed } from './layer.ts';
import { type Padding2d, reachOf, requireImage, requireWindow, type Size2d, slide, tfPadding } from './window.ts';

/** Options of {@link depthwiseConv2d}. */
export interface DepthwiseConv2dOptions {
  /** Kernel size, integers ≥ 1. */
  readonly kernelSize: Size2d;
  /** Output channels for each input channel, an integer ≥ 1; 1 unless given. */
  readonly multiplier?: number;
  /** Step, integers ≥ 1; 1 unless given. */
  readonly stride?: Size2d;
  /** Zeros around the image; `'valid'`, none, unless given. */
  readonly padding?: Padding2d;
  /** Whether a bias is added; true unless given. */
  readonly bias?: boolean;
  /** First weights; Glorot uniform, by the fans of one channel, unless given. */
  readonly weightInitializer?: Initializer;
  /** First biases; zeros unless given. */
  readonly biasInitializer?: Initializer;
  /** The layer's name in place of `depthwise1`, `depthwise2`, … */
  readonly name?: string;
}

/**
 * Depthwise convolution, each channel by kernels of its own: y[i, j, c·m + q] = b[c·m + q] + Σ x[s·i + u − p, s·j + v − p, c]·W[u, v, c, q].
 * Parameters `weight` `[kernel height, kernel width, channels, multiplier]` and `bias` `[channels · multiplier]`.
 *
 * @param options kernel size and, if wanted, multiplier, stride, padding, initialisers and a name
 * @returns a layer from `[height, width, channels]` to `[height', width', channels · multiplier]`
 * @throws TypeError or RangeError if an option is none
 * @example
 * ```ts
 * import { activation, conv2d, depthwiseConv2d, sequential } from '@gradlab/models';
 * import '@tensorflow/tfjs-backend-cpu';
 *
 * // A separable convolution: each channel by itself, then all of them at each pixel.
 * const layers = [depthwiseConv2d({ kernelSize: 3, padding: 'same' }), conv2d({ filters: 16, kernelSize: 1 })];
 * const model = sequential({ inputShape: [8, 8, 8], layers: [...layers, activation('relu')], seed: 1 });
 * console.log(model.countParameters()); // 80 + 144 = 224, where a convolution has 1168
 * model.dispose();
 * ```
 */
export function depthwiseConv2d(options: DepthwiseConv2dOptions): Layer {
  const caller = 'depthwiseConv2d';
  const { kernelSize, stride = 1, padding = 'valid', bias = true, name } = options;
  const { weightInitializer = glorotUniform({ axes: 'depthwise' }), biasInitializer = zeros() } = options;
  const multiplier = requireInteger(caller, 'multiplier', options.multiplier ?? 1, { min: 1 });
  const window = requireWindow(caller, { kernelSize, stride, padding });
  const [kernelHeight, kernelWidth] = window.kernelSize;
  const outputShape = (inputShape: readonly number[], name: string): [number, number, number] => {
    const image = requireImage(caller, name, inputShape);
    return [...slide(caller, name, image, window), image.channels * multiplier];
  };
  return {
    kind: 'depthwise',
    ...(name !== undefined && { name }),
    config: { ...window, multiplier, bias },
    reach: reachOf(window),
    outputShape,
    parameters: ([, , channels = 0]) => ({
      weight: { shape: [kernelHeight, kernelWidth, channels, multiplier], initializer: weightInitializer },
      ...(bias && { bias: { shape: [channels * multiplier], initializer: biasInitializer } }),
    }),
    multiplyAdds(inputShape) {
      const [height, width, outputs] = outputShape(inputShape, 'depthwise');
      return height * width * outputs * kernelHeight * kernelWidth;
    },
    apply(x, weights, context) {
      const [image, filter] = [x as tf.Tensor4D, weightNamed(weights, 'weight', context) as tf.Tensor4D];
      const [strides, pad] = [[...window.stride] as [number, number], tfPadding(window)];
      const output = tf.depthwiseConv2d(image, filter, strides, pad);
      return bias ? tf.add(output, weightNamed(weights, 'bias', context)) : output;
    },
  };
}
