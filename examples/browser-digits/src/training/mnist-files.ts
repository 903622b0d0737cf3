import { createDataset, type Dataset, type Field, parseIdx } from '@gradlab/datasets';

/**
 * Reads the training digits of MNIST from its files as they are published, packed or not; files of the test digits may be among them.
 *
 * @param files as chosen by somebody
 * @throws RangeError if the images or the labels are missing or do not belong together; DatasetError for a damaged file
 */
export async function readMnistFiles(files: readonly File[]): Promise<Dataset<Field>> {
  const images = parseIdx(await unpack(find(files, 'train-images', 'idx3')));
  const labels = parseIdx(await unpack(find(files, 'train-labels', 'idx1')));
  const [size = 0, height, width] = images.shape;
  if (images.shape.length !== 3 || height !== 28 || width !== 28 || !(images.data instanceof Uint8Array)) {
    throw new RangeError(`MNIST files: images must be bytes of 28×28, got [${images.shape.join(', ')}]`);
  }
  if (!(labels.data instanceof Uint8Array) || labels.data.length !== size) {
    throw new RangeError(`MNIST files: there must be a label for each of ${size} images, got ${labels.data.length}`);
  }
  return createDataset({
    name: 'digits of the files',
    size,
    x: { data: images.data, shape: [28, 28, 1], scale: 1 / 255 },
    y: { data: Int32Array.from(labels.data), shape: [], classNames: Array.from({ length: 10 }, (_, i) => String(i)) },
  });
}

function find(files: readonly File[], name: string, kind: string): File {
  const found = files.find((file) => file.name.startsWith(name) && file.name.includes(kind));
  if (found !== undefined) return found;
  const got = files.map((file) => file.name).join(', ');
  throw new RangeError(`MNIST files: ${name}-${kind}-ubyte.gz must be among them, got ${got}`);
}

async function unpack(file: File): Promise<Uint8Array> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const packed = first === 0x1f && second === 0x8b;
  if (!packed) return new Uint8Array(await file.arrayBuffer());
  try {
    const stream = file.stream().pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch (cause) {
    throw new RangeError(`MNIST files: ${file.name} is damaged and cannot be unpacked`, { cause });
  }
}
