import { describe, expect, it } from 'vitest';
import { blobs, circles, createDataset, type Dataset, type Field, moons, spirals } from '../index.ts';
import goldens from './goldens.json' with { type: 'json' };

/** The points of one class, sorted, so that their order does not matter. */
function pointsOf({ x, y }: Dataset<Field>, label: number): number[][] {
  const points = [...y.data].flatMap((l, i) => (l === label ? [[x.data[2 * i] ?? 0, x.data[2 * i + 1] ?? 0]] : []));
  return points.sort(byCoordinates);
}

function byCoordinates([ax = 0, ay = 0]: number[], [bx = 0, by = 0]: number[]): number {
  return Math.abs(ax - bx) > 1e-6 ? ax - bx : ay - by;
}

describe('sets of points', () => {
  it.each([
    ['circles', circles({ size: 100, seed: 1, factor: 0.5 })],
    ['moons', moons({ size: 100, seed: 1 })],
  ] as const)('%s without noise are those of scikit-learn', (name, made) => {
    for (const label of [0, 1]) {
      const expected = goldens[name][label]?.toSorted(byCoordinates) ?? [];
      expect(expected).toHaveLength(50);
      for (const [i, point] of pointsOf(made, label).entries()) {
        // Rounded to float32, near 1.
        expect(
          Math.hypot((point[0] ?? 0) - (expected[i]?.[0] ?? 9), (point[1] ?? 0) - (expected[i]?.[1] ?? 9)),
        ).toBeLessThan(1e-6);
      }
    }
  });

  it('spirals wind from the origin to the unit circle, each arm turned against the last', () => {
    const made = spirals({ size: 90, seed: 1, classes: 3, turns: 2 });
    for (const arm of [0, 1, 2]) {
      const radii = pointsOf(made, arm)
        .map(([x = 0, y = 0]) => Math.hypot(x, y))
        .sort((a, b) => a - b);
      expect(radii[0]).toBeCloseTo(1 / 30, 6);
      expect(radii.at(-1)).toBeCloseTo(1, 6);
    }
    const ends = [0, 1, 2].map((arm) => pointsOf(made, arm).find(([x = 0, y = 0]) => Math.hypot(x, y) > 0.999));
    const angles = ends.map((end) => Math.atan2(end?.[1] ?? 0, end?.[0] ?? 0) / (2 * Math.PI));
    expect(angles.map((angle) => (angle + 1 + 1e-9) % 1)).toEqual([
      expect.closeTo(0, 5),
      expect.closeTo(1 / 3, 5),
      expect.closeTo(2 / 3, 5),
    ]);
  });

  it('blobs lie about their centres with the standard deviation asked for', () => {
    const centers = [
      [3, -2, 7],
      [-5, 0, 1],
    ];
    const { x, y } = blobs({ size: 20_000, seed: 2, centers, standardDeviation: 0.5 });
    for (const label of [0, 1]) {
      for (const axis of [0, 1, 2]) {
        const values = [...y.data].flatMap((l, i) => (l === label ? [x.data[3 * i + axis] ?? 0] : []));
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
        // Five standard errors of the mean and of the variance of 10,000 draws.
        expect(Math.abs(mean - (centers[label]?.[axis] ?? 0))).toBeLessThan(5 * 0.005);
        expect(Math.abs(variance - 0.25)).toBeLessThan(5 * 0.25 * Math.sqrt(2 / 10_000));
      }
    }
    const drawn = blobs({ size: 10, seed: 2, centers: 4, features: 5, standardDeviation: 0, box: [2, 3] });
    expect(drawn.x.shape).toEqual([5]);
    expect(drawn.x.data.every((value) => value >= 2 && value < 3)).toBe(true);
  });

  const makers = { circles, moons, spirals, blobs };
  it.each(Object.entries(makers))(
    '%s: classes in turn, noise of the size asked for, the same for the same seed',
    (_, make) => {
      const made = make({ size: 7, seed: 1 });
      expect(createDataset(made)).toEqual(made);
      expect(make({ size: 7, seed: 1 })).toEqual(made);
      expect(make({ size: 7, seed: 2 }).x.data).not.toEqual(made.x.data);
      const classes = made.y.classNames?.length ?? 0;
      expect([...made.y.data]).toEqual(Array.from({ length: 7 }, (__, i) => i % classes));
      for (const size of [0, 1, 2]) expect(make({ size, seed: 1 }).x.data).toHaveLength(2 * size);
      expect(make({ size: 5, seed: 1 }).x.data.every(Number.isFinite)).toBe(true);
      expect(() => make({ size: -1, seed: 1 })).toThrow(RangeError);
      expect(() => make({ size: 1, seed: -1 })).toThrow(RangeError);
    },
  );

  it('noise moves the points by its standard deviation', () => {
    const [clean, noisy] = [moons({ size: 10_000, seed: 1 }), moons({ size: 10_000, seed: 1, noise: 0.1 })];
    const squares = Array.from(noisy.x.data).reduce((sum, value, k) => sum + (value - (clean.x.data[k] ?? 0)) ** 2, 0);
    expect(Math.abs(Math.sqrt(squares / 20_000) - 0.1)).toBeLessThan((5 * 0.1) / Math.sqrt(40_000));
  });

  it('refuse options that are not valid', () => {
    expect(() => circles({ size: 1, seed: 1, factor: 1 })).toThrow(
      'circles: factor must be a finite number >= 0 and < 1, got 1',
    );
    expect(() => moons({ size: 1, seed: 1, noise: -1 })).toThrow(RangeError);
    expect(() => spirals({ size: 1, seed: 1, classes: 1 })).toThrow(RangeError);
    expect(() => spirals({ size: 1, seed: 1, turns: 0 })).toThrow(RangeError);
    expect(() => blobs({ size: 1, seed: 1, centers: [[1], [1, 2]] })).toThrow(
      'blobs: centers[1] must have 1 coordinates, got 2',
    );
    expect(() => blobs({ size: 1, seed: 1, centers: [] })).toThrow(RangeError);
    expect(() => blobs({ size: 1, seed: 1, centers: 'three' as unknown as number })).toThrow(TypeError);
    expect(() => blobs({ size: 1, seed: 1, box: [3, 2] })).toThrow(RangeError);
  });
});
