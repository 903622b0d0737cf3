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
