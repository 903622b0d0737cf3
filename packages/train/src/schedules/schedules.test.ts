import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  constant,
  cosine,
  cosineRestarts,
  exponential,
  linear,
  oneCycle,
  type PlateauOptions,
  polynomial,
  type Schedule,
  sequence,
  step,
} from '../index.ts';
import { Plateau } from './plateau.ts';

interface Golden {
  readonly rate: number;
  readonly schedules: Readonly<Record<string, number[]>>;
  readonly plateau: {
    readonly values: (number | 'NaN')[];
    readonly cases: { readonly options: PlateauOptions; readonly rates: number[] }[];
  };
}

const golden: Golden = JSON.parse(readFileSync(new URL('../../goldens/schedules.json', import.meta.url), 'utf8'));
const { rate } = golden;
const length = 60;

const schedules: Readonly<Record<string, Schedule>> = {
  constant: constant({ rate, factor: 0.25, length: 7 }),
  linear: linear({ rate, from: 0.1, length: 12 }),
  linearDown: linear({ rate, from: 1, to: 0.2, length: 12 }),
  step: step({ rate, factor: 0.4, every: 13 }),
  milestones: step({ rate, factor: 0.4, milestones: [5, 6, 30] }),
  exponential: exponential({ rate, factor: 0.93 }),
  polynomial: polynomial({ rate, length: 40, power: 2.5 }),
  cosine: cosine({ rate, minRate: 0.002, length: 25 }),
  cosineRestarts: cosineRestarts({ rate, minRate: 0.002, length: 7, stretch: 2 }),
  cosineEqualRestarts: cosineRestarts({ rate, length: 9 }),
  oneCycle: oneCycle({ rate, length }),
  oneCycleLinear: oneCycle({ rate, length, rise: 0.45, shape: 'linear', startDivisor: 10, endDivisor: 50 }),
  oneCycleThreePhases: oneCycle({ rate, length, rise: 0.4, threePhases: true }),
  warmUpThenCosine: sequence([linear({ rate, from: 0.1, length: 5 }), cosine({ rate, length: 55 })], [5]),
  three: sequence(
    [
      constant({ rate, factor: 0.1, length: 100 }),
      exponential({ rate, factor: 0.9 }),
      step({ rate, every: 8, factor: 0.5 }),
    ],
    [10, 30],
  ),
};

// Doubles on both sides; PyTorch multiplies its way from step to step, which adds up some sixty roundings.
const TOLERANCE = 1e-7;

it('has a schedule of ours for each of PyTorch', () => {
  expect(Object.keys(schedules).sort()).toEqual(Object.keys(golden.schedules).sort());
});

describe.each(Object.entries(schedules))('%s', (name, schedule) => {
  it('gives the rates of PyTorch', () => {
    const expected = golden.schedules[name] ?? [];
    expect(expected).toHaveLength(length);
    expected.forEach((value, position) => {
      expect(Math.abs(schedule(position) - value), `at ${position}`).toBeLessThanOrEqual(TOLERANCE * value);
    });
  });
});

describe('reduce on plateau', () => {
  const values = golden.plateau.values.map(Number);

  it.each(golden.plateau.cases)('gives the rates of PyTorch with $options', ({ options, rates }) => {
    const plateau = new Plateau(options);
    rates.forEach((expected, i) => {
      plateau.observe(values[i] ?? Number.NaN);
      expect(Math.abs(plateau.reduce(rate) - expected)).toBeLessThanOrEqual(TOLERANCE * expected);
    });
    expect(new Set(rates).size).toBeGreaterThan(2);
  });

  it('goes on from its saved state', () => {
    const [{ options, rates } = { options: { mode: 'min' as const }, rates: [] }] = golden.plateau.cases;
    let plateau = new Plateau(options);
    rates.forEach((expected, i) => {
      const next = new Plateau(options);
      next.load(JSON.parse(JSON.stringify(plateau.save())));
      plateau = next;
      plateau.observe(values[i] ?? Number.NaN);
      expect(plateau.reduce(rate)).toBeCloseTo(expected, 7);
    });
  });
});

it('warms a cosine up to where it starts', () => {
  const schedule = cosine({ rate: 1, length: 10, warmUp: 4 });
  expect([0, 1, 2, 3, 4, 9, 14].map(schedule)).toEqual(
    [0.2, 0.4, 0.6, 0.8, 1, 0.5, 0].map((r) => expect.closeTo(r, 12)),
  );
});

it('keeps the last rate of a cycle after its end', () => {
  const schedule = oneCycle({ rate, length: 10 });
  expect(schedule(50)).toBe(schedule(9));
});

it('refuses options out of range', () => {
  expect(() => constant({ rate: -1 })).toThrow('constant: rate must be a finite number >= 0, got -1');
  expect(() => linear({ rate: 1, length: 0 })).toThrow('linear: length must be an integer >= 1, got 0');
  expect(() => step({ rate: 1, every: 1.5 })).toThrow('step: every must be an integer >= 1, got 1.5');
  expect(() => step({ rate: 1, milestones: [3, 3] })).toThrow('step: milestones[1] must be an integer >= 4, got 3');
  expect(() => step({ rate: 1, milestones: 3 as never })).toThrow(TypeError);
  expect(() => exponential({ rate: 1, factor: 0 })).toThrow('exponential: factor');
  expect(() => polynomial({ rate: 1, length: 5, power: 0 })).toThrow('polynomial: power');
  expect(() => cosine({ rate: 1, minRate: 2, length: 5 })).toThrow(
    'cosine: minRate must be a finite number >= 0 and <= 1',
  );
  expect(() => cosineRestarts({ rate: 1, length: 5, stretch: 0 })).toThrow('cosineRestarts: stretch');
  expect(() => oneCycle({ rate: 1, length: 1 })).toThrow('oneCycle: length must be an integer >= 2, got 1');
  expect(() => oneCycle({ rate: 1, length: 9, shape: 'cubic' as never })).toThrow('one of cosine, linear');
  expect(() => sequence([], [])).toThrow('one less than schedules, got 0 and 0');
  expect(() => sequence([constant({ rate: 1 })], [4])).toThrow('got 1 and 1');
  expect(() => sequence([1 as never], [])).toThrow(TypeError);
  expect(() => new Plateau({ mode: 'min', factor: 1 })).toThrow('reduceOnPlateau: factor');
});
