import { describeShape } from '@gradlab-internal/checks';
import type { Dataset, Field } from '../dataset.ts';
import { DatasetError } from '../dataset-error.ts';
import { type Idx, parseIdx } from '../idx.ts';

/** The content of a file and what to call it in messages. */
export interface NamedBytes {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface IdxImagesOptions {
  readonly name: string;
  readonly imageShape: readonly [height: number, width: number];
  readonly classNames: readonly string[];
}

/**
 * A data set of 8-bit grey images and class labels from a pair of IDX files.
 *
 * @throws {@link DatasetError} `malformed` for a file that is no such IDX file, `mismatch` for two that do not belong
 *   together; each names the file, what was expected and what came
 */
export function idxImages(images: NamedBytes, labels: NamedBytes, options: IdxImagesOptions): Dataset<Field> {
  const { name, imageShape, classNames } = options;
  const x = bytesOf(images, 3);
  const y = bytesOf(labels, 1);
  const [size = 0, ...shape] = x.shape;
  if (describeShape(shape) !== describeShape(imageShape)) {
    throw mismatch(images.path, `images of ${describeShape(imageShape)} pixels`, describeShape(shape));
  }
  if (y.data.length !== size) throw mismatch(labels.path, `${size} labels, as many as images`, `${y.data.length}`);
  const wrong = y.data.findIndex((label) => label >= classNames.length);
  if (wrong >= 0) throw mismatch(labels.path, `labels below ${classNames.length}`, `${y.data[wrong]} at ${wrong}`);
  return {
    name,
    size,
    x: { data: x.data, shape: [...shape, 1], scale: 1 / 255 },
    y: { data: y.data, shape: [], classNames },
  };
}

function bytesOf({ path, bytes }: NamedBytes, rank: number): { shape: readonly number[]; data: Uint8Array } {
  const { shape, data } = parseNamed(path, bytes);
  if (!(data instanceof Uint8Array) || shape.length !== rank) {
    throw mismatch(
      path,
      `an IDX file of uint8 with ${rank} dimensions`,
      `${data.constructor.name} ${describeShape(shape)}`,
    );
  }
  return { shape, data };
}

function parseNamed(path: string, bytes: Uint8Array): Idx {
  try {
    return parseIdx(bytes);
  } catch (cause) {
    if (!(cause instanceof DatasetError)) throw cause;
    throw new DatasetError(cause.code, `${path}: ${cause.message}`, { cause });
  }
}

function mismatch(path: string, expected: string, got: string): DatasetError {
  return new DatasetError('mismatch', `${path}: expected ${expected}, got ${got}`);
}
