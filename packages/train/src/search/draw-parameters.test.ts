import { key } from '@gradlab/random';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choice, conditional, integer, logUniform, uniform } from './dimension.ts';
import { drawParameters } from './draw-parameters.ts';
import type { Parameters, SearchSpace } from './space.ts';

const runs = process.env.GRADLAB_STRESS === '1' ? 2000 : 50;

const space = {
  rate: logUniform(1e-4, 1),
  dropout: uniform(0.1, 0.6),
  units: integer(32, 512, { step: 32 }),
  optimizer: choice(['sgd', 'adam']),
  layers: choice([[100], [200, 100]]),
  momentum: conditional({ on: 'optimizer', values: ['sgd'] }, uniform(0.5, 1)),
} satisfies SearchSpace;

const draw = (seed: number, index: number, constraints: ((parameters: Parameters) => boolean)[] = []): Parameters =>
  drawParameters(space, constraints as never, key(seed), index);

describe('drawParameters', () => {
  it('draws values of the space, and conditional ones where they belong', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (seed, index) => {
        const { rate, dropout, units, optimizer, layers, momentum, ...rest } = draw(seed, index);
        expect(rest).toEqual({});
        expect(rate).toSatisfy((value: number) => value >= 1e-4 && value < 1);
        expect(dropout).toSatisfy((value: number) => value >= 0.1 && value < 0.6);
        expect(units).toSatisfy((value: number) => value % 32 === 0 && value >= 32 && value <= 512);
        expect(['sgd', 'adam']).toContain(optimizer);
        expect([[100], [200, 100]]).toContainEqual(layers);
        if (optimizer === 'sgd') expect(momentum).toSatisfy((value: number) => value >= 0.5 && value < 1);
        else expect(momentum).toBeUndefined();
      }),
      { numRuns: runs },
    );
  });

  it('depends on seed, index and name alone: not on the order of the space, not on other dimensions', () => {
    const turned = Object.fromEntries(Object.entries(space).reverse()) as unknown as SearchSpace;
    for (let index = 0; index < 20; index++) {
      expect(drawParameters(turned, [], key(3), index)).toEqual(draw(3, index));
      const { rate, units } = space;
      const { rate: alone } = drawParameters({ rate, units }, [], key(3), index);
      expect(alone).toBe(draw(3, index).rate);
    }
    expect(draw(3, 1)).not.toEqual(draw(3, 2));
    expect(draw(3, 1)).not.toEqual(draw(4, 1));
  });

  it('is spread as its dimension says: Kolmogorov-Smirnov over 4,000 draws', () => {
    const count = 4000;
    const drawn = Array.from({ length: count }, (_, index) => draw(7, index));
    // 1.95 / sqrt(n) is exceeded by chance once in 1,000 times; the seed is fixed.
    const largest = (shares: number[]): number =>
      Math.max(...shares.sort((a, b) => a - b).map((share, i) => Math.abs(share - (i + 0.5) / count)));
    const bound = 1.95 / Math.sqrt(count);
    expect(largest(drawn.map(({ rate }) => Math.log10(Number(rate)) / 4 + 1))).toBeLessThan(bound);
    expect(largest(drawn.map(({ dropout }) => (Number(dropout) - 0.1) / 0.5))).toBeLessThan(bound);
    const units = drawn.map((parameters) => Number(parameters.units));
    for (let value = 32; value <= 512; value += 32) {
      // Sixteen values: 250 each, standard deviation 15.3; four of them.
      expect(Math.abs(units.filter((unit) => unit === value).length - 250)).toBeLessThan(62);
    }
  });

  it('stays within limits that lie next to each other', () => {
    const space = { u: uniform(1, 1 + 2 ** -52), l: logUniform(3, 3 + 2 ** -51) };
    for (let index = 0; index < 50; index++) {
      const { u, l } = drawParameters(space, [], key(1), index);
      expect([1, 1 + 2 ** -52]).toContain(u);
      expect([3, 3 + 2 ** -51]).toContain(l);
    }
  });

  it('draws again what a constraint refuses, and gives up where it refuses all', () => {
    const even = ({ units }: Parameters): boolean => Number(units) % 64 === 0;
    const drawn = Array.from({ length: 50 }, (_, index) => draw(1, index, [even]));
    expect(drawn.every(even)).toBe(true);
    // A trial that was acceptable at once is the same with the constraint.
    const first = Array.from({ length: 50 }, (_, index) => draw(1, index));
    for (const [i, parameters] of first.entries()) if (even(parameters)) expect(drawn[i]).toEqual(parameters);
    expect(() => draw(1, 0, [() => false])).toThrow(
      new RangeError('search: constraints must accept some parameters, got none of 10000 draws accepted'),
    );
    expect(() => draw(1, 0, [even, (async () => true) as never])).toThrow(
      new TypeError('search: constraints[1] must answer true or false, got an object of Promise'),
    );
  });
});

describe('dimensions', () => {
  it.each([
    ['no options', () => choice([]), RangeError, 'choice: options must hold at least one option'],
    ['options that are none', () => choice(3 as never), TypeError, 'choice: options must be an array, got 3'],
    ['an empty interval', () => uniform(1, 1), RangeError, 'uniform: max must be a finite number > 1, got 1'],
    ['a logarithm of zero', () => logUniform(0, 1), RangeError, 'logUniform: min must be a finite number > 0, got 0'],
    ['half an integer', () => integer(0.5, 2), RangeError, 'integer: min must be an integer, got 0.5'],
    [
      'an interval too wide for a double',
      () => uniform(-1e308, 1e308),
      RangeError,
      'uniform: max - min must be a finite',
    ],
    ['a ratio too large for a double', () => logUniform(1e-300, 1e300), RangeError, 'logUniform: max / min must be'],
    ['too many integers', () => integer(-1, 2 ** 53 - 1), RangeError, 'integer: max - min + 1 must be an integer'],
    [
      'NaN for an option',
      () => choice([1, Number.NaN]),
      TypeError,
      'choice: options[1] must be something that JSON can',
    ],
    ['a function in an option', () => choice([[() => 1]] as never), TypeError, 'choice: options[0] must be something'],
    ['a step of zero', () => integer(0, 2, { step: 0 }), RangeError, 'integer: step must be an integer >= 1'],
    [
      'a condition on nothing',
      () => conditional({ on: 3 as never, values: [] }, uniform(0, 1)),
      TypeError,
      'on must be a name',
    ],
    [
      'no values',
      () => conditional({ on: 'a', values: 3 as never }, uniform(0, 1)),
      TypeError,
      'values must be an array',
    ],
  ] as const)('refuse %s', (_, call, kind, message) => {
    expect(call).toThrow(kind);
    expect(call).toThrow(message);
  });
});
