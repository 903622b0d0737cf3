import { describeShape, describeValue, requireEqualShapes, requireShape } from '@gradlab-internal/checks';
import { elementsOf } from '../dataset.ts';
import { requireKind } from '../require-kind.ts';
import { copyScaled } from './copy-scaled.ts';
import type { Example, ExampleDraw, ExampleTransform } from './example-transform.ts';
import { reasonOf, TransformError } from './transform-error.ts';

/** Examples one after the other, as a field keeps them. */
export interface PackedExamples {
  readonly data: Uint8Array | Float32Array;
  /** Of one example. */
  readonly shape: readonly number[];
  readonly scale?: number;
  readonly range?: readonly [low: number, high: number];
}

/** Inputs of a batch, scaled: what becomes a tensor. */
export interface TransformedInputs {
  readonly values: Float32Array<ArrayBuffer>;
  /** `[batch, ...]`, as the transform shapes an example. */
  readonly shape: readonly number[];
}

/**
 * Sends examples through a transform: the same work on the main thread and on a worker.
 *
 * @param rows where each example stands in what is packed
 * @param indices where it stands in its data set, for the draw
 * @throws {@link TransformError} `example`
 */
export function transformExamples(
  packed: PackedExamples,
  rows: Uint32Array,
  indices: Uint32Array,
  transform: ExampleTransform,
  draw: Omit<ExampleDraw, 'index'>,
): TransformedInputs {
  let shape = packed.shape;
  let width = 0;
  let values = new Float32Array(0);
  indices.forEach((index, i) => {
    blaming(index, () => {
      const made = transform.apply(exampleAt(packed, rows[i] ?? 0), { ...draw, index });
      requireKind('batches', 'a transformed example', made, 'object');
      if (i === 0) {
        shape = requireShape('batches', "a transformed example's shape", made.shape);
        width = elementsOf(shape);
        values = new Float32Array(indices.length * width);
      }
      checkExample(made, shape);
      copyScaled(made.data, values.subarray(i * width, (i + 1) * width), made.scale ?? 1);
    });
  });
  return { values, shape: [indices.length, ...shape] };
}

function blaming(index: number, work: () => void): void {
  try {
    work();
  } catch (cause) {
    throw new TransformError('example', `batches: the transform failed at example ${index}: ${reasonOf(cause)}`, {
      cause,
      index,
    });
  }
}

function exampleAt({ data, ...field }: PackedExamples, row: number): Example {
  const width = elementsOf(field.shape);
  return {
    ...(data instanceof Uint8Array && { range: [0, 255] }),
    ...field,
    data: data.subarray(row * width, (row + 1) * width),
  };
}

function checkExample({ data, shape }: Example, first: readonly number[]): void {
  requireEqualShapes('batches', ['a transformed example', 'the first of its batch'], shape, first);
  if (data?.length !== elementsOf(shape)) {
    throw new RangeError(
      `batches: a transformed example of shape ${describeShape(shape)} holds ${describeValue(data)}`,
    );
  }
}
