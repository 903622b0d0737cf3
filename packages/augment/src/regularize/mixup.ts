import { requireInteger, requireNumber } from '@gradlab-internal/checks';
import { type BatchTransform, defineBatchTransform, type MixingOptions } from './batch-transform.ts';
import { symmetricBeta } from './beta.ts';
import { mixLabels } from './labelled-batch.ts';

/**
 * Mixes each image and its label with the one before it in the batch: x' = λ x + (1 − λ) x_before, and the same for the
 * labels as shares of classes; λ is drawn once for the batch from Beta(α, α). The first image has the last before it,
 * so shuffle the batches.
 *
 * @param options alpha, numClasses
 * @returns a transform of batches whose parameter is `{ lambda }`; it gives float32 images in the units of the stored
 *   values and labels `[batch, classes]`
 * @throws TypeError or RangeError if an option is wrong; when applied, if the batch is none
 * @see torchvision.transforms.v2.MixUp; Zhang and others, mixup: Beyond empirical risk minimization, 2017
 * @example
 * ```ts
 * import { mixup } from '@gradlab/augment';
 *
 * const batch = {
 *   x: { data: Float32Array.of(0, 1), shape: [2, 1, 1, 1] },
 *   y: { data: Int32Array.of(0, 1), shape: [2] },
 * };
 * const { x, y } = mixup({ alpha: 0.2, numClasses: 2 }).applyParameters(batch, { lambda: 0.75 });
 * console.log(x.data, y.data); // [ 0.25, 0.75 ] and [ 0.75, 0.25, 0.25, 0.75 ]
 * ```
 */
export function mixup({ alpha = 1, numClasses }: MixingOptions = {}): BatchTransform {
  requireNumber('mixup', 'alpha', alpha, { above: 0 });
  if (numClasses !== undefined) requireInteger('mixup', 'numClasses', numClasses, { min: 1 });
  return defineBatchTransform<{ readonly lambda: number }>({
    config: { name: 'mixup', alpha, ...(numClasses === undefined ? {} : { numClasses }) },
    numClasses,
    sample: (_shape, key) => ({ lambda: symmetricBeta(key, alpha) }),
    applyParameters(batch, checked, { lambda }) {
      const { x, shape } = checked;
      const length = shape[0] * shape[1] * shape[2];
      const data = Float32Array.from(
        x,
        (value, i) => lambda * value + (1 - lambda) * (x[(i - length + x.length) % x.length] ?? 0),
      );
      return { x: { ...batch.x, data }, y: mixLabels(checked, lambda) };
    },
  });
}
