import { useBackend } from '@gradlab/backend';
import { leakOf } from '@gradlab-internal/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { smallCnn, trainStep, weightValues } from '../../test/small-cnn.ts';
import { copyModel, freeze } from '../index.ts';

beforeAll(() => useBackend('cpu'));

describe('copyModel', () => {
  it('copies weights, statistics and what is frozen; neither changes the other', () => {
    const model = smallCnn();
    trainStep(model);
    freeze(model, 'conv1');
    const copy = copyModel(model);
    const values = weightValues(model);
    expect(weightValues(copy)).toEqual(values);
    expect(Object.keys(copy.parameters)).toEqual(Object.keys(model.parameters));
    trainStep(copy);
    expect(weightValues(model)).toEqual(values);
    expect(weightValues(copy)).not.toEqual(values);
    const trained = weightValues(copy);
    model.dispose();
    expect(weightValues(copy)).toEqual(trained);
    copy.dispose();
  });

  it('leaks nothing', async () => {
    const model = smallCnn();
    const leak = await leakOf(() => copyModel(model).dispose());
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
    model.dispose();
  });
});
