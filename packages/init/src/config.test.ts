import { expect, it } from 'vitest';
import { heNormal, initializerFromConfig, varianceScaling, zeros } from './index.ts';

it('holds every option, defaults included, but none that has no value', () => {
  expect(heNormal().config).toStrictEqual({
    name: 'heNormal',
    mode: 'fanIn',
    slope: 0,
    distribution: 'truncatedNormal',
  });
  expect(JSON.parse(JSON.stringify({ a: varianceScaling({ axes: { in: [0, 1] } }), b: zeros() }))).toEqual({
    a: { name: 'varianceScaling', scale: 1, mode: 'fanIn', distribution: 'truncatedNormal', axes: { in: [0, 1] } },
    b: { name: 'zeros' },
  });
  expect(Object.isFrozen(heNormal().config)).toBe(true);
});

it('fills in defaults for options that are not given', () => {
  expect(initializerFromConfig({ name: 'heNormal', slope: 0.1 }).config).toEqual(heNormal({ slope: 0.1 }).config);
});

it('refuses configurations that are none, and says what there is', () => {
  const refuse = (config: unknown) => () => initializerFromConfig(config);
  expect(refuse({ name: 'xavier' })).toThrow(RangeError);
  expect(refuse({ name: 'xavier' })).toThrow(/name must be one of zeros, ones, .*, identity, got "xavier"/);
  expect(refuse({ name: 'heNormal', gain: 2 })).toThrow(
    new RangeError(
      'initializerFromConfig: options of heNormal must be among mode, slope, distribution, axes, got "gain"',
    ),
  );
  expect(refuse({ name: 'zeros', value: 1 })).toThrow('options of zeros must be among none, got "value"');
  expect(refuse({ name: 'heNormal', slope: '1' })).toThrow(
    new TypeError('heNormal: slope must be a finite number, got "1"'),
  );
  expect(refuse({ name: 'heNormal', mode: 'fan_in' })).toThrow('mode must be one of fanIn, fanOut, fanAvg, geometric');
  expect(refuse({ name: 'constant' })).toThrow(TypeError);
  expect(refuse({ name: 'toString' })).toThrow(RangeError);
  expect(refuse({ name: 3 })).toThrow(TypeError);
  expect(refuse({})).toThrow(TypeError);
  expect(refuse('zeros')).toThrow(
    new TypeError('initializerFromConfig: config must be an object with a name, got "zeros"'),
  );
  expect(refuse(null)).toThrow(TypeError);
});
