import { perspectiveCoefficients } from '../src/geometry/perspective-coefficients.ts';
import {
  affine,
  autoContrast,
  centerCrop,
  colorJitter,
  equalize,
  gamma,
  gaussianBlur,
  grayscale,
  horizontalFlip,
  type ImageArray,
  invert,
  type Json,
  normalize,
  perspective,
  posterize,
  randAugment,
  randomCrop,
  randomErasing,
  randomResizedCrop,
  resize,
  rotation,
  sharpness,
  solarize,
  standardize,
  type Transform,
  trivialAugmentWide,
  verticalFlip,
  zeroCenter,
} from '../src/index.ts';

// biome-ignore lint/suspicious/noExplicitAny: the parameters of a golden case are what the script wrote.
type Parameters = any;

/** For each operation of the script: the transform and its parameters that say the same. */
export const OPERATIONS: Readonly<Record<string, (p: Parameters, image: ImageArray) => readonly [Transform, Json]>> = {
  resize: (p) => [resize(p), null],
  centerCrop: (p) => [centerCrop(p), null],
  pad: (p, { shape: [height = 0, width = 0] }) => [
    randomCrop({ size: [height + 2 * p.padding, width + 2 * p.padding], ...p }),
    { top: -p.padding, left: -p.padding },
  ],
  horizontalFlip: () => [horizontalFlip(), true],
  verticalFlip: () => [verticalFlip(), true],
  rotation: ({ angle, ...options }) => [rotation({ degrees: 0, ...options }), angle],
  affine: ({ interpolation, fill, center, ...drawn }) => [affine({ interpolation, fill, center }), drawn],
  perspective: ({ endpoints, ...options }, { shape: [height = 0, width = 0] }) => {
    const [right, bottom] = [width - 1, height - 1];
    const corners = [
      [0, 0],
      [right, 0],
      [right, bottom],
      [0, bottom],
    ] as const;
    return [perspective(options), perspectiveCoefficients(corners, endpoints)];
  },
  randomResizedCrop: ({ size, interpolation, ...box }) => [randomResizedCrop({ size, interpolation }), box],
  brightness: ({ factor }) => [colorJitter(), [{ adjust: 'brightness', factor }]],
  contrast: ({ factor }) => [colorJitter(), [{ adjust: 'contrast', factor }]],
  saturation: ({ factor }) => [colorJitter(), [{ adjust: 'saturation', factor }]],
  hue: ({ factor }) => [colorJitter(), [{ adjust: 'hue', factor }]],
  sharpness: ({ factor }) => [sharpness({ factor }), factor],
  gamma: (p) => [gamma(p), p.gamma],
  grayscale: () => [grayscale(), true],
  autoContrast: () => [autoContrast(), true],
  equalize: () => [equalize(), true],
  posterize: (p) => [posterize(p), true],
  solarize: ({ threshold }, { range: [, white = 1] = [0, 1] }) => [solarize({ threshold: threshold * white }), true],
  invert: () => [invert(), true],
  gaussianBlur: (p) => [gaussianBlur(p), p.sigma],
  zeroCenter: (p) => [zeroCenter(p), null],
  standardize: (p) => [standardize(p), null],
  randomErasing: ({ value, ...box }) => [randomErasing({ value }), { ...box, noise: 0 }],
  randAugment: ({ interpolation, fill, ...step }) => [randAugment({ interpolation, fill }), [named(step)]],
  trivialAugmentWide: ({ interpolation, fill, ...step }) => [trivialAugmentWide({ interpolation, fill }), named(step)],
  normalize: (p) => [normalize(p), null],
};

/** A step with its operation named in this package's way: `ShearX` is `shearX` here. */
function named({ operation, magnitude }: { operation: string; magnitude: number }): Json {
  return { operation: operation.charAt(0).toLowerCase() + operation.slice(1), magnitude };
}
