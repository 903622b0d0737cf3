import { useBackend } from '@gradlab/backend';
import { zeros } from '@gradlab/init';
import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { blueprint, type CnnArchitecture, cnn, cnnLayers } from '../index.ts';

beforeAll(() => useBackend('cpu'));

const options = { inputShape: [8, 8, 1], features: [2, 'pool', 3, 'dropout'], hidden: [5], outputs: 2 } as const;
const namesOf = (architecture: CnnArchitecture): string[] =>
  blueprint(cnnLayers(architecture)).layers.map(({ name }) => name);

describe('cnn', () => {
  it('puts layers where they belong', () => {
    const plain = ['conv1', 'relu1', 'maxPool1', 'conv2', 'relu2', 'flatten1', 'dense1', 'relu3', 'dense2'];
    expect(namesOf(options)).toEqual(plain);
    expect(namesOf({ ...options, batchNorm: true, dropout: 0.5, activation: 'elu', join: 'mean' })).toEqual([
      'conv1',
      'bn1',
      'elu1',
      'maxPool1',
      'conv2',
      'bn2',
      'elu2',
      'dropout1',
      'globalAvgPool1',
      'dense1',
      'bn3',
      'elu3',
      'dropout2',
      'dense2',
    ]);
  });

  it('convolves as it is told', () => {
    const features = [{ filters: 4, kernelSize: [5, 3], stride: 2, padding: [2, 1] }] as const;
    const [conv] = blueprint(cnnLayers({ ...options, features })).trunk;
    expect(conv?.layer.config).toEqual({ filters: 4, kernelSize: [5, 3], stride: [2, 2], padding: [2, 1], bias: true });
    expect(conv?.outputShape).toEqual([4, 4, 4]);
  });

  it('initialises every layer as it is told', () => {
    const model = cnn({ ...options, weightInitializer: zeros(), seed: 1 });
    expect([...model.apply(tf.ones([1, 8, 8, 1])).dataSync()]).toEqual([0, 0]);
    model.dispose();
  });

  it('refuses what is none, and leaks nothing', async () => {
    expect(() => cnn({ ...options, features: ['relu' as 'pool'], seed: 1 })).toThrow(
      "cnn: features[0] must be 'pool', 'dropout' or a convolution, got \"relu\"",
    );
    expect(() => cnn({ ...options, features: 3 as never, seed: 1 })).toThrow('cnn: features must be a list, got 3');
    expect(() => cnn({ ...options, features: ['pool', 'pool', 'pool', 'pool'], seed: 1 })).toThrow('of maxPool4 must');
    expect(() => cnn({ ...options, features: [null as never], seed: 1 })).toThrow('features[0] must be');
    expect(() => cnn({ ...options, join: 'sum' as never, seed: 1 })).toThrow('cnn: join must be one of flatten, mean');
    expect(() => cnn({ ...options, outputs: 0, seed: 1 })).toThrow('cnn: outputs must be an integer >= 1, got 0');
    expect(() => cnn({ ...options, dropout: 1, seed: 1 })).toThrow('rate must be a finite number >= 0 and < 1');
    expect(() => cnn({ ...options, inputShape: [64], seed: 1 })).toThrow('inputs of conv1 must have shape');
    const leak = await leakOf(() => cnn({ ...options, seed: 1 }).dispose());
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
  });
});
