import { describeValue } from '@gradlab-internal/checks';
import type { ImageArray, ImageShape } from '../image.ts';

export interface OwnMomentsOptions {
  /** Whether each channel has its own. Default false: one for all values of the image. */
  readonly perChannel?: boolean;
}

/** @throws TypeError if `perChannel` is neither true nor false */
export function requirePerChannel(caller: string, perChannel: unknown): boolean {
  if (typeof perChannel === 'boolean') return perChannel;
  throw new TypeError(`${caller}: perChannel must be true or false, got ${describeValue(perChannel)}`);
}

/** Mean and standard deviation of the stored values · scale, and how many values each is of. */
export interface Moments {
  readonly mean: number;
  readonly deviation: number;
  readonly count: number;
}

/** The moments of an image's own values, for each channel, in double precision. */
export function ownMoments(
  { data, scale = 1 }: ImageArray,
  [, , channels]: ImageShape,
  perChannel: boolean,
): readonly Moments[] {
  const of = (first: number, step: number): Moments => {
    const count = data.length / step;
    let sum = 0;
    for (let i = first; i < data.length; i += step) sum += (data[i] ?? 0) * scale;
    const mean = sum / count;
    let squares = 0;
    for (let i = first; i < data.length; i += step) squares += ((data[i] ?? 0) * scale - mean) ** 2;
    return { mean, deviation: Math.sqrt(squares / count), count };
  };
  const all = perChannel ? undefined : of(0, 1);
  return Array.from({ length: channels }, (_, channel) => all ?? of(channel, channels));
}

/** (stored value · scale − mean) / divisor, by channel. */
export function shifted(
  { data, scale = 1 }: ImageArray,
  channels: readonly Moments[],
  divisorOf: (moments: Moments) => number,
): Float32Array {
  const out = new Float32Array(data.length);
  channels.forEach((moments, channel) => {
    const { mean } = moments;
    const divisor = divisorOf(moments);
    for (let i = channel; i < out.length; i += channels.length) out[i] = ((data[i] ?? 0) * scale - mean) / divisor;
  });
  return out;
}
