import * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from '../size-of.ts';
import { defineKernel, requireFloat32, type TrainingKernel } from '../training-kernel.ts';

const NAME = tf.UnsortedSegmentSum;

/** `out[s]` is the sum of the rows of `x` whose segment id is `s`: the gradient of `tf.gather`. Stock tfjs-wasm has none. */
export const unsortedSegmentSum: TrainingKernel = defineKernel<
  { x: tf.TensorInfo; segmentIds: tf.TensorInfo },
  { numSegments: number }
>(NAME, (host, { x, segmentIds }, { numSegments }) => {
  requireFloat32(NAME, { x });
  if (segmentIds.dtype !== 'int32') throw new TypeError(`${NAME}: segmentIds must be int32, got ${segmentIds.dtype}`);
  const [rows = 1, ...inner] = x.shape;
  const columns = sizeOf(inner);
  const out = host.output([numSegments, ...inner]);
  const addresses = [host.address(x), host.address(segmentIds), host.address(out)];
  host.dispatch('segmentSum', [...addresses, rows, columns, numSegments], columns);
  return out;
});
