import { loadMnist, split, syntheticDigits } from '@gradlab/datasets';
import { foldIn } from '@gradlab/random';
import type { ExperimentContext } from '../experiment.ts';
import { directoryOf } from './data-source.ts';
import { digestOf } from './digest.ts';
import { type PartSizes, requireExamples, type StudyData, subsetOf } from './study-data.ts';

// Of the official files, whose own SHA-256 @gradlab/datasets knows: 60,000 and 10,000 images, then their labels.
const MNIST_DIGESTS = {
  train: 'edc0d1098aa497be14ace79ddd5171e5a3dcf9c4d196c015389203eb3ba1f59b',
  test: 'c3f9adf9c66efb572b1f9326c3a511b45910c7173b97be66ceceeeeaef6b802b',
} as const;

const MNIST_SIZES: PartSizes = { train: 50_000, validation: 10_000, test: 10_000 };

/** By index. */
export const DIGIT_CLASSES: readonly string[] = Array.from({ length: 10 }, (_, digit) => String(digit));

/** Digits in their three parts; the digests are of all training (with validation) and of all test digits, with their labels. */
export type Digits = StudyData;

/**
 * MNIST as 50,000 training, 10,000 validation (the last of the training file) and 10,000 test digits; or drawn digits. A quick run takes
 * a subset.
 *
 * @param context where from, how much, the seed of what is drawn
 * @param quick sizes of a quick run
 */
export async function loadDigits(
  { source, profile, seed, signal, log }: Pick<ExperimentContext, 'source' | 'profile' | 'seed' | 'signal' | 'log'>,
  quick: PartSizes,
): Promise<Digits> {
  if (source.kind === 'synthetic') return drawDigits(seed, profile === 'quick' ? quick : MNIST_SIZES);
  const from = directoryOf(source, 'mnist');
  if (source.kind === 'download') log('MNIST: from GRADLAB_DATA_DIR or the cache, or downloading it');
  const whole = await loadMnist({ part: 'train', signal, ...from });
  const test = await loadMnist({ part: 'test', signal, ...from });
  const { train, validation } = split(whole, { train: 50_000 / 60_000, validation: 10_000 / 60_000 });
  const digests = { train: digestOf(whole), test: digestOf(test) };
  const isReference = digests.train === MNIST_DIGESTS.train && digests.test === MNIST_DIGESTS.test;
  const name = isReference ? 'MNIST' : `digits of ${source.kind === 'directory' ? source.path : 'the cache'}`;
  const digits = requireExamples({ name, isReference, digests, train, validation, test }, 'digit');
  return profile === 'quick' ? subsetOf(digits, quick, seed) : digits;
}

function drawDigits(seed: number, sizes: PartSizes): Digits {
  const size = sizes.train + sizes.validation + sizes.test;
  const drawn = syntheticDigits({ size, seed: foldIn(seed, 'data') });
  const parts = split(drawn, { ...sizes });
  const digests = { train: digestOf(drawn), test: digestOf(parts.test) };
  return { name: 'synthetic digits', isReference: false, digests, ...parts };
}
