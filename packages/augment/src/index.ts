export type { Fill } from './channel-values.ts';
export { autoContrast } from './colour/auto-contrast.ts';
export { type ColorJitterOptions, colorJitter } from './colour/color-jitter.ts';
export { type DenormalizeOptions, denormalize } from './colour/denormalize.ts';
export { equalize } from './colour/equalize.ts';
export { type GammaOptions, gamma } from './colour/gamma.ts';
export { type GaussianBlurOptions, gaussianBlur } from './colour/gaussian-blur.ts';
export { type GaussianNoiseOptions, gaussianNoise } from './colour/gaussian-noise.ts';
export { grayscale } from './colour/grayscale.ts';
export { invert } from './colour/invert.ts';
export { type NormalizeOptions, normalize } from './colour/normalize.ts';
export type { OwnMomentsOptions } from './colour/own-moments.ts';
export { type PosterizeOptions, posterize } from './colour/posterize.ts';
export { type SharpnessOptions, sharpness } from './colour/sharpness.ts';
export { type SolarizeOptions, solarize } from './colour/solarize.ts';
export { standardize } from './colour/standardize.ts';
export { type SubtractImageOptions, subtractImage } from './colour/subtract-image.ts';
export { zeroCenter } from './colour/zero-center.ts';
export { compose } from './compose.ts';
export { type ContactSheet, type ContactSheetOptions, type ContactSheetTile, contactSheet } from './contact-sheet.ts';
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
export { applyToBatch, type BatchDraw, type ImageBatch } from './image-batch.ts';
export type { Interval } from './interval.ts';
export { type OneOfOptions, oneOf } from './one-of.ts';
export { randomApply } from './random-apply.ts';
export type { BatchTransform, MixingOptions } from './regularize/batch-transform.ts';
export { batchTransformFromConfig } from './regularize/batch-transform-from-config.ts';
export { cutmix } from './regularize/cutmix.ts';
export { type CutoutOptions, cutout } from './regularize/cutout.ts';
export type { BatchLabels, LabelledBatch, MixedBatch } from './regularize/labelled-batch.ts';
export { mixup } from './regularize/mixup.ts';
export { type RandAugmentOptions, randAugment } from './regularize/rand-augment.ts';
export { type RandomErasingOptions, randomErasing } from './regularize/random-erasing.ts';
export { type TrivialAugmentWideOptions, trivialAugmentWide } from './regularize/trivial-augment-wide.ts';
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
