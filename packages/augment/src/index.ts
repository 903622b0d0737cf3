export { autoContrast } from './colour/auto-contrast.ts';
export { type ColorJitterOptions, colorJitter } from './colour/color-jitter.ts';
export { equalize } from './colour/equalize.ts';
export { type GammaOptions, gamma } from './colour/gamma.ts';
export { type GaussianBlurOptions, gaussianBlur } from './colour/gaussian-blur.ts';
export { grayscale } from './colour/grayscale.ts';
export { invert } from './colour/invert.ts';
export { type NormalizeOptions, normalize } from './colour/normalize.ts';
export { type PosterizeOptions, posterize } from './colour/posterize.ts';
export { type SharpnessOptions, sharpness } from './colour/sharpness.ts';
export { type SolarizeOptions, solarize } from './colour/solarize.ts';
export { compose } from './compose.ts';
export type { Fill } from './fill.ts';
export { fromConfig } from './from-config.ts';
export { type AffineOptions, affine } from './geometry/affine.ts';
export { type CenterCropOptions, centerCrop } from './geometry/center-crop.ts';
export { horizontalFlip } from './geometry/horizontal-flip.ts';
export type { PadMode } from './geometry/pad-mode.ts';
export { type PerspectiveOptions, perspective } from './geometry/perspective.ts';
export { type RandomCropOptions, randomCrop } from './geometry/random-crop.ts';
export { type RandomResizedCropOptions, randomResizedCrop } from './geometry/random-resized-crop.ts';
export type { Interpolation } from './geometry/resample-weights.ts';
export { type ResizeOptions, resize } from './geometry/resize.ts';
export { type RotationOptions, rotation } from './geometry/rotation.ts';
export type { Sampling, SamplingOptions } from './geometry/sample-at.ts';
export { verticalFlip } from './geometry/vertical-flip.ts';
export type { ImageArray, ImageShape, Pixels } from './image.ts';
export type { Interval } from './interval.ts';
export { type OneOfOptions, oneOf } from './one-of.ts';
export { randomApply } from './random-apply.ts';
export type { Size } from './size.ts';
export type { ProbabilityOptions } from './sometimes.ts';
export {
  type Draw,
  defineTransform,
  type Json,
  parametersFor,
  type Transform,
  type TransformConfig,
  type TransformDefinition,
} from './transform.ts';
