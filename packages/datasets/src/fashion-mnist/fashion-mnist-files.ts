import type { IdxSet } from '../mnist/idx-set.ts';

/**
 * The four published files. Published are the hashes of the packed files, so they are kept, and verified, packed. Lengths and
 * hashes as TensorFlow Datasets 4.9.10 has them (`url_checksums/fashion_mnist.txt`).
 */
export const FASHION_MNIST: IdxSet = {
  name: 'fashion-mnist',
  // Its files are called as MNIST's are: those that lie there by themselves are more likely MNIST's.
  inDataFolderItself: false,
  files: {
    train: {
      images: {
        name: 'train-images-idx3-ubyte.gz',
        bytes: 26_421_880,
        sha256: '3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84',
      },
      labels: {
        name: 'train-labels-idx1-ubyte.gz',
        bytes: 29_515,
        sha256: 'a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845',
      },
    },
    test: {
      images: {
        name: 't10k-images-idx3-ubyte.gz',
        bytes: 4_422_102,
        sha256: '346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073',
      },
      labels: {
        name: 't10k-labels-idx1-ubyte.gz',
        bytes: 5148,
        sha256: '67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5',
      },
    },
  },
  // The makers' repository, the copy that Keras loads, and the makers' first address, which has no https.
  mirrors: [
    'https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion',
    'https://storage.googleapis.com/tensorflow/tf-keras-datasets',
    'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com',
  ],
  classNames: [
    'T-shirt/top',
    'Trouser',
    'Pullover',
    'Dress',
    'Coat',
    'Sandal',
    'Shirt',
    'Sneaker',
    'Bag',
    'Ankle boot',
  ],
};
