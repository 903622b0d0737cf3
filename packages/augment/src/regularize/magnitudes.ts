import { roundHalfEven } from '../round.ts';

/** The operations that the automatic policies choose from. */
export type PolicyOperation =
  | 'identity'
  | 'shearX'
  | 'shearY'
  | 'translateX'
  | 'translateY'
  | 'rotate'
  | 'brightness'
  | 'color'
  | 'contrast'
  | 'sharpness'
  | 'posterize'
  | 'solarize'
  | 'autoContrast'
  | 'equalize';

/** How strong an operation can be, from the weakest to the strongest. */
export interface Magnitudes {
  /** From the first bin to the last; absent where the operation has no strength. */
  readonly at?: (bin: number, bins: number, edge: readonly [height: number, width: number]) => number;
  /** Whether it is negated in half of the draws. */
  readonly signed: boolean;
}

export type MagnitudeTable = Readonly<Record<PolicyOperation, Magnitudes>>;

const NONE: Magnitudes = { signed: false };
const { fround } = Math;

/** Evenly from `start` to `end`, in float32 from both ends to the middle as PyTorch spaces it. */
function even(start: number, end: number, bin: number, bins: number): number {
  const last = fround(end);
  const step = fround(fround(last - start) / (bins - 1));
  return bin < Math.floor(bins / 2) ? fround(start + step * bin) : fround(last - step * (bins - 1 - bin));
}

function upTo(largest: number): Magnitudes {
  return { at: (bin, bins) => even(0, largest, bin, bins), signed: true };
}

function bitsLost(most: number): Magnitudes {
  return { at: (bin, bins) => roundHalfEven(fround(8 - fround(bin / ((bins - 1) / most)))), signed: false };
}

const THRESHOLD: Magnitudes = { at: (bin, bins) => even(1, 0, bin, bins), signed: false };

/** The strengths of RandAugment: shares of the image for shifts, degrees for the rotation, factor − 1 for colours. */
export const RAND_AUGMENT: MagnitudeTable = {
  identity: NONE,
  shearX: upTo(0.3),
  shearY: upTo(0.3),
  translateX: { at: (bin, bins, [, width]) => even(0, (150 / 331) * width, bin, bins), signed: true },
  translateY: { at: (bin, bins, [height]) => even(0, (150 / 331) * height, bin, bins), signed: true },
  rotate: upTo(30),
  brightness: upTo(0.9),
  color: upTo(0.9),
  contrast: upTo(0.9),
  sharpness: upTo(0.9),
  posterize: bitsLost(4),
  solarize: THRESHOLD,
  autoContrast: NONE,
  equalize: NONE,
};

/** The wide strengths of TrivialAugment: pixels for shifts. */
export const TRIVIAL_AUGMENT_WIDE: MagnitudeTable = {
  identity: NONE,
  shearX: upTo(0.99),
  shearY: upTo(0.99),
  translateX: upTo(32),
  translateY: upTo(32),
  rotate: upTo(135),
  brightness: upTo(0.99),
  color: upTo(0.99),
  contrast: upTo(0.99),
  sharpness: upTo(0.99),
  posterize: bitsLost(6),
  solarize: THRESHOLD,
  autoContrast: NONE,
  equalize: NONE,
};
