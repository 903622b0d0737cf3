import { readFileSync } from 'node:fs';
import type { ImageArray } from '../src/index.ts';

interface Stored {
  readonly shape: readonly number[];
  /** The bytes as base64. */
  readonly data: string;
}

/** What one function of torchvision gave, by goldens/make.py. */
export interface GoldenCase extends Stored {
  readonly operation: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly source: string;
  readonly dtype: 'uint8' | 'float32';
}

interface Goldens {
  readonly sources: Readonly<Record<string, Stored>>;
  readonly policies: Readonly<
    Record<string, Readonly<Record<string, { magnitudes: readonly number[] | null; signed: boolean }>>>
  >;
  readonly mixed: {
    readonly x: string;
    readonly labels: readonly number[];
    readonly mixup: { readonly x: string; readonly y: string };
    readonly cutmix: { readonly x: string; readonly y: string };
  };
  readonly cases: readonly GoldenCase[];
}

export const goldens: Goldens = JSON.parse(readFileSync(new URL('../goldens/goldens.json', import.meta.url), 'utf8'));

/** The image that a case starts from. */
export function sourceImage({ source, dtype }: GoldenCase): ImageArray {
  const { shape, data } = goldens.sources[source] ?? { shape: [], data: '' };
  const bytes = bytesOf(data);
  if (dtype === 'uint8') return { data: bytes, shape, scale: 1 / 255, range: [0, 255] };
  // As torchvision converts: times the nearest float32 to 1/255.
  const floats = Float32Array.from(bytes, (value) => value * Math.fround(1 / 255));
  return { data: floats, shape, range: [0, 1] };
}

/** The values of a golden result. */
export function valuesOf({ dtype, data }: GoldenCase): Uint8Array | Float32Array {
  return dtype === 'uint8' ? bytesOf(data) : floatsOf(data);
}

function bytesOf(data: string): Uint8Array {
  return Uint8Array.from(Buffer.from(data, 'base64'));
}

export function floatsOf(data: string): Float32Array {
  return new Float32Array(bytesOf(data).buffer as ArrayBuffer);
}

/** The largest difference of a result from the golden one. */
export function worstDifference(result: ArrayLike<number>, golden: ArrayLike<number>): number {
  let worst = 0;
  for (let i = 0; i < golden.length; i++)
    worst = Math.max(worst, Math.abs((result[i] ?? Number.NaN) - (golden[i] ?? 0)));
  return worst;
}
