import { leakOf, useStockCpu } from '@gradlab-internal/testing';
import type * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  batches,
  concat,
  createDataset,
  type Dataset,
  DatasetError,
  type Field,
  kFold,
  map,
  select,
  split,
  standardise,
  statistics,
  take,
} from '../src/index.ts';
import { generators } from './contract/generators.ts';
import { loaders } from './contract/loaders.ts';
import { realData } from './contract/real-data.ts';
import type { Place, Source, Wrong } from './contract/source.ts';
import { temporaryFolder } from './temporary-folder.ts';

beforeAll(useStockCpu);

/** The fields by name, `y` for a single target. */
function fieldsOf({ x, y }: Dataset): Record<string, Field> {
  return ArrayBuffer.isView(y.data) ? { x, y: y as Field } : { x, ...(y as Record<string, Field>) };
}

/** Comparing millions of elements one by one would take minutes to print. */
function bytesOf({ data }: Field): Buffer {
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
}

function expectSame(a: Dataset, b: Dataset): void {
  const [ours, theirs] = [fieldsOf(a), fieldsOf(b)];
  expect(Object.keys(ours)).toEqual(Object.keys(theirs));
  for (const [name, field] of Object.entries(ours)) {
    const { data, ...rest } = theirs[name] as Field;
    expect({ ...field, data: field.data.constructor }).toEqual({ ...rest, data: data.constructor });
    expect(bytesOf(field).equals(bytesOf(theirs[name] as Field))).toBe(true);
  }
}

/** The elements of example `i`. */
function example({ data, shape }: Field, i: number): ArrayLike<number> {
  const width = shape.reduce((product, n) => product * n, 1);
  return data.subarray(i * width, (i + 1) * width);
}

async function refusalOf(make: () => unknown): Promise<unknown> {
  try {
    await make();
  } catch (error) {
    return error;
  }
  throw new Error('it was not refused');
}

function expectRefusal(error: unknown, expected: Wrong['error']): void {
  if (typeof expected !== 'string') expect(error).toBeInstanceOf(expected);
  else expect([error instanceof DatasetError, (error as DatasetError).code]).toEqual([true, expected]);
  // Who refuses, or which file: a message says more than its class.
  expect((error as Error).message.length).toBeGreaterThan(20);
}

