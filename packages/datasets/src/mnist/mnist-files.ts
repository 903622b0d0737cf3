import type { IdxSet } from './idx-set.ts';

/** The four published files; lengths and hashes are of the decompressed bytes. */
export const MNIST: IdxSet = {
  name: 'mnist',
  inDataFolderItself: true,
  files: {
    train: {
      images: {
        name: 'train-images-idx3-ubyte',
        bytes: 47_040_016,
        sha256: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
        packed: 'gzip',
      },
      labels: {
        name: 'train-labels-idx1-ubyte',
        bytes: 60_008,
        sha256: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
        packed: 'gzip',
      },
    },
    test: {
      images: {
        name: 't10k-images-idx3-ubyte',
        bytes: 7_840_016,
        sha256: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
        packed: 'gzip',
      },
      labels: {
        name: 't10k-labels-idx1-ubyte',
        bytes: 10_008,
        sha256: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
        packed: 'gzip',
      },
    },
  },
  // Copies of the four files, kept by the makers of TensorFlow and of PyTorch.
  mirrors: ['https://storage.googleapis.com/cvdf-datasets/mnist', 'https://ossci-datasets.s3.amazonaws.com/mnist'],
  classNames: [...'0123456789'],
};
