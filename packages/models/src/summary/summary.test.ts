import { useBackend } from '@gradlab/backend';
import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  activation,
  avgPool,
  batchNorm,
  blueprint,
  branches,
  conv2d,
  conv2dTranspose,
  dense,
  depthwiseConv2d,
  dropout,
  flatten,
  freeze,
  globalAvgPool,
  type Layer,
  layerNorm,
  maxPool,
  mlpLayers,
  sequential,
  vggLayers,
} from '../index.ts';

beforeAll(() => useBackend('cpu'));

const layers: readonly Layer[] = [
  conv2d({ filters: 4, kernelSize: 3 }),
  batchNorm(),
  activation('relu'),
  depthwiseConv2d({ kernelSize: [1, 3], padding: 'same', multiplier: 2 }),
  maxPool(),
  conv2dTranspose({ filters: 3, kernelSize: 4, stride: 2, padding: 1 }),
  avgPool({ size: 3, stride: 2, padding: 1 }),
  layerNorm(),
  globalAvgPool(),
  dropout({ rate: 0.5 }),
  dense({ units: 5, bias: false }),
];

describe('summary', () => {
  it('is a table', () => {
    const mnist = blueprint(mlpLayers({ inputShape: [28, 28, 1], hidden: [500, 400], outputs: 10 }));
    expect(mnist.summary({ batchSize: 2 })).toMatchInlineSnapshot(`
      "layer     output       parameters  trainable  multiply-adds   sees  output bytes
      ────────────────────────────────────────────────────────────────────────────────
      flatten1  [batch,784]           0          0              0    1×1         6,272
      dense1    [batch,500]     392,500    392,500        784,000  28×28         4,000
      relu1     [batch,500]           0          0              0  28×28         4,000
      dense2    [batch,400]     200,400    200,400        400,000  28×28         3,200
      relu2     [batch,400]           0          0              0  28×28         3,200
      dense3    [batch,10]        4,010      4,010          8,000  28×28            80
      ────────────────────────────────────────────────────────────────────────────────
      total                     596,910    596,910      1,192,000               20,752"
    `);
  });

  it('tells shapes, counts, receptive fields and bytes of every kind of layer', () => {
    const rows = blueprint({ inputShape: [14, 14, 2], layers }).layers;
    expect(
      rows.map((row) => [
        row.name,
        row.outputShape.join('×'),
        row.parameterCount,
        row.stateCount,
        row.multiplyAdds,
        row.receptiveField?.join('×'),
        row.activationBytes,
      ]),
    ).toEqual([
      // By hand: weights k·k·in·out + out, multiply-adds positions · k·k·in·out, field 1 + Σ (k − 1)·Π strides before.
      ['conv1', '12×12×4', 3 * 3 * 2 * 4 + 4, 0, 144 * 72, '3×3', 4 * 576],
      ['bn1', '12×12×4', 8, 8, 0, '3×3', 4 * 576],
      ['relu1', '12×12×4', 0, 0, 0, '3×3', 4 * 576],
      ['depthwise1', '12×12×8', 3 * 8 + 8, 0, 144 * 24, '3×5', 4 * 1152],
      ['maxPool1', '6×6×8', 0, 0, 0, '4×6', 4 * 288],
      // Each output is made of two inputs along each axis, which are two pixels apart.
      ['convTranspose1', '12×12×3', 4 * 4 * 3 * 8 + 3, 0, 36 * 384, '6×8', 4 * 432],
      ['avgPool1', '6×6×3', 0, 0, 0, '8×10', 4 * 108],
      ['ln1', '6×6×3', 6, 0, 0, '8×10', 4 * 108],
      ['globalAvgPool1', '3', 0, 0, 0, '14×14', 12],
      ['dropout1', '3', 0, 0, 0, '14×14', 12],
      ['dense1', '5', 15, 0, 15, '14×14', 20],
    ]);
  });

  it('of a blueprint allocates nothing', async () => {
    const leak = await leakOf(() => {
      const network = blueprint(vggLayers({ depth: 16 }));
      expect(network.countParameters()).toBe(138_357_544);
      expect(network.summary().split('\n')).toHaveLength(39 + 4);
      // The published 15.47 billion multiply-adds, and a receptive field of 212 after the last pool.
      expect(network.layers.reduce((sum, row) => sum + row.multiplyAdds, 0)).toBe(15_470_264_320);
      expect(network.layers.find(({ name }) => name === 'maxPool5')?.receptiveField).toEqual([212, 212]);
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
  });

  it('counts what a model really has, and what of it is frozen', () => {
    const model = sequential({ inputShape: [14, 14, 2], layers, seed: 1 });
    for (const row of model.layers) {
      const weights = Object.entries(model.weights).filter(([name]) => name.startsWith(`${row.name}.`));
      const size = weights.reduce((sum, [, weight]) => sum + weight.size, 0);
      expect(row.parameterCount + row.stateCount).toBe(size);
      expect(row.weightBytes).toBe(4 * size);
    }
    freeze(model, ['conv1', 'bn1.bias']);
    expect(model.layers.slice(0, 2).map(({ trainableCount }) => trainableCount)).toEqual([0, 4]);
    expect(model.summary()).toContain('total');
    model.dispose();
  });

  it('gives the shapes that layers give', () => {
    const model = sequential({ inputShape: [14, 14, 2], layers, seed: 1 });
    const shapes: Record<string, number[]> = {};
    const taps = Object.fromEntries(
      model.layers.map(({ name }) => [
        name,
        (output: tf.Tensor) => void Object.assign(shapes, { [name]: output.shape }),
      ]),
    );
    model.apply(tf.zeros([3, 14, 14, 2]), { taps });
    expect(shapes).toEqual(Object.fromEntries(model.layers.map((row) => [row.name, [3, ...row.outputShape]])));
    model.dispose();
  });

  it('goes through heads', () => {
    const heads = { a: [flatten(), dense({ units: 2 })], b: [conv2d({ filters: 1, kernelSize: 3 })] };
    const model = branches({ inputShape: [6, 6, 1], trunk: [maxPool()], heads, seed: 1 });
    expect(model.layers.map(({ name, receptiveField }) => [name, receptiveField])).toEqual([
      ['maxPool1', [2, 2]],
      ['a.flatten1', [2, 2]],
      ['a.dense1', [6, 6]],
      ['b.conv1', [6, 6]],
    ]);
    expect(model.countParameters()).toBe(9 * 2 + 2 + 9 + 1);
    model.dispose();
  });

  it('has no receptive field where the input is no image', () => {
    const rows = blueprint(mlpLayers({ inputShape: [4], hidden: [], outputs: 1 })).layers;
    expect(rows.map(({ receptiveField }) => receptiveField)).toEqual([null]);
  });

  it('refuses a batch that is none', () => {
    const model = blueprint(mlpLayers({ inputShape: [4], hidden: [], outputs: 1 }));
    expect(() => model.summary({ batchSize: 0 })).toThrow('summary: batchSize must be an integer >= 1, got 0');
  });
});
