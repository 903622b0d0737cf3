import { gzipSync } from 'node:zlib';
import { encodeIdx } from '@gradlab/datasets';
import { expect, it } from 'vitest';
import { readMnistFiles } from './mnist-files.ts';

const pixels = Uint8Array.from({ length: 2 * 784 }, (_, i) => i % 251);
const images = encodeIdx({ shape: [2, 28, 28], data: pixels });
const labels = encodeIdx({ shape: [2], data: Uint8Array.of(7, 3) });
const [imagesName, labelsName] = ['train-images-idx3-ubyte.gz', 'train-labels-idx1-ubyte.gz'];

const file = (name: string, bytes: Uint8Array): File => new File([Uint8Array.from(bytes)], name);

it('reads images and labels, packed or not, whatever else was chosen', async () => {
  const test = file('t10k-images-idx3-ubyte.gz', Uint8Array.of(1));
  for (const pack of [gzipSync, (bytes: Uint8Array) => bytes]) {
    const files = [test, file(labelsName, pack(labels)), file(imagesName, pack(images))];
    const { size, x, y } = await readMnistFiles(files);
    expect([size, x.shape, x.scale]).toEqual([2, [28, 28, 1], 1 / 255]);
    expect(x.data).toEqual(pixels);
    expect([...y.data]).toEqual([7, 3]);
  }
});

it.each([
  ['no labels', [file(imagesName, images)], 'train-labels-idx1-ubyte.gz must be among them'],
  [
    'images of another size',
    [file(imagesName, encodeIdx({ shape: [2, 2, 2], data: new Uint8Array(8) })), file(labelsName, labels)],
    'got [2, 2, 2]',
  ],
  [
    'a label too few',
    [file(imagesName, images), file(labelsName, encodeIdx({ shape: [1], data: Uint8Array.of(7) }))],
    'a label for each of 2 images, got 1',
  ],
  [
    'a packed file cut short',
    [file(imagesName, gzipSync(images).subarray(0, -20)), file(labelsName, labels)],
    `${imagesName} is damaged`,
  ],
  [
    'a file of another kind',
    [file(imagesName, Uint8Array.of(1, 2, 3, 4)), file(labelsName, labels)],
    'an IDX file starts with',
  ],
])('refuses %s', async (_, files, message) => {
  await expect(readMnistFiles(files)).rejects.toThrow(message);
});
