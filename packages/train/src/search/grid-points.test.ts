import { describe, expect, it } from 'vitest';
import { choice, conditional, integer, logUniform, uniform } from './dimension.ts';
import { gridPoints } from './grid-points.ts';

describe('gridPoints', () => {
  it('gives every combination once, the last dimension changing fastest', () => {
    const space = { a: choice(['x', 'y']), b: integer(1, 5, { step: 2 }) };
    expect(gridPoints(space, [], {})).toEqual(['x', 'y'].flatMap((a) => [1, 3, 5].map((b) => ({ a, b }))));
  });

  it('divides numbers evenly, or in equal ratios, with both ends', () => {
    const points = gridPoints({ u: uniform(0, 1), l: logUniform(0.001, 0.1) }, [], { u: 3, l: 3 });
    expect(points.map(({ u }) => u)).toEqual([0, 0, 0, 0.5, 0.5, 0.5, 1, 1, 1]);
    expect(points.slice(0, 3).map(({ l }) => Number(Number(l).toPrecision(12)))).toEqual([0.001, 0.01, 0.1]);
    expect(gridPoints({ u: uniform(2, 3) }, [], { u: 1 })).toEqual([{ u: 2 }]);
  });

  it('tries a conditional dimension only where its condition holds', () => {
    const space = {
      momentum: conditional({ on: 'optimizer', values: ['sgd'] }, choice([0.5, 0.9])),
      optimizer: choice(['adam', 'sgd']),
    };
    expect(gridPoints(space, [], {})).toEqual([
      { optimizer: 'adam' },
      { optimizer: 'sgd', momentum: 0.5 },
      { optimizer: 'sgd', momentum: 0.9 },
    ]);
  });

  it('keeps 72 of 81 perceptrons between half a million and a million parameters', () => {
    // Rates, batch sizes and hidden layers of a published grid over 784-h1-h2-10 perceptrons.
    const space = {
      rate: choice([0.1, 0.01, 0.001]),
      batchSize: choice([16, 32, 64]),
      h1: choice([400, 500, 600]),
      h2: choice([400, 500, 600]),
    };
    const isAllowed = ({ h1, h2 }: { h1: number; h2: number }): boolean => {
      const count = 785 * h1 + (h1 + 1) * h2 + (h2 + 1) * 10;
      return count >= 500_000 && count <= 1_000_000;
    };
    expect(gridPoints(space, [], {})).toHaveLength(81);
    expect(gridPoints(space, [isAllowed as never], {})).toHaveLength(72);
  });

  it('asks how many values to take of numbers, and refuses a grid that nobody can try', () => {
    expect(() => gridPoints({ rate: uniform(0, 1) }, [], {})).toThrow(
      new TypeError('gridSearch: points.rate must be an integer >= 1 and <= 1000000, got undefined'),
    );
    const wide = { a: integer(1, 1e9), b: integer(1, 1e9) };
    expect(() => gridPoints(wide, [], {})).toThrow('gridSearch: the grid must have at most 1000000 points');
  });

  it('ends on the last value to the bit', () => {
    for (const max of [0.3, 0.7, 3e-3, 1 / 3]) {
      expect(gridPoints({ l: logUniform(1e-5, max) }, [], { l: 7 }).at(-1)).toEqual({ l: max });
      expect(gridPoints({ u: uniform(0.1, max + 1) }, [], { u: 7 }).at(-1)).toEqual({ u: max + 1 });
    }
  });

  it('takes as many integers as asked for, those nearest to an even division', () => {
    const valuesOf = (points: number): unknown[] =>
      gridPoints({ n: integer(10, 50, { step: 10 }) }, [], { n: points }).map(({ n }) => n);
    expect([1, 2, 3, 4, 9].map(valuesOf)).toEqual([
      [10],
      [10, 50],
      [10, 30, 50],
      [10, 20, 40, 50],
      [10, 20, 30, 40, 50],
    ]);
  });

  it('refuses a grid too large before it is made, counts for nothing, and constraints that accept nothing', () => {
    const huge = { a: integer(1, 1e6), b: integer(1, 1e6), c: integer(1, 1e6) };
    expect(() => gridPoints(huge, [], {})).toThrow('at most 1000000 points, got 1000000000000 up to b');
    const space = { rate: uniform(0, 1), kind: choice([1, 2]) };
    for (const name of ['rates', 'kind']) {
      expect(() => gridPoints(space, [], { rate: 2, [name]: 2 })).toThrow(
        new RangeError(`gridSearch: points must name dimensions of numbers (rate), got ${name}`),
      );
    }
    expect(() => gridPoints(space, [() => false], { rate: 2 })).toThrow(
      new RangeError('gridSearch: constraints must accept some parameters, got none of 4 accepted'),
    );
  });
});
