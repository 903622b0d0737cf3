import { leakOf, useStockCpu } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { blueprint, mlpLayers, zoo } from '../index.ts';

beforeAll(useStockCpu);

// As the reports print them; torchvision 0.29 for VGG. A network that no report counts is counted by hand, weights and biases apart.
const COUNTS: Readonly<Record<keyof typeof zoo, number>> = {
  mnistMlp700x300: 762_810,
  mnistMlp500x400: 596_910,
  mnistMlp600x400: 715_410,
  mnistMlp512x512: 669_706,
  mnistMlp256x256: 269_322,
  mnistMlp512x256: 535_818,
  mnistMlp64x64: 55_050,
  mnistMlp32x32: 26_506,
  mnistMlp228x213Tanh: 784 * 228 + 228 + 228 * 213 + 213 + 213 * 10 + 10,
  mnistCnn160k: 159_882,
  mnistCnn570k: 570_436,
  mnistCnn2k: 2_066,
  mnistCnn207k: 206_500,
  catsCnn3M: 3_282_190,
  catsCnn66M: 66_252_658,
  catsCnnLarge:
    9 * (3 * 64 + 64 * 64 + 64 * 128 + 128 * 128 + 128 * 256 + 256 * 256 + 256 * 512) +
    (64 + 64 + 128 + 128 + 256 + 256 + 512) +
    (4 * 4 * 512 * 1024 + 1024 + 1024 * 256 + 256 + 256 * 2 + 2),
  catsVgg:
    9 * (3 * 64 + 64 * 128 + 128 * 256 + 256 * 512 + 512 * 512) +
    (64 + 128 + 256 + 512 + 512) +
    (2 * 2 * 512 * 4096 + 4096 + 4096 * 4096 + 4096 + 4096 * 2 + 2),
  cifarCnn1M: 1_191_170,
  toyLinear: 3,
  toyMlp75: 2 * 75 + 75 + 75 + 1,
  toyMlp100x150: 2 * 100 + 100 + 100 * 150 + 150 + 150 + 1,
  toyTanh10: 2 * 10 + 10 + 10 * 2 + 2,
  digitsLinear: 7_850,
  digitsCnn10x1: 100 + 14 * 14 * 10 * 10 + 10,
  digitsCnn10x2: 100 + 910 + 7 * 7 * 10 * 10 + 10,
  digitsCnn10x3: 100 + 910 + 910 + 3 * 3 * 10 * 10 + 10,
  digitsCnn20x3: 200 + 3620 + 3620 + 3 * 3 * 20 * 10 + 10,
  housesLinear: 14,
  housesMlp10: 13 * 10 + 10 + 10 + 1,
  housesMlp10x2: 13 * 10 + 10 + 110 + 10 + 1,
  housesMlp10x4: 13 * 10 + 10 + 3 * 110 + 10 + 1,
  housesGaussian: 13 * 20 + 20 + 20 * 20 + 20 + 20 * 2 + 2,
  colouredDigitsShared: 25 * 3 * 16 + 16 + 9 * 16 * 32 + 32 + 9 * 32 * 64 + 64 + 576 * 18 + 18,
  colouredDigitsSeparate: 2 * (25 * 3 * 16 + 16 + 9 * 16 * 32 + 32 + 9 * 32 * 64 + 64) + 576 * 18 + 18,
  vgg11: 132_863_336,
  vgg13: 133_047_848,
  vgg16: 138_357_544,
  vgg19: 143_667_240,
  vgg11Bn: 132_868_840,
  vgg13Bn: 133_053_736,
  vgg16Bn: 138_365_992,
  vgg19Bn: 143_678_248,
  // The 224 head of 123,642,856 parameters gives way to one of 5,130.
  vgg11Small: 132_863_336 - 123_642_856 + 5_130,
  vgg13Small: 133_047_848 - 123_642_856 + 5_130,
  vgg16Small: 138_357_544 - 123_642_856 + 5_130,
  vgg19Small: 143_667_240 - 123_642_856 + 5_130,
  vgg11BnSmall: 132_868_840 - 123_642_856 + 5_130,
  vgg13BnSmall: 133_053_736 - 123_642_856 + 5_130,
  vgg16BnSmall: 138_365_992 - 123_642_856 + 5_130,
  vgg19BnSmall: 143_678_248 - 123_642_856 + 5_130,
};
const names = Object.keys(zoo) as (keyof typeof zoo)[];

