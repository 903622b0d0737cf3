import { useBackend } from '@gradlab/backend';
import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { blueprint, vgg, vggLayers } from '../index.ts';

beforeAll(() => useBackend('cpu'));

const small = { inputShape: [32, 32, 3], hidden: [], outputs: 10 } as const;

describe('vgg', () => {
  it.each([11, 13, 16, 19] as const)('%d has so many layers with weights, and five pools', (depth) => {
    const { layers, outputShape } = blueprint(vggLayers({ depth }));
    expect(layers.filter(({ parameterCount }) => parameterCount > 0)).toHaveLength(depth);
    expect(layers.filter(({ kind }) => kind === 'maxPool')).toHaveLength(5);
    expect(layers.find(({ kind }) => kind === 'flatten')?.outputShape).toEqual([7 * 7 * 512]);
    expect(outputShape).toEqual([1000]);
  });

  it('has batch norms, dropout and a head as it is told', () => {
    const { layers } = blueprint(vggLayers({ depth: 11, batchNorm: true, hidden: [64], dropout: 0.2 }));
    expect(layers.slice(0, 4).map(({ name }) => name)).toEqual(['conv1', 'bn1', 'relu1', 'maxPool1']);
    expect(layers.slice(-5).map(({ name }) => name)).toEqual(['flatten1', 'dense1', 'relu9', 'dropout1', 'dense2']);
    // Batch norms follow convolutions alone.
    expect(layers.filter(({ kind }) => kind === 'bn')).toHaveLength(8);
  });

  it('starts with the standard deviations of torchvision, √(2 / (9·filters)) and 0.01', () => {
    const model = vgg({ ...small, depth: 11, seed: 1 });
    const deviation = (name: string): number =>
      Math.sqrt(tf.tidy(() => tf.moments(model.parameters[name] as tf.Tensor).variance.dataSync()[0] ?? Number.NaN));
    // Of a million draws to 1e-3, and of 5,120 to 1e-2, each some standard errors.
    expect(deviation('conv8.weight') / Math.sqrt(2 / (9 * 512))).toBeCloseTo(1, 2);
    expect(deviation('dense1.weight') / 0.01).toBeCloseTo(1, 1);
    model.dispose();
  });

  it('refuses other depths and images that are too small, and leaks nothing', async () => {
    expect(() => vggLayers({ depth: 12 as never })).toThrow('vgg: depth must be one of 11, 13, 16, 19, got "12"');
    const leak = await leakOf(() => {
      expect(() => vgg({ depth: 11, inputShape: [31, 31, 3], seed: 1 })).toThrow('the window [2,2] of maxPool5 must');
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
  });
});
