import { describeValue } from '@gradlab-internal/checks';
import type { Dataset, Field } from '../dataset.ts';
import { DatasetError } from '../dataset-error.ts';
import { CLASS_NAMES } from './class-names.ts';

const SIDE = 32;
const PLANE = SIDE * SIDE;
const PIXELS = 3 * PLANE;
const RECORD = 1 + PIXELS;

/**
 * Reads a file of CIFAR-10's binary version: records of 3,073 bytes, a label and the red, the green and the blue plane of an image, each
 * 32 × 32, row by row. The planes become channels.
 *
 * @param bytes a whole file, decompressed: any number of records
 * @param options `name` of the file, for messages
 * @returns x 8-bit `[32, 32, 3]` with scale 1/255, y class `[]`
 * @throws TypeError if `bytes` is no Uint8Array; {@link DatasetError} `malformed` if the length is no multiple of 3,073 or a label is
 * above 9
 * @see Krizhevsky: Learning multiple layers of features from tiny images. 2009. https://www.cs.toronto.edu/~kriz/cifar.html
 * @example
 * ```ts
 * import { parseCifar10 } from '@gradlab/datasets';
 *
 * const { size, y } = parseCifar10(new Uint8Array(2 * 3073));
 * console.log(size, y.classNames?.[0]); // 2 airplane
 * ```
 */
export function parseCifar10(
  bytes: Uint8Array,
  { name = 'parseCifar10' }: { readonly name?: string } = {},
): Dataset<Field> {
  if (!(bytes instanceof Uint8Array)) {
    throw new TypeError(`parseCifar10: bytes must be a Uint8Array, got ${describeValue(bytes)}`);
  }
  if (bytes.length % RECORD !== 0) {
    throw new DatasetError(
      'malformed',
      `${name}: expected records of ${RECORD} bytes, got ${bytes.length} bytes in all`,
    );
  }
  const size = bytes.length / RECORD;
  const labels = Uint8Array.from({ length: size }, (_, i) => bytes[i * RECORD] as number);
  const wrong = labels.findIndex((label) => label >= CLASS_NAMES.length);
  if (wrong >= 0) {
    throw new DatasetError(
      'malformed',
      `${name}: expected labels below ${CLASS_NAMES.length}, got ${labels[wrong]} at ${wrong}`,
    );
  }
  const images = new Uint8Array(size * PIXELS);
  for (let i = 0; i < size; i++) interleave(bytes.subarray(i * RECORD + 1, (i + 1) * RECORD), images, i * PIXELS);
  return {
    name: 'cifar10',
    size,
    x: { data: images, shape: [SIDE, SIDE, 3], scale: 1 / 255 },
    y: { data: labels, shape: [], classNames: CLASS_NAMES },
  };
}

/** Three planes become one of three channels. */
function interleave(planes: Uint8Array, images: Uint8Array, at: number): void {
  for (let pixel = 0; pixel < PLANE; pixel++) {
    images[at + 3 * pixel] = planes[pixel] as number;
    images[at + 3 * pixel + 1] = planes[PLANE + pixel] as number;
    images[at + 3 * pixel + 2] = planes[2 * PLANE + pixel] as number;
  }
}