describe.each([...generators, ...loaders, ...realData])('$name', (source: Source) => {
  const place = async (): Promise<Place> => {
    const directory = await temporaryFolder();
    await source.files?.(directory);
    return { directory };
  };
  const make = async (): Promise<Dataset> => source.make(await place());
  let few: Dataset | undefined;
  /** Some of the examples, of one loading: real sets take a second or more, and the rest shows nothing new. */
  const some = async (): Promise<Dataset> => {
    if (few === undefined) {
      const made = await make();
      few = take(made, Math.min(made.size, 60));
    }
    return structuredClone(few);
  };

  it('is a data set of the size, shape, storage and scale that are promised', async () => {
    const made = await make();
    expect(createDataset(made)).toMatchObject({ size: source.size });
    expect(made.name).not.toBe('');
    const { storage, shape, scale } = source.x;
    expect([made.x.data.constructor.name, made.x.shape, made.x.scale]).toEqual([storage, shape, scale]);
    const isValue = (value: number): boolean =>
      Number.isFinite(value) || (source.x.gaps === true && Number.isNaN(value));
    expect(made.x.data.every(isValue)).toBe(true);
    expect(made.size === 0 || new Set(made.x.data.subarray(0, 5000)).size > 1).toBe(true);
  });

  it('has the targets that are promised, labels among their classes', async () => {
    const { x: _, ...targets } = fieldsOf(await make());
    expect(Object.keys(targets)).toEqual(Object.keys(source.targets));
    for (const [name, { data, shape, classNames }] of Object.entries(targets)) {
      const kind = source.targets[name];
      expect([shape, classNames?.length]).toEqual(kind === 'number' ? [[1], undefined] : [[], kind]);
      if (kind === 'number') expect([data.constructor, data.every(Number.isFinite)]).toEqual([Float32Array, true]);
      else expect(data.every((label) => Number.isInteger(label) && label >= 0 && label < (kind ?? 0))).toBe(true);
      expect(new Set(classNames).size).toBe(classNames?.length ?? 0);
    }
  });

  it('is the same each time, in memory of its own', async () => {
    const first = await make();
    const copy = structuredClone(first);
    for (const { data } of Object.values(fieldsOf(first))) data.fill(77);
    expectSame(await make(), copy);
  });

  it('is plain data, that crosses to a thread as it is', async () => {
    const made = await make();
    expectSame(structuredClone(made), made);
    for (const part of [made, ...Object.values(fieldsOf(made))])
      expect(Object.getPrototypeOf(part)).toBe(Object.prototype);
  });

  it('gives in batches each example once, scaled, in float32, and int32 labels', async () => {
    const made = await some();
    const { y } = createDataset({
      ...made,
      y: { data: Int32Array.from({ length: made.size }, (_, i) => i), shape: [] },
    });
    const { scale = 1 } = made.x;
    const seen: number[] = [];
    for await (const batch of batches({ ...made, y: { index: y, ...targetsOf(made) } }, { batchSize: 16, seed: 2 })) {
      const { index, ...targets } = batch.y as Record<string, tf.Tensor> & { index: tf.Tensor };
      const indices = [...index.dataSync()];
      expect([batch.x.dtype, batch.x.shape]).toEqual(['float32', [indices.length, ...source.x.shape]]);
      const wanted = indices.flatMap((i) => Array.from(example(made.x, i), (value) => Math.fround(value * scale)));
      expect(Buffer.from(batch.x.dataSync().buffer).equals(Buffer.from(Float32Array.from(wanted).buffer))).toBe(true);
      for (const [name, target] of Object.entries(targets)) {
        const number = source.targets[name] === 'number';
        expect([target.dtype, target.shape]).toEqual([
          number ? 'float32' : 'int32',
          [indices.length, ...(number ? [1] : [])],
        ]);
        const field = targetsOf(made)[name] as Field;
        expect([...target.dataSync()]).toEqual(indices.map((i) => example(field, i)[0]));
      }
      seen.push(...indices);
    }
    expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: made.size }, (_, i) => i));
  });

  it('makes no tensor until it is batched, and leaves none', async () => {
    const leak = await leakOf(async () => {
      for await (const _ of batches(await some(), { batchSize: 7 }));
      for await (const _ of batches(await some(), { batchSize: 7 })) break;
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
  });

  it('can be split, folded, selected from, joined and mapped', async () => {
    const made = await some();
    const parts = split(made, { train: 0.7, rest: 0.3 });
    expectSame(concat([parts.train, parts.rest]), made);
    const stratify = Object.entries(source.targets).find(([, kind]) => kind !== 'number')?.[0];
    const options = stratify === undefined ? {} : { stratify: stratify === 'y' ? true : stratify };
    const { train, rest } = split(made, { train: 0.7, rest: 0.3 }, { seed: 1, ...options });
    expect([createDataset(train).size + createDataset(rest).size, train.name]).toEqual([made.size, made.name]);
    const backwards = Array.from({ length: made.size }, (_, i) => made.size - 1 - i);
    expectSame(select(select(made, backwards), backwards), made);
    if (made.size < 2) expect(() => kFold(made, 2)).toThrow(RangeError);
    else
      expect(kFold(made, 2, { seed: 1, ...options }).map(({ validation }) => createDataset(validation).size)).toEqual([
        made.size - (made.size >> 1),
        made.size >> 1,
      ]);
    const doubled = map(made, (values) => values.map((value) => 2 * value));
    expect([doubled.x.data.constructor, doubled.x.shape, doubled.size]).toEqual([
      Float32Array,
      made.x.shape,
      made.size,
    ]);
  });

  it('has statistics by which it is standardised', async () => {
    const made = await some();
    if (made.size === 0) {
      expect(() => statistics(made)).toThrow(RangeError);
      return;
    }
    const { mean, standardDeviation } = statistics(standardise(made, statistics(made)));
    expect(mean).toHaveLength(source.x.shape.at(-1) ?? 1);
    for (const [c, value] of mean.entries()) {
      // float32 rounds each standardised value by 6e-8 of it.
      expect(Math.abs(value)).toBeLessThan(1e-5);
      // A channel of one value has no spread.
      expect([0, 1].some((wanted) => Math.abs((standardDeviation[c] ?? 2) - wanted) < 1e-5)).toBe(true);
    }
  });

  it('refuses wrong arguments with a typed error', async () => {
    for (const { make: wrong, error } of source.wrong) {
      const where = await place();
      expectRefusal(await refusalOf(() => wrong(where)), error);
    }
  });

  it.runIf(source.stoppable)('does not begin when it is told to stop before', async () => {
    const reason = new Error('not any more');
    const where = await place();
    expect(await refusalOf(() => source.make({ ...where, signal: AbortSignal.abort(reason) }))).toBe(reason);
  });
});

function targetsOf(dataset: Dataset): Record<string, Field> {
  const { x: _, ...targets } = fieldsOf(dataset);
  return targets;
}
