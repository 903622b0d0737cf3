import { describeShape, describeValue, requireInteger } from '@gradlab-internal/checks';
import type { Pixels } from '../image.ts';
import { type ImageBatch, requireImageBatch } from '../image-batch.ts';

/** Classes as whole numbers `[batch]`, or a share of each class `[batch, classes]`. */
export interface BatchLabels {
  readonly data: Uint8Array | Int32Array | Float32Array;
  readonly shape: readonly number[];
}

/** Images and their labels. */
export interface LabelledBatch {
  readonly x: ImageBatch;
  readonly y: BatchLabels;
}

/** Images and a share of each class, `[batch, classes]`, for each: what mixing gives. */
export interface MixedBatch {
  readonly x: ImageBatch;
  readonly y: { readonly data: Float32Array; readonly shape: readonly [batch: number, classes: number] };
}

/** The sizes of a batch and its labels as shares. */
export interface CheckedBatch {
  readonly size: number;
  readonly shape: readonly [height: number, width: number, channels: number];
  readonly x: Pixels;
  readonly shares: Float32Array;
  readonly classes: number;
}

/**
 * @throws TypeError for a wrong kind of data; RangeError if shapes do not fit, a class is out of range, or the number of
 *   classes is missing for whole numbers
 */
export function requireLabelledBatch(
  caller: string,
  batch: LabelledBatch,
  numClasses: number | undefined,
): CheckedBatch {
  const [size, ...shape] = requireImageBatch(caller, batch?.x);
  const { data, shape: labels } = batch.y ?? {};
  if (!(data instanceof Uint8Array || data instanceof Int32Array || data instanceof Float32Array)) {
    throw new TypeError(
      `${caller}: y.data must be a Uint8Array, Int32Array or Float32Array, got ${describeValue(data)}`,
    );
  }
  if (!Array.isArray(labels) || labels[0] !== size || labels.length > 2 || data.length !== size * (labels[1] ?? 1)) {
    const found = `${describeValue(labels)} with ${data.length} values`;
    throw new RangeError(`${caller}: y.shape must be [${size}] or [${size}, classes], got ${found}`);
  }
  const classes = labels[1] ?? requireInteger(caller, 'numClasses', numClasses, { min: 1 });
  if (numClasses !== undefined && classes !== numClasses) {
    throw new RangeError(`${caller}: y must have ${numClasses} classes, got ${describeShape(labels)}`);
  }
  const shares = labels.length === 2 ? Float32Array.from(data) : oneHot(caller, data, classes);
  return { size, shape, x: batch.x.data, shares, classes };
}

function oneHot(caller: string, labels: ArrayLike<number>, classes: number): Float32Array {
  const shares = new Float32Array(labels.length * classes);
  for (let i = 0; i < labels.length; i++) {
    const label = requireInteger(caller, 'y', labels[i], { min: 0, below: classes });
    shares[i * classes + label] = 1;
  }
  return shares;
}

/** λ of each label and 1 − λ of the one before it in the batch; the first has the last. */
export function mixLabels({ size, shares, classes }: CheckedBatch, lambda: number): MixedBatch['y'] {
  const data = shares.map((share, i) => {
    const before = (i - classes + shares.length) % shares.length;
    return lambda * share + (1 - lambda) * (shares[before] ?? 0);
  });
  return { data, shape: [size, classes] };
}
