import { sharedDataDirectory } from '@gradlab-internal/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  colouredDigits,
  createDataset,
  type Dataset,
  fillMissing,
  loadMnist,
  scaleToUnit,
  standardise,
  statistics,
} from './index.ts';

const table = createDataset({
  name: 'table',
  size: 4,
  x: { data: Float32Array.of(1, 10, 5, 2, 20, 5, 3, 30, 5, 6, 40, 5), shape: [3] },
  y: { price: { data: Float32Array.of(100, 200, 300, 400), shape: [1] } },
});

describe('statistics', () => {
  it('are those of each column: by hand', () => {
    expect(statistics(table)).toEqual({
      mean: [3, 25, 5],
      standardDeviation: [Math.sqrt(3.5), Math.sqrt(125), 0],
      min: [1, 10, 5],
      max: [6, 40, 5],
    });
    expect(statistics(table, { field: 'price' }).mean).toEqual([250]);
  });

  it('are those of each channel of an image, in units of a batch', () => {
    const { mean, max } = statistics(colouredDigits({ size: 16, seed: 1, jitter: 0 }));
    expect(mean).toHaveLength(3);
    expect(Math.max(...max)).toBeLessThanOrEqual(1);
    // Red is in five of the eight colours, blue in four.
    expect(mean[0]).toBeGreaterThan(mean[2] ?? 1);
  });

  it('standardise gives mean 0 and variance 1, scaleToUnit the range 0 to 1; a constant becomes 0', () => {
    const scaled = statistics(standardise(table, statistics(table)));
    for (const c of [0, 1]) {
      expect(scaled.mean[c]).toBeCloseTo(0, 6);
      expect(scaled.standardDeviation[c]).toBeCloseTo(1, 6);
    }
    const unit = scaleToUnit(table, statistics(table));
    expect(statistics(unit)).toMatchObject({ min: [0, 0, 0], max: [1, 1, 0] });
    const prices = standardise(table, statistics(table, { field: 'price' }), { field: 'price' });
    expect(prices.x).toBe(table.x);
    expect(statistics(prices, { field: 'price' }).standardDeviation[0]).toBeCloseTo(1, 6);
    expect([...table.y.price.data]).toEqual([100, 200, 300, 400]);
  });

  const column = (...values: readonly number[]): Dataset =>
    createDataset({
      name: 'column',
      size: values.length,
      x: { data: Float32Array.from(values), shape: [] },
      y: { data: new Uint8Array(values.length), shape: [] },
    });

  it('leave missing values out; scaling leaves them missing, in a channel that does not vary too', () => {
    for (const table of [column(4, Number.NaN, 4), column(4, Number.NaN, 8)]) {
      const of = statistics(table);
      expect(of.min).toEqual([4]);
      for (const scaled of [standardise(table, of), scaleToUnit(table, of)]) {
        expect([...scaled.x.data].map(Number.isNaN)).toEqual([false, true, false]);
        expect(fillMissing(scaled, statistics(scaled)).x.data.every(Number.isFinite)).toBe(true);
      }
    }
  });

  it('of a channel without any value scale and fill nothing', () => {
    const empty = column(Number.NaN, Number.NaN);
    const of = statistics(empty);
    expect(of.mean).toEqual([Number.NaN]);
    for (const use of [standardise, scaleToUnit, fillMissing]) {
      expect(() => use(column(1, 2), of)).toThrow(RangeError);
      expect(() => use(column(1, 2), {} as never)).toThrow(TypeError);
      expect(() => use(column(1, 2), null as never)).toThrow(TypeError);
    }
    expect(() => fillMissing(empty, of)).toThrow('fillMissing: statistics.mean[0] must be a finite number, got NaN');
  });

  it('do not lose digits to a large mean', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 22), max: 2 ** 22 }), (offset) => {
        const data = Float32Array.of(offset, offset + 1, offset + 2);
        const made = createDataset({
          name: 'far',
          size: 3,
          x: { data, shape: [] },
          y: { data: new Uint8Array(3), shape: [] },
        });
        expect(statistics(made).standardDeviation[0]).toBeCloseTo(Math.sqrt(2 / 3), 12);
      }),
    );
  });

  it('refuse an empty set, an unknown field, and other channels', () => {
    const empty = createDataset({
      name: 'e',
      size: 0,
      x: { data: new Float32Array(0), shape: [3] },
      y: { data: new Uint8Array(0), shape: [] },
    });
    expect(() => statistics(empty)).toThrow('statistics: dataset must have at least one value of x, got none');
    expect(() => statistics(table, { field: 'y' })).toThrow('statistics: field must be one of x, price, got "y"');
    expect(() => standardise(table, statistics(table, { field: 'price' }))).toThrow(
      'standardise: statistics must be of 3 channels, as x [3] has, got 1',
    );
  });

  const mnist = sharedDataDirectory('mnist');
  it.skipIf(mnist === undefined)('of MNIST are the published 0.1307 and 0.3081', async () => {
    const { mean, standardDeviation } = statistics(await loadMnist({ part: 'train', directory: mnist ?? '' }));
    expect(mean[0]).toBeCloseTo(0.1307, 4);
    expect(standardDeviation[0]).toBeCloseTo(0.3081, 4);
  });
});
