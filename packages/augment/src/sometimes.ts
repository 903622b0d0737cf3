import { uniform } from '@gradlab/random';
import { requireNumber } from '@gradlab-internal/checks';
import type { ImageArray, ImageShape } from './image.ts';
import { defineTransform, type Transform, type TransformConfig } from './transform.ts';

/** The one option of a change that is made or not made. */
export interface ProbabilityOptions {
  /** How often an image is changed, in [0, 1]. Default 0.5. */
  readonly probability?: number;
}

/** A transform whose only parameter is whether it is applied. `probability` is checked here and put in the config. */
export function sometimes(
  config: TransformConfig,
  probability: number,
  change: (image: ImageArray, shape: ImageShape) => ImageArray,
): Transform {
  requireNumber(config.name, 'probability', probability, { min: 0, max: 1 });
  return defineTransform<boolean>({
    config: { ...config, probability },
    sample: (_shape, key) => (uniform(key, 1)[0] ?? 0) < probability,
    applyParameters: (image, shape, applied) => (applied ? change(image, shape) : image),
  });
}
