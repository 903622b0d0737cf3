import { useBackend } from '@gradlab/backend';
import { beforeAll, describe, expect, it } from 'vitest';
import { smallCnn, trainStep, weightValues } from '../../test/small-cnn.ts';
import { freeze, unfreeze } from '../index.ts';

beforeAll(() => useBackend('cpu'));

describe('freeze', () => {
  it('keeps parameters out of training, but not the statistics of a batch norm', () => {
    const model = smallCnn();
    expect(freeze(model, ['conv1', 'bn1', /^dense1/])).toEqual([
      'conv1.weight',
      'conv1.bias',
      'bn1.weight',
      'bn1.bias',
      'dense1.weight',
      'dense1.bias',
    ]);
    expect(Object.keys(model.parameters)).toEqual([
      'conv2.weight',
      'conv2.bias',
      'bn2.weight',
      'bn2.bias',
      'bn3.weight',
      'bn3.bias',
      'dense2.weight',
      'dense2.bias',
    ]);
    const before = weightValues(model);
    trainStep(model);
    const after = weightValues(model);
    for (const name of ['conv1.weight', 'bn1.weight', 'dense1.bias']) expect(after[name]).toEqual(before[name]);
    for (const name of ['conv2.weight', 'dense2.weight', 'bn1.runningMean']) {
      expect(after[name]).not.toEqual(before[name]);
    }
    model.dispose();
  });

  it('is undone by unfreeze, and counts stay', () => {
    const model = smallCnn();
    const [names, count] = [Object.keys(model.parameters), model.countParameters()];
    expect(freeze(model)).toEqual(names);
    expect(Object.keys(model.parameters)).toEqual([]);
    expect(model.countParameters()).toBe(count);
    expect(unfreeze(model, /bias$/)).toHaveLength(7);
    unfreeze(model);
    expect(Object.keys(model.parameters)).toEqual(names);
    expect(Object.keys(model.state)).toEqual(
      ['bn1', 'bn2', 'bn3'].flatMap((n) => [`${n}.runningMean`, `${n}.runningVariance`]),
    );
    model.dispose();
  });

  it('refuses names that match nothing, running statistics among them', () => {
    const model = smallCnn();
    expect(() => freeze(model, 'conv')).toThrow('freeze: names must match one of conv1.weight, conv1.bias');
    expect(() => unfreeze(model, 'bn1.runningMean')).toThrow('unfreeze: names must match one of');
    model.dispose();
  });
});
