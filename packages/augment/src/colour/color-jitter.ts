import { permutation } from '@gradlab/random';
import { requireNumber } from '@gradlab-internal/checks';
import { drawWithin } from '../draw.ts';
import { type Interval, requireInterval } from '../interval.ts';
import { defineTransform, type Transform } from '../transform.ts';
import { type Adjustment, adjustBrightness, adjustContrast, adjustSaturation } from './adjust.ts';
import { adjustHue } from './adjust-hue.ts';

export interface ColorJitterOptions {
  /** Smallest and largest factor, or one number d for [max(0, 1 − d), 1 + d]. Default 0. */
  readonly brightness?: number | Interval;
  /** The same, for the contrast. Default 0. */
  readonly contrast?: number | Interval;
  /** The same, for the saturation. Default 0. */
  readonly saturation?: number | Interval;
  /** Smallest and largest turn as a share of the colour circle, in [−½, ½], or one number d for [−d, d]. Default 0. */
  readonly hue?: number | Interval;
}

type Name = keyof ColorJitterOptions;

const ADJUSTMENTS: Readonly<Record<Name, Adjustment>> = {
  brightness: adjustBrightness,
  contrast: adjustContrast,
  saturation: adjustSaturation,
  hue: adjustHue,
};

const NAMES: readonly Name[] = ['brightness', 'contrast', 'saturation', 'hue'];

/**
 * Changes brightness, contrast, saturation and hue in random order, each by a uniform factor.
 *
 * Brightness times the values; contrast and saturation blend with the mean luminance and with each pixel's own; hue
 * turns the colour circle. What has no room to vary is left out. An image of one channel keeps saturation and hue.
 *
 * @param options brightness, contrast, saturation, hue
 * @returns a transform whose parameters are the steps in their order, `{ adjust, factor }` each
 * @throws TypeError or RangeError if an option is wrong; when applied, RangeError if the image declares no range or has
 *   other than 1 or 3 channels
 * @see torchvision.transforms.v2.ColorJitter
 * @example
 * ```ts
 * import { colorJitter, parametersFor } from '@gradlab/augment';
 *
 * const image = { data: Uint8Array.of(200, 30, 60), shape: [1, 1, 3], range: [0, 255] as const };
 * const jitter = colorJitter({ brightness: 0.2, contrast: 0.2, saturation: [0.5, 1.5], hue: 0.1 });
 * console.log(parametersFor(jitter, image, { seed: 1, index: 3 })); // [{ adjust: 'hue', factor: … }, …]
 * ```
 */
export function colorJitter(options: ColorJitterOptions = {}): Transform {
  const ranges = {
    brightness: factors('brightness', options.brightness ?? 0),
    contrast: factors('contrast', options.contrast ?? 0),
    saturation: factors('saturation', options.saturation ?? 0),
    hue: turns(options.hue ?? 0),
  };
  return defineTransform<readonly { readonly adjust: Name; readonly factor: number }[]>({
    config: { name: 'colorJitter', ...ranges },
    sample: (_shape, key) =>
      Array.from(permutation(key, NAMES.length), (place) => NAMES[place] ?? 'hue')
        .filter((adjust) => varies(ranges[adjust], adjust === 'hue' ? 0 : 1))
        .map((adjust) => ({ adjust, factor: drawWithin(key, adjust, ranges[adjust]) })),
    applyParameters: (image, shape, steps) =>
      steps.reduce((current, { adjust, factor }) => ADJUSTMENTS[adjust]('colorJitter', current, shape, factor), image),
  });
}

function factors(name: Name, value: number | Interval): Interval {
  if (typeof value !== 'number') return requireInterval('colorJitter', name, value, { min: 0 });
  const spread = requireNumber('colorJitter', name, value, { min: 0 });
  return [Math.max(0, 1 - spread), 1 + spread];
}

function turns(value: number | Interval): Interval {
  if (typeof value !== 'number') return requireInterval('colorJitter', 'hue', value, { min: -0.5, max: 0.5 });
  const spread = requireNumber('colorJitter', 'hue', value, { min: 0, max: 0.5 });
  return [0 - spread, spread];
}

function varies([low, high]: Interval, neutral: number): boolean {
  return low !== neutral || high !== neutral;
}
