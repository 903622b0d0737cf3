import { leakOf, sharedDataDirectory, useStockCpu } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { batches, createDataset, type Dataset, type Field, loadMnist, split, syntheticDigits } from '../src/index.ts';

/** Every loader and generator; `make` twice must give the same. */
interface Source {
  readonly name: string;
  readonly make: () => Promise<Dataset<Field>> | Dataset<Field>;
}

const mnist = sharedDataDirectory('mnist');
const sources: readonly Source[] = [
  { name: 'syntheticDigits', make: () => syntheticDigits({ size: 60, seed: 1 }) },
  { name: 'syntheticDigits, empty', make: () => syntheticDigits({ size: 0, seed: 1 }) },
  ...(mnist === undefined
    ? []
    : [{ name: 'loadMnist', make: () => loadMnist({ part: 'test', directory: mnist }) } satisfies Source]),
];

beforeAll(useStockCpu);

describe.each(sources)('$name', ({ make }) => {
  it('is a data set that createDataset accepts', async () => {
    const made = await make();
    expect(createDataset(made)).toEqual(made);
  });

  it('keeps 8-bit images packed, scaled to [0, 1], and labels with a name for each class', async () => {
    const { x, y } = await make();
    expect([x.data.constructor, x.shape.length, x.scale]).toEqual([Uint8Array, 3, 1 / 255]);
    expect([y.data.constructor, y.shape]).toEqual([Uint8Array, []]);
    expect(y.classNames?.length).toBeGreaterThan(1);
  });

  it('is the same each time', async () => {
    const [first, second] = [await make(), await make()];
    expect(Buffer.compare(first.x.data as Uint8Array, second.x.data as Uint8Array)).toBe(0);
    expect(Buffer.compare(first.y.data as Uint8Array, second.y.data as Uint8Array)).toBe(0);
  });

  it('makes no tensors until it is batched, then float32 images in [0, 1] and int32 labels', async () => {
    const { size, ...rest } = await make();
    const [part] = split({ size, ...rest }, [Math.min(size, 50), size - Math.min(size, 50)]);
    let seen = 0;
    const leak = await leakOf(async () => {
      for await (const { x, y } of batches(await make(), { batchSize: 16, seed: 2 })) {
        if (++seen * 16 >= part.size) break;
        expect([x.dtype, y.dtype, x.shape.slice(1)]).toEqual(['float32', 'int32', rest.x.shape]);
        const [low, high] = tf.tidy(() => [tf.min(x).dataSync()[0], tf.max(x).dataSync()[0]]);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(high).toBeGreaterThan(0.5);
      }
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
  });
});
