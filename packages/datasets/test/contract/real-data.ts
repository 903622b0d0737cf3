import { sharedDataDirectory } from '@gradlab-internal/testing';
import { type Dataset, loadCatsVsDogs, loadCifar10, loadHousing, loadImageFolder, loadMnist } from '../../src/index.ts';
import type { Source } from './source.ts';

type Real = Pick<Source, 'name' | 'size' | 'x' | 'targets'> & {
  readonly make: (directory: string) => Promise<Dataset>;
};

const bytes = (...shape: readonly number[]): Source['x'] => ({ storage: 'Uint8Array', shape, scale: 1 / 255 });

/** A source over a folder of real data, if there is one. */
function real(parts: readonly string[], { make, ...source }: Real): readonly Source[] {
  const directory = sharedDataDirectory(...parts);
  return directory === undefined ? [] : [{ ...source, make: () => make(directory), stoppable: false, wrong: [] }];
}

/** The published sets, where `GRADLAB_DATA_DIR` has them. */
export const realData: readonly Source[] = [
  ...real(['mnist'], {
    name: 'MNIST itself',
    size: 10_000,
    x: bytes(28, 28, 1),
    targets: { y: 10 },
    make: (directory) => loadMnist({ part: 'test', directory }),
  }),
  ...real(['cifar10'], {
    name: 'CIFAR-10 itself',
    size: 10_000,
    x: bytes(32, 32, 3),
    targets: { y: 10 },
    make: (directory) => loadCifar10({ part: 'test', directory }),
  }),
  ...real(['cats-vs-dogs', 'jpeg'], {
    name: 'photos of cats and dogs',
    size: 300,
    x: bytes(64, 64, 3),
    targets: { y: 2 },
    make: (directory) => loadImageFolder({ imageSize: 64, directory }),
  }),
  ...real(['cats-vs-dogs', 'packed64'], {
    name: 'packed photos of cats and dogs',
    size: 1000,
    x: bytes(64, 64, 3),
    targets: { y: 2 },
    make: (directory) => loadCatsVsDogs({ part: 'test', directory }),
  }),
  ...real(['housing'], {
    name: 'house prices of Boston',
    size: 506,
    x: { storage: 'Float32Array', shape: [12] },
    targets: { y: 'number' },
    make: (directory) => loadHousing({ set: 'boston', directory }),
  }),
  ...real(['housing'], {
    name: 'house prices of California',
    size: 20_640,
    x: { storage: 'Float32Array', shape: [13], gaps: true },
    targets: { y: 'number' },
    make: (directory) => loadHousing({ set: 'california', directory }),
  }),
];
