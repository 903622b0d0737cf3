import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImageArray } from '../image.ts';
import { parametersFor } from '../transform.ts';
import { rotation } from './rotation.ts';

const image: ImageArray = { data: Uint8Array.of(1, 2, 3, 4, 5, 6), shape: [2, 3, 1] };

describe('rotation', () => {
  it('turns counter-clockwise', () => {
    const { data, shape } = rotation({ degrees: 0, expand: true }).applyParameters(image, 90);
    expect([[...data], shape]).toEqual([
      [3, 6, 2, 5, 1, 4],
      [3, 2, 1],
    ]);
  });

  it('by 360 degrees, or four times by 90, is the identity', () => {
    const turn = rotation({ degrees: 0, expand: true });
    const turned = [1, 2, 3, 4].reduce((current) => turn.applyParameters(current, 90), image);
    expect(turned).toEqual(image);
    for (const angle of [-720, -360, 0, 360]) expect(turn.applyParameters(image, angle)).toBe(image);
  });

  it('is undone by the opposite angle, away from the edge (bilinear: a smooth image keeps within 2 of 255)', () => {
    const smooth = Float32Array.from({ length: 21 * 21 }, (_, i) => 100 + 3 * (i % 21) + 2 * Math.floor(i / 21));
    const turn = rotation({ degrees: 0, interpolation: 'bilinear' });
    const there = turn.applyParameters({ data: smooth, shape: [21, 21, 1] }, 25);
    const back = turn.applyParameters(there, -25);
    for (let y = 7; y < 14; y++) {
      for (let x = 7; x < 14; x++)
        expect(Math.abs((back.data[y * 21 + x] ?? 0) - (smooth[y * 21 + x] ?? 0))).toBeLessThan(2);
    }
  });

  it('expands to hold the turned image: at least its diagonal extents, at most two pixels more', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: -400, max: 400 }),
        (height, width, angle) => {
          const [rows = 0, columns = 0] = rotation({ degrees: 0, expand: true }).outputShape([height, width, 1], angle);
          const [sine, cosine] = [Math.sin((angle * Math.PI) / 180), Math.cos((angle * Math.PI) / 180)].map(Math.abs);
          for (const [found, extent] of [
            [rows, height * (cosine ?? 0) + width * (sine ?? 0)],
            [columns, width * (cosine ?? 0) + height * (sine ?? 0)],
          ] as const) {
            expect(found).toBeGreaterThan(extent - 0.01);
            expect(found).toBeLessThan(extent + 2.01);
          }
        },
      ),
    );
  });

  it('fills each channel with its value', () => {
    const red = { data: new Uint8Array(3 * 25).fill(9), shape: [5, 5, 3] };
    const corner = rotation({ degrees: 0, fill: [250, 1, 2] })
      .applyParameters(red, 45)
      .data.subarray(0, 3);
    expect([...corner]).toEqual([250, 1, 2]);
    expect(() => rotation({ degrees: 0, fill: [1, 2] }).applyParameters(red, 45)).toThrow(
      new RangeError('rotation: fill has 2 channels and the image 3'),
    );
  });

  it('draws angles from the whole interval', () => {
    const angles = Array.from({ length: 200 }, (_, index) =>
      Number(parametersFor(rotation({ degrees: 10 }), image, { seed: 1, index })),
    );
    expect(Math.max(...angles.map(Math.abs))).toBeLessThanOrEqual(10);
    expect([Math.min(...angles) < -9, Math.max(...angles) > 9]).toEqual([true, true]);
  });
});
