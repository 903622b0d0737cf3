import type { PublishedFile } from '../fetching/published-file.ts';

/**
 * The binary version: `cifar-10-batches-bin/` with five training batches, the test batch and the names of the classes.
 * Length and hash as TensorFlow Datasets 4.9.10 has them (`url_checksums/cifar10.txt`).
 */
export const CIFAR10_ARCHIVE: PublishedFile = {
  name: 'cifar-10-binary.tar.gz',
  bytes: 170_052_171,
  sha256: 'c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd',
};

export const CIFAR10_MIRRORS: readonly string[] = ['https://www.cs.toronto.edu/~kriz'];

/** The folder inside the archive. */
export const CIFAR10_FOLDER = 'cifar-10-batches-bin';

/** The files of each part, in the order of their examples. */
export const CIFAR10_BATCHES: Readonly<Record<'train' | 'test', readonly string[]>> = {
  train: [1, 2, 3, 4, 5].map((batch) => `data_batch_${batch}.bin`),
  test: ['test_batch.bin'],
};

/** The names of the classes, one a line. */
export const CIFAR10_CLASSES = 'batches.meta.txt';

/** The names a folder of yours may hold, by one of which it is known. */
export const CIFAR10_NAMES: Readonly<Record<'train' | 'test', readonly string[]>> = {
  train: namesOf(CIFAR10_BATCHES.train),
  test: namesOf(CIFAR10_BATCHES.test),
};

function namesOf(batches: readonly string[]): readonly string[] {
  return [...batches.flatMap((batch) => [batch, `${batch}.gz`]), CIFAR10_FOLDER, CIFAR10_ARCHIVE.name];
}
