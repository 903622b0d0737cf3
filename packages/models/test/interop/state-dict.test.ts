import { readFile } from 'node:fs/promises';
import type { SafeTensor } from '@gradlab/safetensors';
import { leakOf, useStockCpu } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  activation,
  branches,
  conv2d,
  dense,
  flatten,
  globalAvgPool,
  type Layer,
  layerNorm,
  mlp,
  sequential,
} from '../../src/index.ts';
import { exportStateDict, importStateDict, StateDictError, vggNames } from '../../src/interop.ts';
import { CNN_NAMES, golden, goldenPath, logitError, smallCnn, smallVgg11 } from './networks.ts';

beforeAll(useStockCpu);

const cnnPath = goldenPath('cnn.safetensors');
const f32 = (shape: readonly number[], values: readonly number[]): SafeTensor => ({
  dtype: 'F32',
  shape,
  data: Float32Array.from(values),
});

function expectSameBits(a: Readonly<Record<string, SafeTensor>>, b: Readonly<Record<string, SafeTensor>>): void {
  expect(Object.keys(a).sort()).toEqual(Object.keys(b).sort());
  for (const [name, { shape, data }] of Object.entries(a)) {
    expect(b[name]?.shape).toEqual(shape);
    expect(b[name]?.data).toEqual(data);
  }
}

async function errorOf(promise: Promise<unknown>): Promise<StateDictError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof StateDictError) return error;
  throw error ?? new Error('nothing was thrown');
}

