import { describeValue } from '@gradlab-internal/checks';
import { autoContrast } from './colour/auto-contrast.ts';
import { type ColorJitterOptions, colorJitter } from './colour/color-jitter.ts';
import { type DenormalizeOptions, denormalize } from './colour/denormalize.ts';
import { equalize } from './colour/equalize.ts';
import { type GammaOptions, gamma } from './colour/gamma.ts';
import { type GaussianBlurOptions, gaussianBlur } from './colour/gaussian-blur.ts';
import { type GaussianNoiseOptions, gaussianNoise } from './colour/gaussian-noise.ts';
import { grayscale } from './colour/grayscale.ts';
import { invert } from './colour/invert.ts';
import { type NormalizeOptions, normalize } from './colour/normalize.ts';
import type { OwnMomentsOptions } from './colour/own-moments.ts';
import { type PosterizeOptions, posterize } from './colour/posterize.ts';
import { type SharpnessOptions, sharpness } from './colour/sharpness.ts';
import { type SolarizeOptions, solarize } from './colour/solarize.ts';
import { standardize } from './colour/standardize.ts';
import { type SubtractImageOptions, subtractImage } from './colour/subtract-image.ts';
import { zeroCenter } from './colour/zero-center.ts';
import { compose } from './compose.ts';
import { type AffineOptions, affine } from './geometry/affine.ts';
import { type CenterCropOptions, centerCrop } from './geometry/center-crop.ts';
import { horizontalFlip } from './geometry/horizontal-flip.ts';
import { type PerspectiveOptions, perspective } from './geometry/perspective.ts';
import { type RandomCropOptions, randomCrop } from './geometry/random-crop.ts';
import { type RandomResizedCropOptions, randomResizedCrop } from './geometry/random-resized-crop.ts';
import { type ResizeOptions, resize } from './geometry/resize.ts';
import { type RotationOptions, rotation } from './geometry/rotation.ts';
import { verticalFlip } from './geometry/vertical-flip.ts';
import { type OneOfOptions, oneOf } from './one-of.ts';
import { randomApply } from './random-apply.ts';
import { type CutoutOptions, cutout } from './regularize/cutout.ts';
import { type RandAugmentOptions, randAugment } from './regularize/rand-augment.ts';
import { type RandomErasingOptions, randomErasing } from './regularize/random-erasing.ts';
import { type TrivialAugmentWideOptions, trivialAugmentWide } from './regularize/trivial-augment-wide.ts';
import type { ProbabilityOptions } from './sometimes.ts';
import type { Transform, TransformConfig } from './transform.ts';

// Each factory checks its own options, so a config from a file is checked too, whatever the types promise here.
const FACTORIES: Readonly<Record<string, (config: TransformConfig) => Transform>> = {
  affine: (config) => affine(config as unknown as AffineOptions),
  autoContrast: (config) => autoContrast(config as ProbabilityOptions),
  centerCrop: (config) => centerCrop(config as unknown as CenterCropOptions),
  colorJitter: (config) => colorJitter(config as unknown as ColorJitterOptions),
  compose: ({ transforms }) => compose(requireConfigs(transforms).map(fromConfig)),
  cutout: (config) => cutout(config as unknown as CutoutOptions),
  denormalize: (config) => denormalize(config as unknown as DenormalizeOptions),
  equalize: (config) => equalize(config as ProbabilityOptions),
  gamma: (config) => gamma(config as unknown as GammaOptions),
  gaussianBlur: (config) => gaussianBlur(config as unknown as GaussianBlurOptions),
  gaussianNoise: (config) => gaussianNoise(config as GaussianNoiseOptions),
  grayscale: (config) => grayscale(config as ProbabilityOptions),
  horizontalFlip: (config) => horizontalFlip(config as ProbabilityOptions),
  invert: (config) => invert(config as ProbabilityOptions),
  normalize: (config) => normalize(config as unknown as NormalizeOptions),
  oneOf: ({ transforms, ...options }) => oneOf(requireConfigs(transforms).map(fromConfig), options as OneOfOptions),
  perspective: (config) => perspective(config as unknown as PerspectiveOptions),
  posterize: (config) => posterize(config as unknown as PosterizeOptions),
  randAugment: (config) => randAugment(config as RandAugmentOptions),
  randomApply: ({ transform, ...options }) =>
    randomApply(fromConfig(transform as TransformConfig), options as ProbabilityOptions),
  randomCrop: (config) => randomCrop(config as unknown as RandomCropOptions),
  randomErasing: (config) => randomErasing(config as RandomErasingOptions),
  randomResizedCrop: (config) => randomResizedCrop(config as unknown as RandomResizedCropOptions),
  resize: (config) => resize(config as unknown as ResizeOptions),
  rotation: (config) => rotation(config as unknown as RotationOptions),
  sharpness: (config) => sharpness(config as unknown as SharpnessOptions),
  solarize: (config) => solarize(config as unknown as SolarizeOptions),
  standardize: (config) => standardize(config as OwnMomentsOptions),
  subtractImage: (config) => subtractImage(config as unknown as SubtractImageOptions),
  trivialAugmentWide: (config) => trivialAugmentWide(config as TrivialAugmentWideOptions),
  verticalFlip: (config) => verticalFlip(config as ProbabilityOptions),
  zeroCenter: (config) => zeroCenter(config as OwnMomentsOptions),
};

/**
 * The transform that a config describes, with those inside of it: the way back from JSON.
 *
 * @param config what `transform.config` gave
 * @throws RangeError if no transform of this package has the name; what the factory throws for wrong options
 * @example
 * ```ts
 * import { fromConfig, horizontalFlip } from '@gradlab/augment';
 *
 * const again = fromConfig(JSON.parse(JSON.stringify(horizontalFlip({ probability: 0.3 }).config)));
 * console.log(again.config); // { name: 'horizontalFlip', probability: 0.3 }
 * ```
 */
export function fromConfig(config: TransformConfig): Transform {
  const name = config?.name;
  const factory = typeof name === 'string' && Object.hasOwn(FACTORIES, name) ? FACTORIES[name] : undefined;
  if (factory === undefined) {
    const known = Object.keys(FACTORIES).join(', ');
    throw new RangeError(`fromConfig: config.name must be one of ${known}, got ${describeValue(name)}`);
  }
  return factory(config);
}

function requireConfigs(transforms: unknown): readonly TransformConfig[] {
  if (Array.isArray(transforms)) return transforms;
  throw new TypeError(`fromConfig: config.transforms must be a list, got ${describeValue(transforms)}`);
}
