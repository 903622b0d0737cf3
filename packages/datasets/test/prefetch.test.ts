import { createHash } from 'node:crypto';
import { getEventListeners } from 'node:events';
import { threadId } from 'node:worker_threads';
import {
  batches,
  createDataset,
  type ExampleTransform,
  syntheticDigits,
  TransformError,
  type TransformReference,
} from '@gradlab/datasets';
import { leakOf, useStockCpu } from '@gradlab-internal/testing';
import type * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { numbered } from './numbered.ts';

// From dist, as a worker is a file there.
beforeAll(useStockCpu);

const MODULE = new URL('./example-transforms.mjs', import.meta.url);
const at = (name: string, config?: TransformReference['config']): TransformReference =>
  config === undefined ? { module: MODULE, export: name } : { module: MODULE.href, export: name, config };

type Options = Parameters<typeof batches>[1];

/** Every value of every batch, with the shapes. */
async function values(options: Options, size = 40): Promise<unknown[]> {
  const seen: unknown[] = [];
  for await (const { x, y } of batches(numbered(size, [3]), options)) {
    seen.push([x.shape, x.dtype, [...x.dataSync()], [...(y as tf.Tensor).dataSync()]]);
  }
  return seen;
}

async function failure(options: Partial<Options>): Promise<TransformError> {
  try {
    await values({ batchSize: 4, ...options });
  } catch (error) {
    if (error instanceof TransformError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('batches with workers', () => {
  it('gives the same bits for every number of workers and every prefetch', async () => {
    const cases = fc.record({
      workers: fc.integer({ min: 1, max: 3 }),
      prefetch: fc.integer({ min: 1, max: 20 }),
      batchSize: fc.integer({ min: 1, max: 17 }),
      epoch: fc.nat(4),
      start: fc.nat(3),
      dropLast: fc.boolean(),
      shard: fc.constantFrom({ index: 0, count: 1 }, { index: 1, count: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ workers, prefetch, ...options }) => {
        const pass = { ...options, seed: 11, transform: at('shifted', { by: 0.25 }) };
        expect(await values({ ...pass, workers, prefetch })).toEqual(await values(pass));
      }),
      { numRuns: process.env.GRADLAB_STRESS === '1' ? 300 : 25 },
    );
  });

  it('tells a worker the range that a field declares', async () => {
    const x = { data: new Float32Array(8), shape: [2], range: [0, 1] } as const;
    const data = createDataset({ name: 'floats', size: 4, x, y: numbered(4).y });
    for (const workers of [0, 1]) {
      for await (const { x } of batches(data, { batchSize: 4, transform: at('ranged'), workers })) {
        expect([...x.dataSync()]).toEqual([0, 1, 0, 1, 0, 1, 0, 1]);
      }
    }
  });

  it('gives the same bits as the transform itself', async () => {
    const digits = syntheticDigits({ size: 30, seed: 4 });
    const { shifted } = (await import(MODULE.href)) as { shifted: (config: object) => ExampleTransform };
    const collect = async (options: Partial<Options>): Promise<string> => {
      const seen: Uint8Array[] = [];
      for await (const { x } of batches(digits, { batchSize: 8, seed: 2, epoch: 3, ...options })) {
        seen.push(new Uint8Array(x.dataSync().slice().buffer));
      }
      // A digest: a difference of pictures is not for reading.
      return createHash('sha256').update(Buffer.concat(seen)).digest('hex');
    };
    const alone = await collect({ transform: shifted({ by: 1 }) });
    expect(await collect({ transform: at('shifted', { by: 1 }), workers: 2 })).toBe(alone);
    expect(await collect({ transform: at('shifted', { by: 2 }), workers: 2 })).not.toBe(alone);
  });

  it('keeps the order where a later batch is done first', async () => {
    const options = { batchSize: 1, transform: at('slowOnEven') };
    expect(await values({ ...options, workers: 2, prefetch: 6 }, 12)).toEqual(await values({ batchSize: 1 }, 12));
  });

  it('takes float32 inputs, an empty set, and a batch larger than the set', async () => {
    expect(await values({ batchSize: 4, workers: 1, transform: at('same') }, 0)).toEqual([]);
    expect(await values({ batchSize: 99, workers: 1, transform: at('same') }, 3)).toHaveLength(1);
    const floats = { ...numbered(2), x: { data: Float32Array.of(0.1, -0, Number.NaN, 1e-40), shape: [2] } };
    for await (const { x } of batches(floats, { batchSize: 2, workers: 1, transform: at('same') })) {
      expect([...x.dataSync()]).toEqual([...floats.x.data]);
    }
  });

  it('works in other threads, as many as were asked for, and keeps them from pass to pass', async () => {
    const threads = async (workers: number): Promise<number[]> => {
      const seen = await values({ batchSize: 1, workers, transform: at('threadNumber') });
      return [...new Set((seen as [unknown, unknown, [number]][]).map(([, , [thread]]) => thread))].sort();
    };
    expect(await threads(0)).toEqual([threadId]);
    const first = await threads(2);
    expect(first).toHaveLength(2);
    expect(await threads(2)).toEqual(first);
    expect(first).not.toContain(threadId);
  });

  it('runs several passes at once', async () => {
    const pass = (epoch: number): Promise<unknown[]> =>
      values({ batchSize: 3, seed: 1, epoch, workers: 2, transform: at('shifted', { by: 2 }) });
    const together = await Promise.all([0, 1, 2, 3].map(pass));
    for (const [epoch, seen] of together.entries()) expect(seen).toEqual(await pass(epoch));
  });

  it('hands over copies: not even a transform that writes reaches the data set', async () => {
    const data = numbered(6, [2]);
    const before = data.x.data.slice();
    for await (const _ of batches(data, { batchSize: 3, workers: 1, transform: at('scribbling') }));
    expect(data.x.data).toEqual(before);
  });

  it('leaves no tensor, however the loop ends, and makes none before it is asked', async () => {
    const loop = async (body: () => boolean, transform = at('same')): Promise<void> => {
      for await (const _ of batches(numbered(20), { batchSize: 2, workers: 2, transform })) if (body()) break;
    };
    expect(await leakOf(() => loop(() => false))).toEqual({ tensors: 0, bytes: 0 });
    expect(await leakOf(() => loop(() => true))).toEqual({ tensors: 0, bytes: 0 });
    expect(await leakOf(() => expect(loop(() => false, at('failing'))).rejects.toThrow())).toEqual({
      tensors: 0,
      bytes: 0,
    });
    const thrown = async (): Promise<void> => {
      await expect(
        loop(() => {
          throw new Error('the body fails');
        }),
      ).rejects.toThrow('the body fails');
    };
    expect(await leakOf(thrown)).toEqual({ tensors: 0, bytes: 0 });
    const pass = batches(numbered(20), { batchSize: 2, workers: 2, transform: at('same') })[Symbol.asyncIterator]();
    await pass.next();
    // Two tensors: those of the batch in hand, none of the four that are ahead.
    expect(await leakOf(() => pass.return?.())).toEqual({ tensors: -2, bytes: expect.any(Number) });
  });
});

describe('a transform that fails', () => {
  it.each([0, 2])('is an error that names the example and the reason, with %i workers', async (workers) => {
    const failed = await failure({ workers, transform: at('failing') });
    expect([failed.code, failed.index, failed.message]).toEqual([
      'example',
      5,
      'batches: the transform failed at example 5: five is not for me',
    ]);
    expect(failed.cause).toMatchObject({ name: 'RangeError', message: 'five is not for me' });
    expect((failed.cause as Error).stack).toContain('example-transforms.mjs');
    expect((await failure({ workers, transform: at('throwingText') })).message).toContain('"only text"');
    expect((await failure({ workers, transform: at('misfit') })).message).toContain('must have equal shape');
    // The threads live on.
    expect(await values({ batchSize: 4, workers, transform: at('same') })).toHaveLength(10);
  });

  it.each([0, 2])('cannot be loaded: an error that says why, with %i workers', async (workers) => {
    const load = (transform: TransformReference): Promise<TransformError> => failure({ workers, transform });
    expect(await load(at('absent'))).toMatchObject({ code: 'module', index: undefined });
    expect((await load(at('absent'))).message).toMatch(/"absent" of file:.* must be a transform .*, got undefined$/);
    expect((await load(at('number'))).message).toMatch(/got 3$/);
    expect((await load(at('same', {}))).message).toContain('a config needs an export that is a function');
    expect((await load(at('failingFactory'))).cause).toMatchObject({ message: 'no factory today' });
    const nowhere = await load({ module: new URL('./nowhere.mjs', import.meta.url), export: 'x' });
    expect([nowhere.code, nowhere.message.includes('nowhere.mjs')]).toEqual(['module', true]);
  });

  it('ends its thread: an error, never a hang, and other passes go on', async () => {
    const [dead, alive] = await Promise.all([
      failure({ workers: 1, transform: at('exiting') }),
      // It waits behind the one thread that dies.
      values({ batchSize: 1, workers: 1, prefetch: 12, transform: at('same') }),
    ]);
    expect([dead.code, dead.message]).toEqual([
      'worker',
      'batches: the worker with the batch of 4 that begins with example 4 failed: worker exited with code: 7',
    ]);
    expect(alive).toHaveLength(40);
  });
});

describe('a signal', () => {
  const reason = new Error('the user went home');

  it.each([undefined, 0, 2])(
    'that was given before ends a pass before its first batch, with %s workers',
    async (workers) => {
      const options = workers === undefined ? {} : { workers, transform: at('same') };
      const pass = values({ batchSize: 2, ...options, signal: AbortSignal.abort(reason) });
      await expect(pass).rejects.toBe(reason);
    },
  );

  it.each([undefined, 0, 2])('that is given in the loop ends it with its reason, with %s workers', async (workers) => {
    const ending = new AbortController();
    const options = workers === undefined ? {} : { workers, transform: at('same') };
    let seen = 0;
    const loop = async (): Promise<void> => {
      for await (const _ of batches(numbered(20), { batchSize: 2, ...options, signal: ending.signal })) {
        if (++seen === 3) ending.abort(reason);
      }
    };
    expect(await leakOf(() => expect(loop()).rejects.toBe(reason))).toEqual({ tensors: 0, bytes: 0 });
    expect(seen).toBe(3);
  });

  it('ends the wait for a transform that never ends, and leaves the other passes their threads', async () => {
    const stuck = values({ batchSize: 4, workers: 1, transform: at('forever'), signal: AbortSignal.timeout(50) });
    const other = values({ batchSize: 4, workers: 1, transform: at('same') });
    await expect(stuck).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(await other).toHaveLength(10);
  });

  it('that lives on is not listened to any more after the pass', async () => {
    const { signal } = new AbortController();
    for (let pass = 0; pass < 3; pass++) await values({ batchSize: 8, workers: 2, transform: at('same'), signal });
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });
});
