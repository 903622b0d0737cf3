import { leakOf, sharedDataDirectory, useStockCpu } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  batches,
  blobs,
  circles,
  colouredDigits,
  createDataset,
  type Dataset,
  type Field,
  loadCifar10,
  loadMnist,
  moons,
  spirals,
  syntheticDigits,
  take,
} from '../src/index.ts';

/** Every loader and generator; `make` twice must give the same. */
interface Source {
  readonly name: string;
  readonly kind: 'images' | 'points';
  readonly make: () => Promise<Dataset> | Dataset;
}

const mnist = sharedDataDirectory('mnist');
const cifar10 = sharedDataDirectory('cifar10');
const sources: readonly Source[] = [
  ...[60, 0].flatMap((size): Source[] => [
    { name: `syntheticDigits of ${size}`, kind: 'images', make: () => syntheticDigits({ size, seed: 1 }) },
    { name: `colouredDigits of ${size}`, kind: 'images', make: () => colouredDigits({ size, seed: 1 }) },
    { name: `circles of ${size}`, kind: 'points', make: () => circles({ size, seed: 1, noise: 0.1 }) },
    { name: `moons of ${size}`, kind: 'points', make: () => moons({ size, seed: 1, noise: 0.1 }) },
    { name: `spirals of ${size}`, kind: 'points', make: () => spirals({ size, seed: 1, noise: 0.1 }) },
    { name: `blobs of ${size}`, kind: 'points', make: () => blobs({ size, seed: 1 }) },
  ]),
  ...(mnist === undefined
    ? []
    : [{ name: 'loadMnist', kind: 'images' as const, make: () => loadMnist({ part: 'test', directory: mnist }) }]),
  ...(cifar10 === undefined
    ? []
    : [
        { name: 'loadCifar10', kind: 'images' as const, make: () => loadCifar10({ part: 'test', directory: cifar10 }) },
      ]),
];

beforeAll(useStockCpu);

function fieldsOf({ x, y }: Dataset): Field[] {
  return [x, ...targetsOf(y)];
}

function targetsOf(y: Dataset['y']): Field[] {
  return ArrayBuffer.isView(y.data) ? [y as Field] : Object.values(y as Record<string, Field>);
}

/** The bytes of an array: comparing millions of elements one by one would take minutes to print. */
function bytesOf({ data }: Field): Buffer {
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
}

describe.each(sources)('$name', ({ kind, make }) => {
  it('is a data set that createDataset accepts', async () => {
    const made = await make();
    expect(fieldsOf(createDataset(made)).every((field, i) => field === fieldsOf(made)[i])).toBe(true);
  });

  it('keeps its inputs as they come, and 8-bit labels with a name for each class', async () => {
    const { x, y } = await make();
    if (kind === 'images') expect([x.data.constructor, x.shape.length, x.scale]).toEqual([Uint8Array, 3, 1 / 255]);
    else expect([x.data.constructor, x.shape, x.scale]).toEqual([Float32Array, [2], undefined]);
    for (const target of targetsOf(y)) {
      expect([target.data.constructor, target.shape]).toEqual([Uint8Array, []]);
      expect(target.classNames?.length).toBeGreaterThan(1);
    }
  });

  it('is the same each time', async () => {
    const [first, second] = [fieldsOf(await make()), fieldsOf(await make())];
    for (const [i, field] of first.entries()) expect(bytesOf(field).equals(bytesOf(second[i] as Field))).toBe(true);
  });

  it('makes no tensors until it is batched, then float32 inputs and int32 labels', async () => {
    const made = await make();
    let seen = 0;
    const leak = await leakOf(async () => {
      const some = take(await make(), Math.min(made.size, 50));
      for await (const { x, y } of batches(some, { batchSize: 16, seed: 2 })) {
        seen += x.shape[0] ?? 0;
        expect([x.dtype, x.shape.slice(1)]).toEqual(['float32', made.x.shape]);
        const labels = y instanceof tf.Tensor ? [y] : Object.values(y);
        expect(labels.every(({ dtype, rank }) => dtype === 'int32' && rank === 1)).toBe(true);
        if (kind === 'images') {
          const [low, high] = tf.tidy(() => [tf.min(x).dataSync()[0], tf.max(x).dataSync()[0]]);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(1);
          expect(high).toBeGreaterThan(0.5);
        }
      }
    });
    expect(seen).toBe(Math.min(made.size, 50));
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
  });
});
