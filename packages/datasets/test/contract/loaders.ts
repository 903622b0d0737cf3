import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  loadCatsVsDogs,
  loadCifar10,
  loadCsv,
  loadFashionMnist,
  loadHousing,
  loadImageFolder,
  loadMnist,
} from '../../src/index.ts';
import { drawnPicture } from '../drawn-picture.ts';
import { encodeIdx } from '../encode-idx.ts';
import type { Source, Wrong } from './source.ts';

const SIZE = 20;
const bytes = (length: number, step: number): Uint8Array => Uint8Array.from({ length }, (_, i) => (i * step) % 256);
const part: Wrong['make'] = ({ directory }) => loadMnist({ part: 'validation' as never, directory });

async function writeIdx(directory: string): Promise<void> {
  await writeFile(join(directory, 't10k-images-idx3-ubyte'), encodeIdx([SIZE, 28, 28], bytes(SIZE * 784, 7)));
  await writeFile(
    join(directory, 't10k-labels-idx1-ubyte'),
    encodeIdx(
      [SIZE],
      bytes(SIZE, 1).map((i) => i % 10),
    ),
  );
}

async function writeCifar10(directory: string): Promise<void> {
  const records = Array.from({ length: SIZE }, (_, i) => [i % 10, ...bytes(3072, i + 1)]);
  await writeFile(join(directory, 'test_batch.bin'), Uint8Array.from(records.flat()));
}

async function writeFolders(directory: string): Promise<void> {
  for (const [folder, colour] of Object.entries({ cat: '#c02010', dog: '#1020c0' })) {
    await mkdir(join(directory, folder), { recursive: true });
    for (let i = 0; i < SIZE / 2; i++)
      await writeFile(
        join(directory, folder, `${i}.png`),
        await drawnPicture(colour, { format: 'png', width: 20 + i }),
      );
  }
}

const rows = Array.from(
  { length: SIZE },
  (_, i) => `${i},${['Ulm', 'Bonn'][i % 2]},${i * 1.5},${['a', 'b', 'c'][i % 3]}`,
);
const writeTable = (directory: string): Promise<void> =>
  writeFile(join(directory, 'table.csv'), `rooms,town,price,kind\n${rows.join('\n')}\n`);

const nothingThere = (make: Source['make']): Wrong => ({
  why: 'a folder without the files',
  make: ({ directory }) => make({ directory: join(directory, 'nowhere') }),
  error: 'missing',
});

const mnist: Source = {
  name: 'loadMnist',
  size: SIZE,
  x: { storage: 'Uint8Array', shape: [28, 28, 1], scale: 1 / 255 },
  targets: { y: 10 },
  files: writeIdx,
  make: (place) => loadMnist({ part: 'test', ...place }),
  stoppable: true,
  wrong: [
    { why: 'no such part', make: part, error: RangeError },
    nothingThere((place) => loadMnist({ part: 'test', ...place })),
  ],
};

const cifar10: Source = {
  name: 'loadCifar10',
  size: SIZE,
  x: { storage: 'Uint8Array', shape: [32, 32, 3], scale: 1 / 255 },
  targets: { y: 10 },
  files: writeCifar10,
  make: (place) => loadCifar10({ part: 'test', ...place }),
  stoppable: true,
  wrong: [
    { why: 'no such part', make: (place) => loadCifar10({ part: 3 as never, ...place }), error: RangeError },
    nothingThere((place) => loadCifar10({ part: 'test', ...place })),
  ],
};

const imageFolder: Source = {
  name: 'loadImageFolder',
  size: SIZE,
  x: { storage: 'Uint8Array', shape: [12, 10, 3], scale: 1 / 255 },
  targets: { y: 2 },
  files: writeFolders,
  make: (place) => loadImageFolder({ imageSize: [12, 10], ...place }),
  stoppable: true,
  wrong: [
    { why: 'no size', make: (place) => loadImageFolder({ ...place } as never), error: TypeError },
    { why: 'size 0', make: (place) => loadImageFolder({ imageSize: 0, ...place }), error: RangeError },
    nothingThere((place) => loadImageFolder({ imageSize: 8, ...place })),
  ],
};

const catsVsDogs: Source = {
  ...imageFolder,
  name: 'loadCatsVsDogs',
  make: (place) => loadCatsVsDogs({ imageSize: [12, 10], ...place }),
  wrong: [
    { why: 'no such part', make: (place) => loadCatsVsDogs({ part: 'all' as never, ...place }), error: RangeError },
    { why: 'size 0', make: (place) => loadCatsVsDogs({ imageSize: 0, ...place }), error: RangeError },
    nothingThere((place) => loadCatsVsDogs(place)),
  ],
};

const HOUSES =
  'longitude,latitude,housing_median_age,total_rooms,total_bedrooms,population,households,median_income,median_house_value,ocean_proximity';
const places = ['NEAR BAY', 'INLAND', '<1H OCEAN'];
const blocks = Array.from({ length: SIZE }, (_, i) =>
  [-122 + i / 8, 37 + i / 4, i, 880 + i, i === 3 ? '' : 129, 322, 126 - i, i / 3, 4526 + i, places[i % 3]].join(','),
);

const housing: Source = {
  name: 'loadHousing',
  size: SIZE,
  // Three places as zeros and ones, and one block that does not tell its bedrooms.
  x: { storage: 'Float32Array', shape: [11], gaps: true },
  targets: { y: 'number' },
  files: (directory) => writeFile(join(directory, 'housing.csv'), `${HOUSES}\n${blocks.join('\n')}\n`),
  make: (place) => loadHousing({ set: 'california', ...place }),
  stoppable: true,
  wrong: [
    { why: 'no set', make: (place) => loadHousing({ ...place } as never), error: RangeError },
    {
      why: 'includeB',
      make: (place) => loadHousing({ set: 'california', includeB: true, ...place }),
      error: RangeError,
    },
    nothingThere((place) => loadHousing({ set: 'boston', ...place })),
  ],
};

const table =
  (target: string | readonly string[]): Source['make'] =>
  ({ directory, ...rest }) =>
    loadCsv({ path: join(directory, 'table.csv'), target, features: ['rooms', 'town'], ...rest });

const csv: Source = {
  name: 'loadCsv',
  size: SIZE,
  x: { storage: 'Float32Array', shape: [3] },
  targets: { y: 'number' },
  files: writeTable,
  make: table('price'),
  stoppable: true,
  wrong: [
    { why: 'no such column', make: table('colour'), error: RangeError },
    { why: 'no target', make: table(undefined as never), error: TypeError },
    nothingThere(table('price')),
  ],
};

/** Every loader, over small files of its format. */
export const loaders: readonly Source[] = [
  mnist,
  {
    ...mnist,
    name: 'loadFashionMnist',
    make: (place) => loadFashionMnist({ part: 'test', ...place }),
    wrong: [nothingThere((place) => loadFashionMnist({ part: 'test', ...place }))],
  },
  cifar10,
  imageFolder,
  catsVsDogs,
  housing,
  csv,
  {
    ...csv,
    name: 'loadCsv with two targets',
    targets: { price: 'number', kind: 3 },
    make: table(['price', 'kind']),
    wrong: [],
  },
];
