import { describeValue } from '@gradlab-internal/checks';
import { compose } from './compose.ts';
import { type HorizontalFlipOptions, horizontalFlip } from './horizontal-flip.ts';
import { type NormalizeOptions, normalize } from './normalize.ts';
import { type RandomCropOptions, randomCrop } from './random-crop.ts';
import type { Transform, TransformConfig } from './transform.ts';

// Each factory checks its own options, so a config from a file is checked too, whatever the types promise here.
const FACTORIES: Readonly<Record<string, (config: TransformConfig) => Transform>> = {
  compose: ({ transforms }) => compose(requireConfigs(transforms).map(fromConfig)),
  horizontalFlip: (config) => horizontalFlip(config as HorizontalFlipOptions),
  normalize: (config) => normalize(config as unknown as NormalizeOptions),
  randomCrop: (config) => randomCrop(config as unknown as RandomCropOptions),
};

/**
 * The transform that a config describes, `compose` included: the way back from JSON.
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
