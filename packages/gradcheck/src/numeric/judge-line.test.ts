import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Claim, judgeLine } from './judge-line.ts';

const EPSILON = 2 ** -20;

/** f of one number at x, with what rounds off in doubles. */
function claim(f: (x: number) => number, x: number, analytic: number, rest: Partial<Claim> = {}): Claim {
  return {
    line: { at: (offset) => ({ offset: x + offset - x, value: f(x + offset) }) },
    base: f(x),
    analytic,
    scheme: 'central',
    epsilon: EPSILON,
    noise: 2 ** -53 * Math.max(1, Math.abs(f(x))),
    allowed: (slope) => 1e-3 * Math.abs(slope) + 1e-6 * Math.abs(analytic),
    ...rest,
  };
}

describe('judgeLine', () => {
  it('takes no curve for a kink because a forward difference sees one side only', () => {
    const slope = -Math.sin(1e-6);
    for (const scheme of ['central', 'forward', 'ridders'] as const) {
      expect(judgeLine(claim(Math.cos, 1e-6, slope, { scheme })).verdict).toBe('ok');
      expect(judgeLine(claim(Math.cos, 1e-6, 1.1 * slope, { scheme })).verdict).toBe('wrong');
    }
  });

  it('tells a right slope from one that is one per cent off, for smooth functions', () => {
    const at = fc.double({ min: -3, max: 3, noNaN: true });
    const functions = fc.constantFrom<[(x: number) => number, (x: number) => number]>(
      [Math.exp, Math.exp],
      [Math.tanh, (x) => 1 - Math.tanh(x) ** 2],
      [(x) => x ** 3 + 100 * x, (x) => 3 * x ** 2 + 100],
      [(x) => Math.log1p(Math.exp(-50 * x)), (x) => -50 / (1 + Math.exp(50 * x))],
    );
    const schemes = fc.constantFrom<Claim['scheme']>('central', 'forward', 'ridders');
    fc.assert(
      fc.property(at, functions, schemes, (x, [f, slope], scheme) => {
        const epsilon = scheme === 'ridders' ? 2 ** -6 : EPSILON;
        // Below 1e-4 the slope drowns in the rounding of f over ε.
        fc.pre(Math.abs(slope(x)) > 1e-4);
        expect(judgeLine(claim(f, x, slope(x), { scheme, epsilon })).verdict).toBe('ok');
        expect(judgeLine(claim(f, x, 1.01 * slope(x), { scheme, epsilon })).verdict).toBe('wrong');
      }),
    );
  });

  it('takes any slope at a kink, and none beside it', () => {
    for (const scheme of ['central', 'forward', 'ridders'] as const) {
      for (const analytic of [-1, 0, 0.5, 1]) {
        expect(judgeLine(claim(Math.abs, 0, analytic, { scheme })).verdict).toBe(
          scheme === 'forward' && analytic === 1 ? 'ok' : 'kink',
        );
      }
      for (const x of [1e-8, -1e-7, 5e-7, 1e-5]) {
        expect(judgeLine(claim(Math.abs, x, Math.sign(x), { scheme })).verdict).toBe('ok');
        expect(judgeLine(claim(Math.abs, x, 0, { scheme })).verdict).toBe('wrong');
      }
    }
  });

  it('calls a jump and the edge of a domain kinks', () => {
    expect(judgeLine(claim(Math.sign, 0, 0)).verdict).toBe('kink');
    expect(judgeLine(claim((x) => x ** 1.5, 0, 0)).verdict).toBe('kink');
    expect(judgeLine(claim((x) => x ** 1.5, 1e-7, 1.5 * 1e-7 ** 0.5)).verdict).toBe('ok');
  });

  it('leaves room for the noise, and no more', () => {
    const noisy = (x: number): number => x + 1e-9 * Math.sin(1e12 * x);
    const rest = { noise: 1e-9, allowed: () => 0 };
    expect(judgeLine(claim(noisy, 0.3, 1, rest)).verdict).toBe('ok');
    expect(judgeLine(claim(noisy, 0.3, 2, rest)).verdict).toBe('wrong');
  });
});
