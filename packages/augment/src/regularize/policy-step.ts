import { choice, type Key, uniform } from '@gradlab/random';
import { adjustBrightness, adjustContrast, adjustSaturation } from '../colour/adjust.ts';
import { adjustSharpness } from '../colour/adjust-sharpness.ts';
import { stretched } from '../colour/auto-contrast.ts';
import { equalized } from '../colour/equalize.ts';
import { coarser } from '../colour/posterize.ts';
import { invertFrom } from '../colour/solarize.ts';
import { moveAffinely } from '../geometry/affine.ts';
import { rotate } from '../geometry/rotate.ts';
import type { SamplingConfig } from '../geometry/sample-at.ts';
import type { ImageArray, ImageShape } from '../image.ts';
import { requireWhite } from '../value-range.ts';
import type { MagnitudeTable, PolicyOperation } from './magnitudes.ts';

/** One operation and how strong it is; 0 for those of one strength. */
export type PolicyStep = { readonly operation: PolicyOperation; readonly magnitude: number };

/** One operation of the table, all equally likely, and its strength in the chosen bin. */
export function drawStep(
  table: MagnitudeTable,
  [height, width]: ImageShape,
  key: Key,
  bins: { readonly count: number; readonly chosen: number },
): PolicyStep {
  const operations = Object.keys(table) as PolicyOperation[];
  const operation = choice(key, operations, 1)[0] ?? 'identity';
  const { at, signed } = table[operation];
  const strength = at?.(bins.chosen, bins.count, [height, width]) ?? 0;
  const negated = signed && strength !== 0 && (uniform(key, 1, { start: 1 })[0] ?? 0) < 0.5;
  return { operation, magnitude: negated ? -strength : strength };
}

type Apply = (
  caller: string,
  image: ImageArray,
  shape: ImageShape,
  magnitude: number,
  sampling: SamplingConfig,
) => ImageArray;

const STILL = { angle: 0, translate: [0, 0], scale: 1, shear: [0, 0], center: null } as const;

/** Degrees of the shear that moves a pixel by `magnitude` a row. */
function shearOf(magnitude: number): number {
  return (Math.atan(magnitude) * 180) / Math.PI;
}

const APPLY: Readonly<Record<PolicyOperation, Apply>> = {
  identity: (_caller, image) => image,
  shearX: (caller, image, shape, magnitude, sampling) =>
    moveAffinely(caller, image, shape, { ...STILL, shear: [shearOf(magnitude), 0], center: [0, 0] }, sampling),
  shearY: (caller, image, shape, magnitude, sampling) =>
    moveAffinely(caller, image, shape, { ...STILL, shear: [0, shearOf(magnitude)], center: [0, 0] }, sampling),
  translateX: (caller, image, shape, magnitude, sampling) =>
    moveAffinely(caller, image, shape, { ...STILL, translate: [Math.trunc(magnitude), 0] }, sampling),
  translateY: (caller, image, shape, magnitude, sampling) =>
    moveAffinely(caller, image, shape, { ...STILL, translate: [0, Math.trunc(magnitude)] }, sampling),
  rotate: (caller, image, shape, magnitude, sampling) =>
    rotate(caller, image, shape, magnitude, { ...sampling, expand: false, center: null }),
  brightness: (caller, image, shape, magnitude) => adjustBrightness(caller, image, shape, 1 + magnitude),
  color: (caller, image, shape, magnitude) => adjustSaturation(caller, image, shape, 1 + magnitude),
  contrast: (caller, image, shape, magnitude) => adjustContrast(caller, image, shape, 1 + magnitude),
  sharpness: (caller, image, shape, magnitude) => adjustSharpness(caller, image, shape, 1 + magnitude),
  posterize: (caller, image, _shape, magnitude) => coarser(caller, image, Math.trunc(magnitude)),
  solarize: (caller, image, _shape, magnitude) => invertFrom(caller, image, requireWhite(caller, image) * magnitude),
  autoContrast: (caller, image, shape) => stretched(caller, image, shape),
  equalize: (caller, image, shape) => equalized(caller, image, shape),
};

/** The image after one step. */
export function applyStep(
  caller: string,
  image: ImageArray,
  { operation, magnitude }: PolicyStep,
  sampling: SamplingConfig,
): ImageArray {
  const [height = 0, width = 0, channels = 0] = image.shape;
  return APPLY[operation](caller, image, [height, width, channels], magnitude, sampling);
}
