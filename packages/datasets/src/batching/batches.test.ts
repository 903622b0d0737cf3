import { foldIn, key } from '@gradlab/random';
import { leakOf, useStockCpu } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { numbered } from '../../test/numbered.ts';
import { concat } from '../concat.ts';
import { createDataset } from '../create-dataset.ts';
import type { Field } from '../dataset.ts';
import { take } from '../select.ts';
import type { BatchOptions } from './batch-options.ts';
import { batches } from './batches.ts';
import type { ExampleTransform } from './example-transform.ts';

beforeAll(useStockCpu);

/** The example numbers of each batch of `numbered` data. */
async function order(size: number, options: BatchOptions): Promise<number[][]> {
  const seen: number[][] = [];
  for await (const { x } of batches(numbered(size), options)) {
    seen.push((x.arraySync() as [number, number][]).map(([value]) => Math.round(value * 255)));
  }
  return seen;
}

const half: ExampleTransform = {
  apply: ({ data, scale = 1 }, { index }) => ({ data: Float32Array.of((data[0] ?? 0) * scale, index), shape: [2, 1] }),
};

describe('batches', () => {
  it('keeps the stored order without a seed, and a smaller last batch', async () => {
    expect(await order(5, { batchSize: 2 })).toEqual([[0, 1], [2, 3], [4]]);
    expect(await order(5, { batchSize: 2, dropLast: true })).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(await order(4, { batchSize: 9 })).toEqual([[0, 1, 2, 3]]);
    expect(await order(4, { batchSize: 9, dropLast: true })).toEqual([]);
    expect(await order(0, { batchSize: 2 })).toEqual([]);
  });

  it('permutes all examples by (seed, epoch), whatever the batch size', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(5), fc.integer({ min: 1, max: 30 }), async (seed, epoch, batchSize) => {
        const flat = (await order(25, { batchSize, seed, epoch })).flat();
        expect([...flat].sort((a, b) => a - b)).toEqual(Array.from({ length: 25 }, (_, i) => i));
        expect((await order(25, { batchSize: 7, seed, epoch })).flat()).toEqual(flat);
        expect((await order(25, { batchSize, seed, epoch: epoch + 1 })).flat()).not.toEqual(flat);
      }),
      { numRuns: 20 },
    );
  });

  it('takes a key for a seed, of which the number is one', async () => {
    expect(await order(9, { batchSize: 4, seed: key(5) })).toEqual(await order(9, { batchSize: 4, seed: 5 }));
    expect(await order(9, { batchSize: 4, seed: foldIn(5, 'b') })).not.toEqual(
      await order(9, { batchSize: 4, seed: 5 }),
    );
  });

  it('scales inputs to float32 and gives labels as int32', async () => {
    for await (const { x, y } of batches(numbered(6, [2, 1]), { batchSize: 6 })) {
      expectTypeOf(y).toEqualTypeOf<tf.Tensor>();
      expect([x.shape, x.dtype, y.shape, y.dtype]).toEqual([[6, 2, 1], 'float32', [6], 'int32']);
      // 5/255 in double precision, rounded once to float32.
      expect(x.dataSync()[10]).toBe(Math.fround(5 * (1 / 255)));
      expect([...y.dataSync()]).toEqual([0, 1, 2, 0, 1, 2]);
    }
  });

  it('gives several targets by name, float32 where they are stored or scaled so', async () => {
    const data = createDataset({
      name: 'several',
      size: 2,
      x: { data: Int32Array.of(3, 4), shape: [] },
      y: {
        label: { data: Int32Array.of(1, 0), shape: [] },
        price: { data: Float32Array.of(1.5, 2.5), shape: [1] },
        grey: { data: Uint8Array.of(10, 20), shape: [], scale: 0.5 },
      },
    });
    for await (const { x, y } of batches(data, { batchSize: 2 })) {
      expectTypeOf(y.price).toEqualTypeOf<tf.Tensor>();
      expect([x.dtype, [...x.dataSync()]]).toEqual(['float32', [3, 4]]);
      expect([y.label.dtype, y.price.dtype, y.price.shape]).toEqual(['int32', 'float32', [2, 1]]);
      expect([...y.grey.dataSync()]).toEqual([5, 10]);
    }
  });

  it('passes each input through a transform, with its index, seed and epoch', async () => {
    const seen: unknown[] = [];
    const transform: ExampleTransform = {
      apply(example, draw) {
        seen.push([draw.index, draw.seed, draw.epoch, example.range]);
        return half.apply(example, draw);
      },
    };
    for await (const { x } of batches(numbered(3), { batchSize: 2, seed: 8, epoch: 4, transform })) {
      expect(x.shape.slice(1)).toEqual([2, 1]);
      for (const [[value], [index]] of x.arraySync() as [[number], [number]][]) {
        expect(value).toBe(Math.fround(index / 255));
      }
    }
    expect(seen).toHaveLength(3);
    expect(seen[0]).toEqual([expect.any(Number), { words: [0, 8] }, 4, [0, 255]]);
  });

  it('tells a transform the range that a field declares, and none of floats that do not', async () => {
    const told = async (x: Omit<Field, 'shape'>): Promise<unknown> => {
      let seen: unknown;
      const transform: ExampleTransform = {
        apply(example) {
          seen = example.range;
          return example;
        },
      };
      const data = createDataset({ name: 'd', size: 1, x: { ...x, shape: [2] }, y: numbered(1).y });
      for await (const _ of batches(take(concat([data, data]), 1), { batchSize: 1, transform }));
      return seen;
    };
    expect(await told({ data: new Uint8Array(2) })).toEqual([0, 255]);
    expect(await told({ data: new Uint8Array(2), range: [0, 1] })).toEqual([0, 1]);
    expect(await told({ data: new Float32Array(2) })).toBeUndefined();
    expect(await told({ data: new Float32Array(2), range: [0, 1] })).toEqual([0, 1]);
    await expect(told({ data: new Float32Array(2), range: [1, 0] })).rejects.toThrow(
      'x.range must be [low, high], got [1,0]',
    );
    await expect(told({ data: new Float32Array(2), range: 1 as never })).rejects.toThrow(RangeError);
  });

  it('gives shards that are disjoint and together the whole pass', async () => {
    const cases = fc.record({
      size: fc.nat(40),
      count: fc.integer({ min: 1, max: 5 }),
      batchSize: fc.integer({ min: 1, max: 7 }),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ size, count, batchSize }) => {
        const options = { batchSize, seed: 1, epoch: 2 };
        const whole = (await order(size, options)).flat();
        const shards = await Promise.all(
          Array.from({ length: count }, (_, index) => order(size, { ...options, shard: { index, count } })),
        );
        for (const [index, shard] of shards.entries()) {
          expect(shard.flat()).toEqual(whole.filter((_, position) => position % count === index));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('goes on where a pass was broken off, with the very batches that were left', async () => {
    for (const options of [{ batchSize: 4 }, { batchSize: 4, seed: 3, epoch: 1, dropLast: true }]) {
      const whole = await order(22, options);
      for (let start = 0; start <= 7; start++)
        expect(await order(22, { ...options, start })).toEqual(whole.slice(start));
    }
    const shard = { index: 1, count: 2 };
    expect(await order(22, { batchSize: 4, shard, start: 2 })).toEqual(
      (await order(22, { batchSize: 4, shard })).slice(2),
    );
  });

  it('can be looped over again', async () => {
    const pass = batches(numbered(4), { batchSize: 3, seed: 1 });
    const sizes: number[] = [];
    for (let i = 0; i < 2; i++) for await (const { x } of pass) sizes.push(x.shape[0] ?? 0);
    expect(sizes).toEqual([3, 1, 3, 1]);
  });

  it('disposes each batch: at the end, on break, on an error, and what was made before a failure', async () => {
    const kept: tf.Tensor[] = [];
    const loop = async (body: () => boolean, options: Partial<BatchOptions> = {}): Promise<void> => {
      for await (const { x } of batches(numbered(6), { batchSize: 2, ...options })) {
        kept.push(x);
        if (body()) break;
      }
    };
    const wrong: ExampleTransform = {
      apply: ({ data }, { index }) => ({ data, shape: index === 3 ? [1, 2] : [2] }),
    };
    expect(await leakOf(() => loop(() => false))).toEqual({ tensors: 0, bytes: 0 });
    expect(await leakOf(() => loop(() => true))).toEqual({ tensors: 0, bytes: 0 });
    const thrown = async (run: Promise<void>): Promise<void> => expect(run).rejects.toThrow();
    expect(
      await leakOf(() =>
        thrown(
          loop(() => {
            throw new Error('the body fails');
          }),
        ),
      ),
    ).toEqual({ tensors: 0, bytes: 0 });
    expect(await leakOf(() => thrown(loop(() => false, { transform: wrong })))).toEqual({ tensors: 0, bytes: 0 });
    expect(kept.every((x) => x.isDisposed)).toBe(true);
  });

  it('bears a caller who disposes the batch', async () => {
    expect(
      await leakOf(async () => {
        for await (const batch of batches(numbered(4), { batchSize: 2 })) tf.dispose([batch.x, batch.y]);
      }),
    ).toEqual({ tensors: 0, bytes: 0 });
  });

  it('refuses wrong options at the call and transforms that do not fit at the batch', async () => {
    const data = numbered(4);
    expect(() => batches(numbered(3), { batchSize: 1, shard: { index: 2, count: 2 } })).toThrow(
      'batches: shard.index must be an integer >= 0 and < 2, got 2',
    );
    expect(() => batches(numbered(3), { batchSize: 1, shard: { index: 0, count: 0 } })).toThrow(RangeError);
    expect(() => batches(numbered(3), { batchSize: 1, shard: 1 as never })).toThrow(TypeError);
    expect(() => batches(numbered(3), { batchSize: 1, start: -1 })).toThrow(RangeError);
    expect(() => batches(data, { batchSize: 0 })).toThrow(
      new RangeError('batches: batchSize must be an integer >= 1, got 0'),
    );
    expect(() => batches(data, { batchSize: 1, epoch: -1 })).toThrow(RangeError);
    expect(() => batches(data, { batchSize: 1, seed: -1 })).toThrow(RangeError);
    expect(() => batches(data, { batchSize: 1, transform: 3 as unknown as ExampleTransform })).toThrow(TypeError);
    const short: ExampleTransform = { apply: ({ data: pixels }) => ({ data: pixels, shape: [5] }) };
    await expect(batches(data, { batchSize: 2, transform: short })[Symbol.asyncIterator]().next()).rejects.toThrow(
      'a transformed example of shape [5] holds a Uint8Array of 2 bytes',
    );
    const giving = (made: unknown): Promise<unknown> =>
      batches(data, { batchSize: 2, transform: { apply: () => made as never } })
        [Symbol.asyncIterator]()
        .next();
    await expect(giving(undefined)).rejects.toThrow('example 0: batches: a transformed example must be an object');
    await expect(giving(Promise.resolve())).rejects.toThrow("a transformed example's shape must be a list of integers");
    await expect(giving({ shape: [2] })).rejects.toThrow('a transformed example of shape [2] holds undefined');
  });
});
