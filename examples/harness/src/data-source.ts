import { resolve } from 'node:path';
import { type Dataset, type Field, loadMnist, split, syntheticDigits } from '@gradlab/datasets';
import { foldIn } from '@gradlab/random';

/** Where the data of an experiment comes from: drawn, downloaded (or cached), or a folder. */
export type DataSource =
  | { readonly kind: 'synthetic' }
  | { readonly kind: 'download' }
  | { readonly kind: 'directory'; readonly path: string };

/**
 * Reads the value of `--data`.
 *
 * @param value `synthetic`, `download`, or a folder
 * @param base what a relative folder is relative to
 */
export function parseDataSource(value: string, base: string): DataSource {
  if (value === 'synthetic' || value === 'download') return { kind: value };
  return { kind: 'directory', path: resolve(base, value) };
}

/** Digits to train on, to choose by, and to test on once. */
export interface Digits {
  /** What they are, for reports. */
  readonly name: string;
  readonly train: Dataset<Field>;
  readonly validation: Dataset<Field>;
  readonly test: Dataset<Field>;
}

/** How many synthetic digits to draw for each part. */
export interface SyntheticSizes {
  readonly train: number;
  readonly validation: number;
  readonly test: number;
}

/**
 * MNIST as 50,000 training, 10,000 validation (the last of the training file) and 10,000 test digits; or drawn digits.
 *
 * @param source where from
 * @param options `seed` and `sizes` of synthetic digits; `signal` and `log` for a download
 */
export async function loadDigits(
  source: DataSource,
  options: {
    readonly seed: number;
    readonly sizes: SyntheticSizes;
    readonly signal: AbortSignal;
    readonly log: (line: string) => void;
  },
): Promise<Digits> {
  if (source.kind === 'synthetic') return drawDigits(options.seed, options.sizes);
  const { signal, log } = options;
  const from = source.kind === 'directory' ? { directory: source.path } : {};
  if (source.kind === 'download') log('MNIST: from the cache, or downloading it');
  const whole = await loadMnist({ part: 'train', signal, ...from });
  const test = await loadMnist({ part: 'test', signal, ...from });
  const { train, validation } = split(whole, { train: 50_000 / 60_000, validation: 10_000 / 60_000 });
  return { name: 'MNIST', train, validation, test };
}

function drawDigits(seed: number, sizes: SyntheticSizes): Digits {
  const size = sizes.train + sizes.validation + sizes.test;
  const drawn = syntheticDigits({ size, seed: foldIn(seed, 'data') });
  return { name: 'synthetic digits', ...split(drawn, { ...sizes }) };
}
