import { expect, it } from 'vitest';
import { cosSinOfTurn, log } from './elementary.ts';
import { uniform } from './uniform.ts';

// Both sides are within a unit or two in the last place of the truth; near 1 the logarithm is small, so relative error.
it('agrees with Math.log to 4 units in the last place', () => {
  for (const u of [...uniform(1, 2000), 2 ** -53, 1 - 2 ** -53, 1, 0.5, Math.SQRT1_2, 4]) {
    const x = u === 0 ? 1 : u;
    expect(Math.abs(log(x) - Math.log(x))).toBeLessThanOrEqual(4 * 2 ** -53 * Math.abs(Math.log(x)) + 2 ** -1000);
  }
});

it('agrees with Math.cos and Math.sin to 2⁻⁵⁰, the rounding of 2π times the turn', () => {
  for (const turn of [...uniform(2, 2000), 0, 0.125, 0.25, 0.5, 0.75, 0.875, 1 - 2 ** -53]) {
    const [cos, sin] = cosSinOfTurn(turn);
    expect(Math.abs(cos - Math.cos(2 * Math.PI * turn))).toBeLessThan(2 ** -50);
    expect(Math.abs(sin - Math.sin(2 * Math.PI * turn))).toBeLessThan(2 ** -50);
  }
  expect(cosSinOfTurn(0.25)[0]).toBeCloseTo(0, 15);
});
