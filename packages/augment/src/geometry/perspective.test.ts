import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parametersFor } from '../transform.ts';
import { perspective } from './perspective.ts';
import { perspectiveCoefficients } from './perspective-coefficients.ts';

describe('perspectiveCoefficients', () => {
  it('takes each corner back to its corner (within float32 of the coefficients: 1e-3 of a pixel in 40)', () => {
    const inwards = fc.tuple(fc.nat(15), fc.nat(15));
    fc.assert(
      fc.property(inwards, inwards, inwards, inwards, (nw, ne, se, sw) => {
        const from = [
          [0, 0],
          [40, 0],
          [40, 40],
          [0, 40],
        ] as const;
        const to = [nw, [40 - ne[0], ne[1]], [40 - se[0], 40 - se[1]], [sw[0], 40 - sw[1]]] as const;
        const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = perspectiveCoefficients(from, to);
        to.forEach(([x, y], i) => {
          const below = g * x + h * y + 1;
          expect(Math.abs((a * x + b * y + c) / below - (from[i]?.[0] ?? 0))).toBeLessThan(1e-3);
          expect(Math.abs((d * x + e * y + f) / below - (from[i]?.[1] ?? 0))).toBeLessThan(1e-3);
        });
      }),
    );
  });

  it('is the identity where corners fall together', () => {
    const point = [
      [0, 0],
      [0, 0],
      [0, 0],
      [0, 0],
    ] as const;
    expect(perspectiveCoefficients(point, point)).toEqual([1, 0, 0, 0, 1, 0, 0, 0]);
  });
});

describe('perspective', () => {
  const image = { data: Uint8Array.from({ length: 300 }, (_, i) => i), shape: [10, 10, 3] };

  it('changes nothing without distortion', () => {
    expect(perspective({ distortion: 0, probability: 1 }).apply(image, { seed: 1 })).toEqual(image);
  });

  it('draws nothing or eight coefficients', () => {
    const drawn = Array.from({ length: 100 }, (_, index) => parametersFor(perspective(), image, { seed: 1, index }));
    const applied = drawn.filter((coefficients) => coefficients !== null);
    expect(applied.every((coefficients) => Array.isArray(coefficients) && coefficients.length === 8)).toBe(true);
    // Five standard errors about 50.
    expect(Math.abs(applied.length - 50)).toBeLessThan(25);
  });
});
