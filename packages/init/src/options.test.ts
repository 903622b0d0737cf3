import { useStockCpu } from '@gradlab-internal/testing';
import { beforeAll, expect, it } from 'vitest';
import * as init from './index.ts';

beforeAll(useStockCpu);

it('refuses scales, bounds and slopes that are none, before there is a weight', () => {
  expect(() => init.normal({ standardDeviation: -1 })).toThrow(
    new RangeError('normal: standardDeviation must be a finite number >= 0, got -1'),
  );
  expect(() => init.normal({ mean: Number.NaN })).toThrow(RangeError);
  expect(() => init.normal({ mean: '0' as unknown as number })).toThrow(TypeError);
  expect(() => init.uniform({ min: 2 })).toThrow(new RangeError('uniform: max must be a finite number >= 2, got 1'));
  expect(() => init.truncatedNormal({ lower: 2 })).toThrow('truncatedNormal: upper must be a finite number > 2, got 2');
  expect(() => init.truncatedNormal({ lower: -1 / 0 })).toThrow(RangeError);
  expect(() => init.truncatedNormal({ lower: 40, upper: 41 })).toThrow('must leave a probability of at least');
  expect(() => init.glorotUniform({ gain: -1 })).toThrow('glorotUniform: gain must be a finite number >= 0, got -1');
  expect(() => init.glorotNormal({ gain: '1' as unknown as number })).toThrow(TypeError);
  expect(() => init.heUniform({ slope: Number.NaN })).toThrow(RangeError);
  expect(() => init.varianceScaling({ scale: -1 })).toThrow(RangeError);
});

it('refuses modes, distributions and layouts that there are not', () => {
  const refuse = (factory: (options: never) => init.Initializer, options: object) => () => factory(options as never);
  expect(refuse(init.varianceScaling, { mode: 'fan_in' })).toThrow(
    new RangeError('varianceScaling: mode must be one of fanIn, fanOut, fanAvg, geometric, got "fan_in"'),
  );
  expect(refuse(init.varianceScaling, { distribution: 'gamma' })).toThrow(RangeError);
  for (const factory of [init.glorotNormal, init.heNormal, init.lecunNormal]) {
    expect(refuse(factory, { distribution: 'uniform' })).toThrow('distribution must be one of truncatedNormal, normal');
    expect(refuse(factory, { axes: 'HWIO' })).toThrow('axes must be one of kernel, depthwise, transposed, torch');
    expect(refuse(factory, { axes: [0, 1] })).toThrow(TypeError);
    expect(() => factory({ axes: { in: 5 } })([3, 3], 1)).toThrow('axes.in must be an integer >= -2 and < 2, got 5');
    expect(() => factory({ axes: 'kernel' })([3], 1)).toThrow(RangeError);
  }
});

it('is a constant where the scale is 0', () => {
  for (const initializer of [
    init.normal({ mean: 0.25, standardDeviation: 0 }),
    init.uniform({ min: 0.25, max: 0.25 }),
  ]) {
    const tensor = initializer([3], 1);
    expect([...tensor.dataSync()]).toEqual([0.25, 0.25, 0.25]);
    tensor.dispose();
  }
  const tensor = init.glorotUniform({ gain: 0 })([2, 2], 5);
  expect(tensor.dataSync().every((x) => x === 0)).toBe(true);
  tensor.dispose();
});
