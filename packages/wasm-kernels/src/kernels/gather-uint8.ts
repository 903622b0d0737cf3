import { describeShape, describeValue } from '@gradlab-internal/checks';
import type * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from '../size-of.ts';
import { defineKernel, type TrainingKernel } from '../training-kernel.ts';

const NAME = 'GatherUint8';
const FLOAT_BYTES = 4;
/** Bytes gathered at a time, if one row is not more: they stay in the processor's cache, and scratch does not grow with the batch. */
const SCRATCH = 2 ** 18;

interface Attrs {
  /** Rows of `shape`, one after the other. */
  readonly bytes: Uint8Array;
  readonly indices: Uint32Array;
  readonly shape: readonly number[];
  readonly scale: number;
}

function requireAttrs({ bytes, indices, shape, scale }: Attrs, width: number): void {
  if (!(bytes instanceof Uint8Array) || !(indices instanceof Uint32Array) || typeof scale !== 'number') {
    const got = [bytes, indices, scale].map(describeValue).join(', ');
    throw new TypeError(`${NAME}: must be a Uint8Array, a Uint32Array and a number to scale by, got ${got}`);
  }
  const wrong = indices.find((index) => (index + 1) * width > bytes.length);
  if (wrong !== undefined) {
    throw new RangeError(
      `${NAME}: ${bytes.length} bytes must have a row ${wrong} of shape ${describeShape(shape)}, and have not`,
    );
  }
}

/**
 * Rows of bytes × scale as float32 `[indices.length, ...shape]`, bit for bit what JavaScript writes into a Float32Array. It takes no tensor:
 * the bytes come from JavaScript, and are widened in the backend's memory. tfjs has no operation that runs it.
 */
export const gatherUint8: TrainingKernel = defineKernel<tf.NamedTensorInfoMap, Attrs>(NAME, (host, _inputs, attrs) => {
  const { bytes, indices, shape, scale } = attrs;
  const width = sizeOf(shape);
  requireAttrs(attrs, width);
  const out = host.output([indices.length, ...shape]);
  const step = Math.max(1, Math.min(indices.length, Math.floor(SCRATCH / width)));
  host.withScratch(step * width, (scratch) => {
    const gathered = host.bytes(scratch, step * width);
    for (let from = 0; from < indices.length; from += step) {
      const rows = indices.subarray(from, from + step);
      rows.forEach((index, row) => {
        gathered.set(bytes.subarray(index * width, (index + 1) * width), row * width);
      });
      const to = host.address(out) + from * width * FLOAT_BYTES;
      host.dispatch('scaleBytes', [scratch, to, scale], rows.length * width);
    }
  });
  return out;
});
