import { resolve } from 'node:path';
import { type Dataset, type Field, loadMnist, split, syntheticDigits } from '@gradlab/datasets';
import { foldIn } from '@gradlab/random';
import { digestOf } from './digest.ts';

// Of the official files, whose own SHA-256 @gradlab/datasets knows: 60,000 and 10,000 images, then their labels.
const MNIST_DIGESTS = {
  train: 'edc0d1098aa497be14ace79ddd5171e5a3dcf9c4d196c015389203eb3ba1f59b',
  test: 'c3f9adf9c66efb572b1f9326c3a511b45910c7173b97be66ceceeeeaef6b802b',
} as const;

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
  /** What they are, for reports: `MNIST` only if every byte is MNIST's. */
  readonly name: string;
  /** SHA-256 of all training (with validation) and of all test digits with their labels. */
  readonly digests: { readonly train: string; readonly test: string };
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
  const digests = { train: digestOf(whole), test: digestOf(test) };
  const isMnist = digests.train === MNIST_DIGESTS.train && digests.test === MNIST_DIGESTS.test;
  const name = isMnist ? 'MNIST' : `digits of ${source.kind === 'directory' ? source.path : 'the cache'}`;
  return requireExamples({ name, digests, train, validation, test });
}

function requireExamples(digits: Digits): Digits {
  for (const part of ['train', 'validation', 'test'] as const) {
    if (digits[part].size === 0) {
      throw new RangeError(`--data: ${digits.name} must hold at least one ${part} digit, got none`);
    }
  }
  return digits;
}

function drawDigits(seed: number, sizes: SyntheticSizes): Digits {
  const size = sizes.train + sizes.validation + sizes.test;
  const drawn = syntheticDigits({ size, seed: foldIn(seed, 'data') });
  const parts = split(drawn, { ...sizes });
  const digests = { train: digestOf(drawn), test: digestOf(parts.test) };
  return { name: 'synthetic digits', digests, ...parts };
}
