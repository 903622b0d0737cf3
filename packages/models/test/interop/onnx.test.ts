import { readFile } from 'node:fs/promises';
import { uniform } from '@gradlab/random';
import { leakOf, useStockCpu } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  activation,
  activationNames,
  avgPool,
  batchNorm,
  branches,
  conv2d,
  conv2dTranspose,
  dense,
  depthwiseConv2d,
  dropout,
  flatten,
  globalAvgPool,
  globalMaxPool,
  type Layer,
  layerNorm,
  type Model,
  maxPool,
  mlp,
  sequential,
} from '../../src/index.ts';
import { exportOnnx, importStateDict, vggNames } from '../../src/interop.ts';
import { CNN_NAMES, golden, goldenPath, smallCnn, smallVgg11 } from './networks.ts';
import { findOnnxRuntime, runOnnx } from './onnxruntime.ts';

const ort = await findOnnxRuntime();
beforeAll(useStockCpu);

/** Every weight away from what it starts with. */
function randomize(model: Model<tf.Tensor | Readonly<Record<string, tf.Tensor>>>): void {
  for (const [i, [name, variable]] of Object.entries(model.weights).entries()) {
    const span = name.endsWith('runningVariance') ? [0.5, 2] : [-0.6, 0.6];
    const [low = 0, high = 0] = span;
    const values = Float32Array.from(uniform(i, variable.size), (value) => low + (high - low) * value);
    tf.tidy(() => variable.assign(tf.tensor(values, variable.shape)));
  }
}

function images(shape: readonly number[], batch = 2): tf.Tensor {
  const all = [batch, ...shape];
  const values = uniform(
    9,
    all.reduce((product, size) => product * size, 1),
  );
  return tf.tensor(
    Float32Array.from(values, (value) => 4 * value - 2),
    all,
  );
}

/** Largest difference between ONNX Runtime and the model itself, over both orders of images. */
async function differenceOf(model: Model, batch?: number): Promise<number> {
  if (ort === undefined) throw new Error('the test is skipped without ONNX Runtime');
  const x = images(model.inputShape, batch);
  const y = model.apply(x);
  const toFirst = (value: tf.Tensor): tf.Tensor =>
    value.rank === 4 ? tf.transpose(value, [0, 3, 1, 2]) : tf.clone(value);
  const differences: number[] = [0];
  for (const order of ['channelsLast', 'channelsFirst'] as const) {
    const [input, expected] = order === 'channelsLast' ? [tf.clone(x), tf.clone(y)] : [toFirst(x), toFirst(y)];
    const bytes = await exportOnnx(model, { images: order });
    const { output } = await runOnnx(ort, bytes, input.dataSync() as Float32Array, input.shape);
    expect(output?.dims).toEqual(expected.shape);
    const wanted = expected.dataSync();
    differences.push(...Array.from(output?.data ?? [], (value, i) => Math.abs(value - (wanted[i] ?? Number.NaN))));
    tf.dispose([input, expected]);
  }
  tf.dispose([x, y]);
  return Math.max(...differences);
}

const windows = [
  {},
  { stride: 2 },
  { padding: 'same' },
  { padding: 'same', stride: 2 },
  { padding: 'same', stride: 3 },
  { padding: [0, 1], stride: [2, 1] },
] as const;

const LAYERS: readonly (readonly [label: string, inputShape: readonly number[], layer: Layer])[] = [
  ...windows.flatMap((window) => {
    const label = JSON.stringify(window);
    return [
      [`conv2d ${label}`, [7, 8, 3], conv2d({ filters: 4, kernelSize: [3, 2], ...window })],
      [`depthwise ${label}`, [7, 8, 3], depthwiseConv2d({ kernelSize: [2, 3], multiplier: 2, ...window })],
      [`transposed ${label}`, [4, 5, 3], conv2dTranspose({ filters: 2, kernelSize: [2, 3], ...window })],
      [`maxPool ${label}`, [7, 8, 3], maxPool({ size: [2, 3], ...window })],
      [`avgPool ${label}`, [7, 8, 3], avgPool({ size: [2, 3], ...window })],
      [`avgPool with zeros ${label}`, [7, 8, 3], avgPool({ size: [2, 3], countPadding: true, ...window })],
    ] as const;
  }),
  ['conv2d without bias', [4, 4, 1], conv2d({ filters: 2, kernelSize: 1, bias: false })],
  [
    'transposed with output padding',
    [4, 5, 3],
    conv2dTranspose({ filters: 2, kernelSize: 3, stride: [2, 3], padding: 1, outputPadding: [1, 2] }),
  ],
  ['globalAvgPool', [3, 4, 5], globalAvgPool()],
  ['globalMaxPool', [3, 4, 5], globalMaxPool()],
  ['batchNorm of images', [3, 4, 5], batchNorm({ epsilon: 1e-2 })],
  ['batchNorm of rows', [6], batchNorm()],
  ['layerNorm of channels', [3, 4, 5], layerNorm({ epsilon: 1e-2 })],
  ['layerNorm of rows of pixels', [3, 4, 5], layerNorm({ dimensions: 2 })],
  ['layerNorm of images', [3, 4, 5], layerNorm({ dimensions: 3 })],
  ['layerNorm of rows', [6], layerNorm()],
  ['dense', [6], dense({ units: 3 })],
  ['dense without bias', [6], dense({ units: 3, bias: false })],
  ['flatten', [2, 3, 4], flatten()],
  ['flatten of a row', [4], flatten()],
  ['dropout', [2, 3, 4], dropout({ rate: 0.5 })],
  ...activationNames.flatMap((name) => [
    [`${name} of images`, [2, 3, 4], activation(name)] as const,
    [`${name} of rows`, [5], activation(name)] as const,
  ]),
];