describe('zoo', () => {
  it('has a count for every network', () => {
    expect(names.sort()).toEqual(Object.keys(COUNTS).sort());
  });

  it.each(names)('%s has its count, told without allocating anything', async (name) => {
    const leak = await leakOf(() => {
      expect(zoo[name].parameterCount).toBe(COUNTS[name]);
      expect(zoo[name].blueprint().countParameters()).toBe(COUNTS[name]);
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
  });

  it.each(names.filter((name) => COUNTS[name] < 1e6))('%s builds, answers and is freed', async (name) => {
    const leak = await leakOf(() => {
      const model = zoo[name].build({ seed: 1 });
      const size = Object.values(model.parameters).reduce((sum, variable) => sum + variable.size, 0);
      expect(size).toBe(COUNTS[name]);
      const x = tf.ones([2, ...model.inputShape]);
      const output = model.apply(x, { training: true, seed: 1 });
      const shapes =
        output instanceof tf.Tensor
          ? output.shape
          : Object.fromEntries(Object.entries(output).map(([head, { shape }]) => [head, shape]));
      expect(shapes).toEqual(
        Array.isArray(model.outputShape) ? [2, ...model.outputShape] : { digit: [2, 10], colour: [2, 8] },
      );
      tf.dispose([x, output]);
      model.dispose();
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
  });

  it('says whose design a network is', () => {
    const ours = names.filter((name) => zoo[name].design === 'ours' && !name.startsWith('vgg'));
    expect(ours).toContain('catsVgg');
    expect(ours).toContain('mnistCnn2k');
    expect(ours).not.toContain('mnistCnn570k');
    for (const name of names) expect(zoo[name].description).not.toBe('');
  });

  it('takes changes', () => {
    const plain = zoo.mnistCnn207k.blueprint();
    const dropped = zoo.mnistCnn207k.blueprint({ dropout: 0.5 });
    expect(plain.layers.some(({ kind }) => kind === 'dropout')).toBe(false);
    // After the third convolution and after the first dense layer, as B-S has it.
    const kinds = dropped.layers.map(({ name }) => name);
    expect(kinds.indexOf('dropout1')).toBe(kinds.indexOf('relu3') + 1);
    expect(kinds.indexOf('dropout2')).toBe(kinds.indexOf('relu4') + 1);
    expect(dropped.countParameters()).toBe(206_500);
    const small = zoo.vgg16.blueprint({ inputShape: [64, 64, 3], outputs: 2 });
    expect(small.outputShape).toEqual([2]);
    expect(zoo.cifarCnn1M.blueprint({ batchNorm: true }).layers.filter(({ kind }) => kind === 'bn')).toHaveLength(4);
    expect(() => zoo.vgg16Small.blueprint({ inputShape: [16, 16, 3] })).toThrow(
      'maxPool: the window [2,2] of maxPool5',
    );
    expect(() => zoo.colouredDigitsShared.blueprint({ outputs: 3 })).toThrow('outputs must be left out for two heads');
  });

  it('keeps 72 of the 81 networks of A2-S between half a million and a million', () => {
    const sizes = [400, 500, 600];
    const kept = sizes
      .flatMap((first) => sizes.map((second) => [first, second]))
      .map((hidden) => blueprint(mlpLayers({ inputShape: [784], hidden, outputs: 10 })).countParameters())
      .filter((count) => count >= 5e5 && count <= 1e6);
    // Each with three learning rates and three batch sizes.
    expect(9 * kept.length).toBe(72);
  });
});
