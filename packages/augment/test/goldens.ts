import { readFileSync } from 'node:fs';
import type { ImageArray } from '../src/index.ts';

interface Stored {
  readonly shape: readonly number[];
  readonly data: readonly number[];
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
    readonly x: readonly number[];
    readonly labels: readonly number[];
    readonly mixup: { x: readonly number[]; y: readonly number[] };
    readonly cutmix: { x: readonly number[]; y: readonly number[] };
  };
  readonly cases: readonly GoldenCase[];
}

export const goldens: Goldens = JSON.parse(readFileSync(new URL('../goldens/goldens.json', import.meta.url), 'utf8'));

/** The image that a case starts from. */
export function sourceImage({ source, dtype }: GoldenCase): ImageArray {
  const { shape, data } = goldens.sources[source] ?? { shape: [], data: [] };
  if (dtype === 'uint8') return { data: Uint8Array.from(data), shape, scale: 1 / 255, range: [0, 255] };
  // As torchvision converts: times the nearest float32 to 1/255.
  const floats = Float32Array.from(data, (value) => value * Math.fround(1 / 255));
  return { data: floats, shape, range: [0, 1] };
}

/** The largest difference of a result from the golden one. */
export function worstDifference(result: ImageArray, { data }: Stored): number {
  let worst = 0;
  for (let i = 0; i < data.length; i++)
    worst = Math.max(worst, Math.abs((result.data[i] ?? Number.NaN) - (data[i] ?? 0)));
  return worst;
}
