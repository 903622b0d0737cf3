import { describeValue } from '@gradlab-internal/checks';
import type { TransformConfig } from '../transform.ts';
import type { BatchTransform, MixingOptions } from './batch-transform.ts';
import { cutmix } from './cutmix.ts';
import { mixup } from './mixup.ts';

/**
 * The transform of batches that a config describes: the way back from JSON.
 *
 * @param config what `transform.config` of `mixup` or `cutmix` gave
 * @throws RangeError if it has another name; what the factory throws for wrong options
 * @example
 * ```ts
 * import { batchTransformFromConfig, cutmix } from '@gradlab/augment';
 *
 * const again = batchTransformFromConfig(JSON.parse(JSON.stringify(cutmix({ alpha: 0.5, numClasses: 10 }).config)));
 * console.log(again.config); // { name: 'cutmix', alpha: 0.5, numClasses: 10 }
 * ```
 */
export function batchTransformFromConfig(config: TransformConfig): BatchTransform {
  if (config?.name === 'cutmix') return cutmix(config as MixingOptions);
  if (config?.name === 'mixup') return mixup(config as MixingOptions);
  throw new RangeError(
    `batchTransformFromConfig: config.name must be one of cutmix, mixup, got ${describeValue(config?.name)}`,
  );
}
