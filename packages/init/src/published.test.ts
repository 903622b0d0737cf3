import { readFileSync } from 'node:fs';
import { fillNormal, fillTruncatedNormal, fillUniform } from '@gradlab/random';
import { useStockCpu } from '@gradlab-internal/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { calculateGain, initializerFromConfig, type Nonlinearity } from './index.ts';

// By goldens/make.py: what the functions of Keras 3.15.1 and PyTorch 2.15.0 ask of their generators.
const goldens = JSON.parse(readFileSync(new URL('../goldens/goldens.json', import.meta.url), 'utf8'));

beforeAll(useStockCpu);

interface Published {
  readonly name: string;
  readonly shape: number[];
  readonly options?: Readonly<Record<string, unknown>>;
  readonly distribution: 'uniform' | 'normal' | 'truncatedNormal';
  readonly maxval?: number;
  readonly stddev?: number;
}

/** Our initialiser against draws from the distribution with the limit or standard deviation that was published. */
function expectScale({ name, shape, distribution, maxval = 0, stddev = 0 }: Published, options: object): void {
  const tensor = initializerFromConfig({ name, ...options })(shape, 9);
  const values = tensor.dataSync<'float32'>();
  tensor.dispose();
  const expected = new Float32Array(values.length);
  if (distribution === 'uniform') fillUniform(expected, 9, { min: -maxval, max: maxval });
  else if (distribution === 'normal') fillNormal(expected, 9, { standardDeviation: stddev });
  else fillTruncatedNormal(expected, 9, { standardDeviation: stddev });
  // Both scales are rounded a few times in doubles, which can change how a value rounds to float32: one unit.
  const worst = values.reduce((most, x, i) => Math.max(most, Math.abs(x / (expected[i] ?? 0) - 1)), 0);
  expect(worst).toBeLessThanOrEqual(2 ** -23);
}

describe('Keras', () => {
  it.each<Published>(goldens['keras initializers'])('has the scale of $name for $shape', (published) => {
    expectScale(published, {});
  });
});

describe('PyTorch', () => {
  it.each<Published>(goldens['torch initializers'])('has the scale of $name $options for $shape', (published) => {
    const normal = published.distribution === 'normal' ? { distribution: 'normal' } : {};
    expectScale(published, { ...published.options, ...normal, axes: 'torch' });
  });

  it.each<{ activation: string; slope: number[]; gain: number }>(goldens.gains)(
    'has the gain of $activation $slope',
    ({ activation, slope, gain }) => {
      const name = activation.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()) as Nonlinearity;
      expect(calculateGain(name, ...slope)).toBeCloseTo(gain, 15);
    },
  );
});

it('has no gain for other names, nor for slopes that are no numbers', () => {
  expect(() => calculateGain('gelu' as Nonlinearity)).toThrow(RangeError);
  expect(() => calculateGain('gelu' as Nonlinearity)).toThrow(/activation must be one of linear, .*, selu, got "gelu"/);
  expect(() => calculateGain('leakyRelu', true as unknown as number)).toThrow(
    new TypeError('calculateGain: slope must be a finite number, got true'),
  );
  expect(() => calculateGain('leakyRelu', Number.NaN)).toThrow(RangeError);
  expect(calculateGain('relu', Number.NaN)).toBe(Math.SQRT2);
});
