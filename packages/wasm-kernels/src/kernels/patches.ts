import type * as tf from '@tensorflow/tfjs-core';
import type { KernelHost } from '../kernel-host.ts';

// Whole blocks of the matMul's depth, few enough for the second-level cache when the filter is small; and a bound for large filters.
const MOST_ROWS = 1024;
const MOST_VALUES = 512 * 1024;
const FLOAT_BYTES = 4;

/** One chunk of the patch matrix: `rows` output positions from `first` on, with room for their patches at `address`. */
interface Chunk {
  readonly address: number;
  readonly first: number;
  readonly rows: number;
}

/** Values in one patch: the size of the filter for one output channel. */
export function patchSize({ filterHeight, filterWidth, inChannels }: tf.backend_util.Conv2DInfo): number {
  return filterHeight * filterWidth * inChannels;
}

/** Output positions of the whole batch: rows of the patch matrix. */
export function positionCount({ batchSize, outHeight, outWidth }: tf.backend_util.Conv2DInfo): number {
  return batchSize * outHeight * outWidth;
}

/** Whether the input is its own patch matrix. */
export function isPointwise(info: tf.backend_util.Conv2DInfo): boolean {
  const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = info;
  const { top, bottom, left, right } = padInfo;
  return filterHeight * filterWidth * strideHeight * strideWidth === 1 && top + bottom + left + right === 0;
}

/** The numbers that `gatherPatches` and `scatterPatches` take between the two addresses and the first row. */
export function patchNumbers(info: tf.backend_util.Conv2DInfo): readonly number[] {
  return [
    ...[
      info.inChannels,
      info.inHeight,
      info.inWidth,
      info.outHeight,
      info.outWidth,
      info.strideHeight,
      info.strideWidth,
    ],
    ...[info.filterHeight, info.filterWidth, info.padInfo.top, info.padInfo.left],
  ];
}

/** Goes through the patch matrix in chunks, which share one piece of scratch of at most 2 MB (or one patch, if that is larger). */
export function forEachChunk(host: KernelHost, info: tf.backend_util.Conv2DInfo, use: (chunk: Chunk) => void): void {
  const positions = positionCount(info);
  const size = patchSize(info);
  const most = Math.max(1, Math.min(MOST_ROWS, positions, Math.floor(MOST_VALUES / size)));
  host.withScratch(FLOAT_BYTES * most * size, (address) => {
    for (let first = 0; first < positions; first += most) {
      use({ address, first, rows: Math.min(most, positions - first) });
    }
  });
}
