import { expect, it } from 'vitest';
import { cosSeries, exp, log, sinSeries } from './elementary.ts';
import { uniform } from './uniform.ts';

/** Largest |actual − expected| / scale, in units of 2⁻⁵³. */
function worst(points: Iterable<number>, error: (x: number) => number): number {
  return Math.max(...Array.from(points, (x) => error(x) * 2 ** 53));
}

// Math's own functions are within a unit or so in the last place of the truth, ours within two: each bound is a few such units.
it('has a logarithm that agrees with Math.log to 4 units in the last place', () => {
  const powers = Array.from({ length: 2046 }, (_, i) => 1.37 * 2 ** (i - 1022));
  const points = [...uniform(1, 5000, { min: 2 ** -53, max: 4 }), ...powers, 2 ** -53, 1 - 2 ** -53, 0.5, Math.SQRT1_2];
  expect(worst(points, (x) => Math.abs(log(x) - Math.log(x)) / Math.abs(Math.log(x)))).toBeLessThan(4);
  expect(log(1)).toBe(0);
});

it('has a sine and cosine of an eighth of a turn that agree with Math to 3 units in the last place', () => {
  const angles = uniform(2, 5000, { min: -Math.PI / 4, max: Math.PI / 4 });
  expect(worst(angles, (t) => Math.abs(cosSeries(t * t) - Math.cos(t)))).toBeLessThan(3);
  expect(worst(angles, (t) => Math.abs(sinSeries(t, t * t) / Math.sin(t) - 1))).toBeLessThan(3);
  expect([cosSeries(0), sinSeries(0, 0)]).toEqual([1, 0]);
});

it('has an exponential that agrees with Math.exp to 5 units in the last place', () => {
  const points = [...uniform(3, 5000, { min: -708, max: 709 }), ...uniform(4, 5000, { min: -1, max: 1 })];
  expect(worst(points, (x) => Math.abs(exp(x) / Math.exp(x) - 1))).toBeLessThan(5);
  expect(exp(0)).toBe(1);
});