describe('importStateDict', () => {
  // Sums of some hundred float32 products, of size 1 (the logits reach 1.5 and 3), in another order than PyTorch's.
  it('gives PyTorch’s logits with a CNN that has a layer of every kind', async () => {
    const model = smallCnn();
    const report = await importStateDict(model, cnnPath, { names: CNN_NAMES });
    expect(report.loaded.length).toBe(Object.keys(model.weights).length);
    expect(report).toMatchObject({ missing: [], unexpected: [] });
    expect([...report.ignored].sort()).toEqual(['norm.num_batches_tracked', 'row_norm.num_batches_tracked']);
    expect(await logitError(model, 'cnn')).toBeLessThan(1e-5);
    model.dispose();
  });

  it('gives torchvision’s logits with a VGG-11, by its own names', async () => {
    const model = smallVgg11();
    await importStateDict(model, goldenPath('small-vgg11.safetensors'), { names: vggNames(model) });
    expect(await logitError(model, 'small-vgg11')).toBeLessThan(1e-5);
    model.dispose();
  });

  it('takes tensors, Blobs and a function of names just the same', async () => {
    const [expected, model] = [smallCnn(), smallCnn()];
    await importStateDict(expected, cnnPath, { names: CNN_NAMES });
    const names = (layer: string): string | undefined => CNN_NAMES[layer as keyof typeof CNN_NAMES];
    for (const source of [await golden('cnn'), new Blob([await readFile(cnnPath)])]) {
      await importStateDict(model, source, { names });
      expectSameBits(await exportStateDict(model), await exportStateDict(expected));
    }
    tf.dispose([model.weights, expected.weights]);
  });

  it('orders the first dense layer of every head after a flatten, and none after a global pool', async () => {
    const one = (layers: readonly Layer[]): Promise<Record<string, SafeTensor>> =>
      exportStateDict(sequential({ inputShape: [1, 2, 2], layers, seed: 1 }));
    const counted = (): tf.Tensor => tf.tensor([0, 1, 2, 3], [4, 1]);
    const unit = (name: string): Layer => dense({ units: 1, name, bias: false, weightInitializer: counted });
    // Height 1, width 2, channels 2: here w0c0, w0c1, w1c0, w1c1; there c0w0, c0w1, c1w0, c1w1.
    expect((await one([flatten(), activation('relu'), unit('a')]))['a.weight']?.data).toEqual(
      Float32Array.of(0, 2, 1, 3),
    );
    const model = branches({ inputShape: [1, 2, 2], trunk: [flatten()], heads: { h: [unit('a')] }, seed: 1 });
    expect((await exportStateDict(model))['h.a.weight']?.data).toEqual(Float32Array.of(0, 2, 1, 3));
    const mean = [
      globalAvgPool(),
      dense({ units: 1, bias: false, weightInitializer: () => tf.tensor([5, 6], [2, 1]) }),
    ];
    expect((await one(mean))['dense1.weight']?.data).toEqual(Float32Array.of(5, 6));
    // As many outputs as inputs: what follows is mixed all the same.
    const square = dense({ units: 4, bias: false });
    expect((await one([flatten(), square, unit('b')]))['b.weight']?.data).toEqual(Float32Array.of(0, 1, 2, 3));
  });

  it('tells all that does not fit at once, and changes nothing', async () => {
    const model = mlp({ inputShape: [2], hidden: [3], outputs: 1, seed: 1 });
    const before = await exportStateDict(model);
    const tensors: Record<string, SafeTensor> = {
      'dense1.weight': f32([2, 3], [1, 2, 3, 4, 5, 6]),
      'dense1.bias': { dtype: 'C64', shape: [3], data: new Float32Array(6) },
      'dense2.weight': f32([1, 3], [1, 2, 3]),
      'fc.weight': f32([1], [1]),
      'bn.num_batches_tracked': { dtype: 'I64', shape: [], data: BigInt64Array.of(3n) },
    };
    const error = await errorOf(importStateDict(model, tensors));
    expect(error).toBeInstanceOf(RangeError);
    expect(error).toMatchObject({ code: 'state-dict-mismatch', missing: ['dense2.bias'], unexpected: ['fc.weight'] });
    expect(error.mismatched).toEqual([
      'dense1.weight must have shape [3,2], got [2,3]',
      'dense1.bias must be of a dtype of plain numbers, got C64',
    ]);
    expect(error.message).toBe(
      `importStateDict: the state dict must fit the model, got 4 problems: dense2.bias is missing; fc.weight is unexpected; ${error.mismatched.join('; ')}`,
    );
    expect((await errorOf(importStateDict(model, tensors, { strict: false }))).missing).toEqual([]);
    expectSameBits(await exportStateDict(model), before);
    model.dispose();
  });

  it('loads what there is where it is not strict', async () => {
    const model = mlp({ inputShape: [2], hidden: [3], outputs: 1, seed: 1 });
    const before = await exportStateDict(model);
    const tensors = { 'dense2.weight': f32([1, 3], [7, 8, 9]), extra: f32([], [1]) };
    expect(await importStateDict(model, tensors, { strict: false })).toEqual({
      loaded: ['dense2.weight'],
      missing: ['dense1.weight', 'dense1.bias', 'dense2.bias'],
      unexpected: ['extra'],
      ignored: [],
    });
    expectSameBits(await exportStateDict(model), { ...before, 'dense2.weight': tensors['dense2.weight'] });
    model.dispose();
  });

  it('widens half precision and rounds doubles', async () => {
    const model = sequential({ inputShape: [2], layers: [dense({ units: 1 })], seed: 1 });
    await importStateDict(model, {
      'dense1.weight': { dtype: 'F64', shape: [1, 2], data: Float64Array.of(0.1, 0.2) },
      'dense1.bias': { dtype: 'BF16', shape: [1], data: Float32Array.of(0.5) },
    });
    expect(model.weights['dense1.weight']?.dataSync()).toEqual(Float32Array.of(0.1, 0.2));
    model.dispose();
  });

  it('refuses wrong arguments', async () => {
    const model = mlp({ inputShape: [2], hidden: [3], outputs: 1, seed: 1 });
    const importing = (source: unknown, options?: unknown): Promise<unknown> =>
      importStateDict(model, source as string, options as { strict: boolean });
    await expect(importing(3)).rejects.toThrow(
      new TypeError('importStateDict: source must be a path, a Blob or a record of tensors, got 3'),
    );
    await expect(importing({}, { names: 3 })).rejects.toThrow(TypeError);
    await expect(importing({}, { names: { conv1: 'x' } })).rejects.toThrow('names must be of layers of the model');
    await expect(importing({}, { names: () => 3 })).rejects.toThrow('names must give text for dense1, got 3');
    await expect(importing({}, { names: { dense2: null } })).rejects.toThrow(TypeError);
    const short = { 'dense1.weight': { ...f32([3, 2], []), data: Float32Array.of(1) } };
    await expect(importing(short, { strict: false })).rejects.toThrow('dense1.weight must have 6 values, got 1');
    const bare = { 'dense1.weight': { dtype: 'F32', shape: [3, 2] } };
    await expect(importing(bare, { strict: false })).rejects.toThrow('data of dense1.weight must be a typed array');
    const untyped = { 'dense1.weight': { shape: [3, 2], data: new Float32Array(6) } };
    await expect(importing(untyped, { strict: false })).rejects.toThrow('must be { dtype, shape, data }');
    await expect(importing({}, { names: () => 'x' })).rejects.toThrow('got x.weight for both dense1.weight and dense2');
    await expect(importing({ 'dense1.weight': 3 }, { strict: false })).rejects.toThrow(StateDictError);
    await expect(importing('/none.safetensors')).rejects.toMatchObject({ code: 'ENOENT' });
    const own = { ...dense({ units: 1 }), kind: 'mine' };
    const mine = sequential({ inputShape: [2], layers: [own], seed: 1 });
    await expect(importStateDict(mine, {})).rejects.toThrow('mine1 must have a counterpart in PyTorch');
    const wide = sequential({ inputShape: [2, 3, 4], layers: [layerNorm({ dimensions: 2 })], seed: 1 });
    await expect(importStateDict(wide, {})).rejects.toThrow('ln1 must have a counterpart');
    expect(() => vggNames(model)).toThrow(RangeError);
    tf.dispose([model.weights, mine.weights, wide.weights]);
  });

  it('leaves no tensor behind', async () => {
    const model = smallCnn();
    const names = CNN_NAMES;
    expect(await leakOf(() => importStateDict(model, cnnPath, { names }))).toEqual({ tensors: 0, bytes: 0 });
    expect(await leakOf(() => errorOf(importStateDict(model, cnnPath)))).toEqual({ tensors: 0, bytes: 0 });
    expect(await leakOf(() => exportStateDict(model))).toEqual({ tensors: 0, bytes: 0 });
    model.dispose();
  });
});

describe('exportStateDict', () => {
  it('gives the state dict back, bit by bit', async () => {
    const model = smallCnn();
    await importStateDict(model, cnnPath, { names: CNN_NAMES });
    const all = Object.entries(await golden('cnn')).filter(([name]) => !name.endsWith('num_batches_tracked'));
    expectSameBits(await exportStateDict(model, { names: CNN_NAMES }), Object.fromEntries(all));
    model.dispose();
  });

  it('is undone by the import, for any model', async () => {
    const layers = [conv2d({ filters: 3, kernelSize: [2, 3] }), flatten(), dense({ units: 4 })];
    const [model, other] = [1, 2].map((seed) => sequential({ inputShape: [4, 5, 2], layers, seed }));
    if (model === undefined || other === undefined) throw new Error('two models are made');
    await importStateDict(other, await exportStateDict(model));
    for (const [name, variable] of Object.entries(model.weights)) {
      expect(other.weights[name]?.dataSync()).toEqual(variable.dataSync());
    }
    tf.dispose([model.weights, other.weights]);
  });
});