describe.skipIf(ort === undefined)('in ONNX Runtime', () => {
  it.each(LAYERS)('%s', async (_, inputShape, layer) => {
    const model = sequential({ inputShape, layers: [layer], seed: 1 });
    randomize(model);
    // Both round each of some ten float32 operations on numbers of size 1; the WASM and CPU kernels differ by as much.
    expect(await differenceOf(model)).toBeLessThan(2e-6);
    expect(await differenceOf(model, 1)).toBeLessThan(2e-6);
    model.dispose();
  });

  it.each([
    ['cnn', smallCnn(), CNN_NAMES],
    ['small-vgg11', smallVgg11(), undefined],
  ] as const)('gives the logits of the model, and PyTorch’s: %s', async (name, model, names) => {
    await importStateDict(model, goldenPath(`${name}.safetensors`), { names: names ?? vggNames(model) });
    expect(await differenceOf(model)).toBeLessThan(1e-5);
    const { x, logits } = await golden(`${name}-logits`);
    const outputs = await runOnnx(ort as never, await exportOnnx(model), x?.data as Float32Array, x?.shape ?? []);
    for (const [i, value] of [...(outputs.output?.data ?? [])].entries()) {
      expect(Math.abs(value - Number(logits?.data[i]))).toBeLessThan(1e-5);
    }
    model.dispose();
  });

  it('gives every head its output', async () => {
    const trunk = [conv2d({ filters: 3, kernelSize: 3 }), layerNorm()];
    const heads = {
      digit: [conv2d({ filters: 2, kernelSize: 3 }), flatten(), dense({ units: 4 })],
      image: [conv2d({ filters: 1, kernelSize: 1 }), activation('sigmoid')],
      same: [dropout({ rate: 0.2 })],
    };
    const model = branches({ inputShape: [6, 7, 2], trunk, heads, seed: 1 });
    randomize(model);
    const x = images(model.inputShape);
    const expected = model.apply(x);
    const outputs = await runOnnx(ort as never, await exportOnnx(model), x.dataSync() as Float32Array, x.shape);
    expect(Object.keys(outputs)).toEqual(['digit', 'image', 'same']);
    for (const [head, tensor] of Object.entries(expected)) {
      expect(outputs[head]?.dims).toEqual(tensor.shape);
      const wanted = tensor.dataSync();
      for (const [i, value] of [...(outputs[head]?.data ?? [])].entries()) expect(value).toBeCloseTo(wanted[i] ?? 9, 5);
    }
    tf.dispose([x, expected, model.weights]);
  });

  it('takes layers that are called like the graph’s own values', async () => {
    const layers = [dense({ units: 3, name: 'input' }), activation('gelu', { name: 'output' })];
    const model = sequential({ inputShape: [4], layers, seed: 1 });
    expect(await differenceOf(model)).toBeLessThan(2e-6);
    model.dispose();
  });
});

describe('exportOnnx', () => {
  it('writes the bytes that onnx.checker and ONNX Runtime passed', async () => {
    const model = smallCnn();
    await importStateDict(model, goldenPath('cnn.safetensors'), { names: CNN_NAMES });
    expect(Buffer.from(await exportOnnx(model)).equals(await readFile(goldenPath('cnn.onnx')))).toBe(true);
    model.dispose();
  });

  it('refuses layers and names it cannot export', async () => {
    const own = sequential({ inputShape: [2], layers: [{ ...dense({ units: 1 }), kind: 'mine' }], seed: 1 });
    await expect(exportOnnx(own)).rejects.toThrow('exportOnnx: mine1 must be of a kind of avgPool, bn');
    const head = branches({ inputShape: [2], heads: { input: [dense({ units: 1 })] }, seed: 1 });
    await expect(exportOnnx(head)).rejects.toThrow('must not have the name of the input');
    const sequence = sequential({ inputShape: [5, 3], layers: [batchNorm()], seed: 1 });
    await expect(exportOnnx(sequence)).rejects.toThrow('inputs of bn1 must have shape');
    await expect(exportOnnx(own, { images: 'NCHW' as 'channelsLast' })).rejects.toThrow(RangeError);
    tf.dispose([own.weights, head.weights, sequence.weights]);
  });

  it('leaves no tensor behind', async () => {
    const model = mlp({ inputShape: [2, 2, 1], hidden: [3], outputs: 2, seed: 1 });
    expect(await leakOf(() => exportOnnx(model))).toEqual({ tensors: 0, bytes: 0 });
    model.dispose();
  });
});
