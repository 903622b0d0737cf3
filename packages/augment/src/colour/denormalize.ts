import { describeValue } from '@gradlab-internal/checks';
import { requireChannelValues, spreadOverChannels } from '../channel-values.ts';
import type { ImageArray } from '../image.ts';
import { defineTransform, type Transform } from '../transform.ts';
import type { NormalizeOptions } from './normalize.ts';

export interface DenormalizeOptions extends NormalizeOptions {
  /** Declares the range of the result, `[0, 1]` or `[0, 255]`, and keeps its values within. Default: none is declared. */
  readonly range?: readonly [low: number, high: number] | null;
}

/**
 * Undoes `normalize` of the same mean and std: out = stored · scale · std + mean, as float32 of scale 1.
 *
 * @param options mean, std, range
 * @returns a transform that draws nothing
 * @throws TypeError or RangeError if an option is wrong; when applied, if the image has another number of channels
 * @example
 * ```ts
 * import { denormalize, normalize } from '@gradlab/augment';
 *
 * const statistics = { mean: 0.5, std: 0.25 };
 * const image = { data: Float32Array.of(0, 0.25, 1), shape: [1, 3, 1], range: [0, 1] as const };
 * const normalized = normalize(statistics).apply(image, { seed: 0 });
 * console.log(denormalize({ ...statistics, range: [0, 1] }).apply(normalized, { seed: 0 }).data); // 0, 0.25, 1
 * ```
 */
export function denormalize({ mean, std, range = null }: DenormalizeOptions): Transform {
  const means = requireChannelValues('denormalize', 'mean', mean);
  const deviations = requireChannelValues('denormalize', 'std', std, { above: 0 });
  const declared = requireDeclaredRange(range);
  const [low, high] = declared ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  return defineTransform<null>({
    config: { name: 'denormalize', mean: means, std: deviations, range: declared },
    sample: () => null,
    applyParameters({ data, shape, scale = 1 }, [, , channels]): ImageArray {
      const m = spreadOverChannels('denormalize', 'mean', means, channels);
      const s = spreadOverChannels('denormalize', 'std', deviations, channels);
      const out = new Float32Array(data.length);
      for (let i = 0; i < out.length; i++) {
        const value = (data[i] ?? 0) * scale * (s[i % channels] ?? 1) + (m[i % channels] ?? 0);
        out[i] = Math.min(high, Math.max(low, value));
      }
      return { data: out, shape, ...(declared === null ? {} : { range: declared }) };
    },
  });
}

function requireDeclaredRange(range: unknown): readonly [number, number] | null {
  if (range === null) return null;
  const [low, high] = Array.isArray(range) ? range : [];
  if (low === 0 && (high === 1 || high === 255)) return [0, high];
  const refusal = `denormalize: range must be [0, 1] or [0, 255], got ${describeValue(range)}`;
  throw Array.isArray(range) ? new RangeError(refusal) : new TypeError(refusal);
}
