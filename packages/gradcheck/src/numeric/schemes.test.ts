import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { offsetsOf, SCHEMES, type Scheme, slopeFrom } from './schemes.ts';

function slope(scheme: Scheme, f: (x: number) => number, x: number, epsilon: number): { value: number; error: number } {
  const samples = offsetsOf(scheme, epsilon).map((offset) => ({ offset, value: f(x + offset) }));
  return slopeFrom(scheme, f(x), samples);
}

describe('schemes', () => {
  it('are exact for a line', () => {
    const steps = fc.integer({ min: -8, max: 4 }).map((power) => 2 ** power);
    fc.assert(
      fc.property(fc.integer({ min: -99, max: 99 }), fc.integer({ min: -99, max: 99 }), steps, (a, b, epsilon) => {
        for (const scheme of SCHEMES) expect(slope(scheme, (x) => a * x + b, 3, epsilon).value).toBe(a);
      }),
    );
  });

  it('have the error that the formula says, for a cubic', () => {
    const cubic = (x: number): number => x ** 3;
    expect(slope('forward', cubic, 1, 0.5).value).toBe(3 + 3 * 0.5 + 0.25);
    expect(slope('central', cubic, 1, 0.5).value).toBe(3 + 0.25);
    // One extrapolation takes the ε² away, and there is nothing else.
    expect(slope('ridders', cubic, 1, 0.5)).toEqual({ value: 3, error: 0 });
  });

  it('ridders is within its own estimate, and far better than central differences', () => {
    for (const [f, derivative] of [
      [Math.exp, Math.exp],
      [Math.tan, (x: number) => 1 / Math.cos(x) ** 2],
      [(x: number) => Math.sin(10 * x), (x: number) => 10 * Math.cos(10 * x)],
    ] as const) {
      for (const x of [0.1, 0.5, 1]) {
        const { value, error } = slope('ridders', f, x, 0.1);
        expect(Math.abs(value - derivative(x))).toBeLessThanOrEqual(error + 1e-11);
        expect(error).toBeLessThan(0.01 * Math.abs(slope('central', f, x, 0.1).value - derivative(x)));
      }
    }
  });

  it('ridders tells by its estimate that there is a kink within its steps', () => {
    expect(slope('ridders', Math.abs, 0.01, 0.25).error).toBeGreaterThan(0.01);
  });
});
