import * as tf from '@tensorflow/tfjs-core';
import type { KernelHost } from '../kernel-host.ts';
import { defineKernel, requireFloat32, type TrainingKernel } from '../training-kernel.ts';
import { type ConvAttrs, convGeometry } from './conv-geometry.ts';
import { forEachChunk, isPointwise, patchNumbers, patchSize, positionCount } from './patches.ts';

const NAME = tf.Conv2DBackpropFilter;
const FLOAT_BYTES = 4;

type Product = (patches: number, dy: number, rows: number, accumulate: boolean) => void;

/** Patchesᵀ · dy over all output positions, added up chunk by chunk. */
function sumOverPositions(host: KernelHost, info: tf.backend_util.Conv2DInfo, x: number, dy: number, product: Product) {
  forEachChunk(host, info, ({ address, first, rows }) => {
    host.dispatch('gatherPatches', [x, address, ...patchNumbers(info), first], rows);
    product(address, dy + FLOAT_BYTES * first * info.outChannels, rows, first > 0);
  });
}

/** Gradient of a 2-D convolution by its filter: `[height, width, channels, out]`. Stock tfjs-wasm has none. */
export const conv2dBackpropFilter: TrainingKernel = defineKernel<
  { x: tf.TensorInfo; dy: tf.TensorInfo },
  ConvAttrs & { filterShape: number[] }
>(NAME, (host, { x, dy }, attrs) => {
  requireFloat32(NAME, { x, dy });
  const info = convGeometry(NAME, x.shape, attrs.filterShape, attrs, false);
  const out = host.output(info.filterShape);
  const [size, n] = [patchSize(info), info.outChannels];
  if (size * n === 0) return out;
  const target = host.address(out);
  const most = positionCount(info);
  host.withScratch(host.measure('matMulScratchBytes', size, n, most), (scratch) => {
    const product: Product = (patches, gradient, rows, accumulate) =>
      host.dispatch(
        'matMul',
        [patches, 1, size, gradient, n, 1, 0, target, n, rows, accumulate ? target : 0, n, 0, scratch],
        size,
      );
    if (most === 0 || isPointwise(info)) product(host.address(x), host.address(dy), most, false);
    else sumOverPositions(host, info, host.address(x), host.address(dy), product);
  });
  return out;
});
