import { blankLike, type ImageArray, type ImageShape, type Pixels } from '../image.ts';
import { type Interpolation, resampleTaps, type Taps } from './resample-weights.ts';

/** The image at another size, with antialiasing: rows first, then columns. The image itself where the size stays. */
export function resample(
  image: ImageArray,
  [height, width, channels]: ImageShape,
  [toHeight, toWidth]: readonly [number, number],
  interpolation: Interpolation,
): ImageArray {
  let current = image;
  if (toWidth !== width) {
    const out = blankLike(current, [height, toWidth, channels]);
    const lines = { count: height, step: width * channels, toStep: toWidth * channels };
    along(current.data, out.data, lines, {
      taps: resampleTaps(width, toWidth, interpolation),
      step: channels,
      channels,
    });
    current = out;
  }
  if (toHeight !== height) {
    const out = blankLike(current, [toHeight, toWidth, channels]);
    const step = toWidth * channels;
    // A column of pixels is a line whose pixels lie a row apart; all columns go at once, as the channels of one pixel.
    const lines = { count: 1, step: 0, toStep: 0 };
    along(current.data, out.data, lines, { taps: resampleTaps(height, toHeight, interpolation), step, channels: step });
    current = out;
  }
  return current;
}

interface Lines {
  readonly count: number;
  /** Distance between the starts of lines, before and after. */
  readonly step: number;
  readonly toStep: number;
}

interface Filtering {
  readonly taps: readonly Taps[];
  /** Distance between pixels of a line. */
  readonly step: number;
  /** Values side by side that are treated alike. */
  readonly channels: number;
}

function along(from: Pixels, to: Pixels, lines: Lines, { taps, step, channels }: Filtering): void {
  const filtering = from instanceof Uint8Array ? { ...fixedPoint(taps), step, channels } : undefined;
  for (let line = 0; line < lines.count; line++) {
    const source = from.subarray(line * lines.step);
    const target = to.subarray(line * lines.toStep);
    if (filtering === undefined) filterFloats(source, target, { taps, step, channels });
    else filterBytes(source, target, filtering);
  }
}

function filterFloats(from: Pixels, to: Pixels, { taps, step, channels }: Filtering): void {
  for (let i = 0; i < taps.length; i++) {
    const { start, weights } = taps[i] ?? NOTHING;
    for (let c = 0; c < channels; c++) {
      let sum = 0;
      for (let j = 0, at = start * step + c; j < weights.length; j++, at += step)
        sum += (weights[j] ?? 0) * (from[at] ?? 0);
      to[i * channels + c] = sum;
    }
  }
}

/** 8-bit values are summed as integers: so do Pillow and PyTorch, and a result is the same on every machine. */
function filterBytes(from: Pixels, to: Pixels, { taps, step, channels, bits }: Filtering & { bits: number }): void {
  const half = 2 ** (bits - 1);
  for (let i = 0; i < taps.length; i++) {
    const { start, weights } = taps[i] ?? NOTHING;
    for (let c = 0; c < channels; c++) {
      let sum = half;
      for (let j = 0, at = start * step + c; j < weights.length; j++, at += step)
        sum += (weights[j] ?? 0) * (from[at] ?? 0);
      const level = sum >> bits;
      to[i * channels + c] = level > 255 ? 255 : Math.max(level, 0);
    }
  }
}

const NOTHING: Taps = { start: 0, weights: new Float64Array(0) };

/** Weights as 16-bit integers, times the largest power of two that the largest weight allows. */
function fixedPoint(taps: readonly Taps[]): { taps: readonly Taps[]; bits: number } {
  const largest = taps.reduce((most, { weights }) => Math.max(most, ...weights), 0);
  let bits = 0;
  while (bits < 22 && Math.trunc(0.5 + largest * 2 ** (bits + 1)) < 2 ** 15) bits++;
  const whole = (weight: number): number => Math.sign(weight) * Math.trunc(0.5 + Math.abs(weight) * 2 ** bits);
  return { bits, taps: taps.map(({ start, weights }) => ({ start, weights: weights.map(whole) })) };
}
