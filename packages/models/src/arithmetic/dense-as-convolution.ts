import { describeShape, requireShape } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';

/**
 * The kernel of the convolution without padding that is a dense layer after `flatten`: it covers the whole image, and where the image is
 * larger it gives the dense layer's outputs at every place, so that any image size passes. The bias stays as it is.
 *
 * @param weight of the dense layer, `[height · width · channels, units]`
 * @param imageShape `[height, width, channels]` of what was flattened; `[1, 1, inputs]` for a dense layer after another
 * @returns `[height, width, channels, units]`; the caller disposes it
 * @throws RangeError if the shapes do not fit
 * @example
 * ```ts
 * import { denseAsConvolution } from '@gradlab/models';
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 *
 * const weight = tf.randomNormal([4 * 4 * 3, 10], 0, 1, 'float32', 1) as tf.Tensor2D;
 * const kernel = denseAsConvolution(weight, [4, 4, 3]);
 * const scores = tf.conv2d(tf.ones([1, 6, 6, 3]) as tf.Tensor4D, kernel, 1, 'valid'); // [1, 3, 3, 10]
 * console.log(scores.shape);
 * tf.dispose([weight, kernel, scores]);
 * ```
 */
export function denseAsConvolution(weight: tf.Tensor, imageShape: readonly number[]): tf.Tensor4D {
  const [height = 0, width = 0, channels = 0, ...rest] = requireShape('denseAsConvolution', 'imageShape', imageShape);
  const [inputs, units] = weight.shape;
  if (weight.rank !== 2 || rest.length > 0 || inputs !== height * width * channels || units === undefined) {
    throw new RangeError(
      `denseAsConvolution: weight must have shape [height·width·channels,units] for imageShape ${describeShape(imageShape)}, got ${describeShape(weight.shape)}`,
    );
  }
  // Flattening and kernels have one order: rows, columns, channels.
  return tf.reshape(weight, [height, width, channels, units]);
}
