import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import {
  colorJitter,
  compose,
  grayscale,
  horizontalFlip,
  normalize,
  randomResizedCrop,
  rotation,
  type Transform,
  type TransformConfig,
  zeroCenter,
} from '@gradlab/augment';
import { type Dataset, type Field, statistics, type TransformReference } from '@gradlab/datasets';

/** How the pixels of a photo become what a network sees. */
export const INPUTS = ['unit', 'bytes', 'standardised', 'centred'] as const;
export type Input = (typeof INPUTS)[number];

/** What each is, for reports. */
export const INPUT_NAMES: Readonly<Record<Input, string>> = {
  unit: 'from 0 to 1',
  bytes: 'bytes, 0 to 255',
  standardised: 'standardised per channel',
  centred: 'zero-centred per channel',
};

/** The side of what a network sees. */
const SIZE = 64;

/**
 * What is done to every photo before a network sees it, in training or not.
 *
 * @param input which way
 * @param train the training photos, whose statistics standardise all others too
 * @returns nothing where pixels go in as they are stored, from 0 to 1
 */
export function inputTransform(input: Input, train: Dataset<Field>): Transform | undefined {
  switch (input) {
    case 'unit':
      return undefined;
    case 'bytes':
      return normalize({ mean: 0, std: 1 / 255 });
    case 'standardised': {
      const { mean, standardDeviation } = statistics(train);
      return normalize({ mean: [...mean], std: [...standardDeviation] });
    }
    case 'centred':
      return zeroCenter({ perChannel: true });
  }
}

/** C-K's augmentation; the strength of the colour jitter was not reported, 0.2 is ours. */
export function augmentation(): Transform {
  return compose([
    rotation({ degrees: 10, interpolation: 'bilinear' }),
    horizontalFlip({ probability: 0.5 }),
    randomResizedCrop({ size: SIZE, scale: [0.8, 1] }),
    colorJitter({ brightness: 0.2, contrast: 0.2, saturation: 0.2, hue: 0.05 }),
    grayscale({ probability: 0.2 }),
  ]);
}

/** A transform as it crosses to another thread. */
export function referenceTo({ config }: { readonly config: TransformConfig }): TransformReference {
  const module = pathToFileURL(createRequire(import.meta.url).resolve('@gradlab/augment'));
  return { module, export: 'fromConfig', config };
}
