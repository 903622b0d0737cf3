import { requireInteger } from '@gradlab-internal/checks';

/**
 * Number of weights of a dense layer: inputs·units, and units more with a bias.
 *
 * @param options sizes, integers ≥ 1; `bias` is true unless given
 * @throws RangeError if a size is not an integer ≥ 1
 * @example
 * ```ts
 * import { convolutionWeightCount, denseWeightCount } from '@gradlab/models';
 *
 * // From 32×32×3 to 32×32×16: what a convolution saves.
 * console.log(denseWeightCount({ inputs: 32 * 32 * 3, units: 32 * 32 * 16 })); // 50348032
 * console.log(convolutionWeightCount({ kernel: [3, 3], channels: 3, filters: 16 })); // 448
 * ```
 */
export function denseWeightCount(options: {
  readonly inputs: number;
  readonly units: number;
  readonly bias?: boolean;
}): number {
  const { bias = true } = options;
  const inputs = requireInteger('denseWeightCount', 'inputs', options.inputs, { min: 1 });
  const units = requireInteger('denseWeightCount', 'units', options.units, { min: 1 });
  return inputs * units + (bias ? units : 0);
}

/**
 * Number of weights of a convolution: kernel height·kernel width·channels·filters, and filters more with a bias; whatever the image's size.
 *
 * @param options sizes, integers ≥ 1; `bias` is true unless given
 * @throws RangeError if a size is not an integer ≥ 1
 * @example
 * ```ts
 * import { convolutionWeightCount } from '@gradlab/models';
 *
 * console.log(convolutionWeightCount({ kernel: [3, 3], channels: 512, filters: 512 })); // 2359808
 * ```
 */
export function convolutionWeightCount(options: {
  readonly kernel: readonly [number, number];
  readonly channels: number;
  readonly filters: number;
  readonly bias?: boolean;
}): number {
  const { kernel, bias = true } = options;
  const caller = 'convolutionWeightCount';
  const height = requireInteger(caller, 'kernel[0]', kernel[0], { min: 1 });
  const width = requireInteger(caller, 'kernel[1]', kernel[1], { min: 1 });
  const channels = requireInteger(caller, 'channels', options.channels, { min: 1 });
  const filters = requireInteger(caller, 'filters', options.filters, { min: 1 });
  return height * width * channels * filters + (bias ? filters : 0);
}

/**
 * Number of weights of linear support-vector machines that tell every two classes apart: classes·(classes − 1)/2·(inputs + 1), a bias each.
 *
 * @param options number of inputs, an integer ≥ 1, and of classes, an integer ≥ 2
 * @throws RangeError if a number is out of range
 * @example
 * ```ts
 * import { pairwiseSvmWeightCount } from '@gradlab/models';
 *
 * // A bag of 1,000 visual words and one for the rest, 15 kinds of scenes.
 * console.log(pairwiseSvmWeightCount({ inputs: 1001, classes: 15 })); // 105210
 * ```
 */
export function pairwiseSvmWeightCount(options: { readonly inputs: number; readonly classes: number }): number {
  const inputs = requireInteger('pairwiseSvmWeightCount', 'inputs', options.inputs, { min: 1 });
  const classes = requireInteger('pairwiseSvmWeightCount', 'classes', options.classes, { min: 2 });
  return ((classes * (classes - 1)) / 2) * (inputs + 1);
}
