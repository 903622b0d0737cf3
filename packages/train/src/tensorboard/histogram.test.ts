import fc from 'fast-check';
import { expect, it } from 'vitest';
import { histogramOf } from './histogram.ts';

it('counts every finite value once, in rising ranges from the minimum to the maximum', () => {
  fc.assert(
    fc.property(fc.array(fc.float({ min: -1e6, max: 1e6 })), fc.integer({ min: 1, max: 40 }), (values, buckets) => {
      const finite = values.filter((value) => Number.isFinite(value));
      const { count, counts, limits, min, max } = histogramOf(values, buckets);
      expect(count).toBe(finite.length);
      expect(counts.reduce((sum, n) => sum + n, 0)).toBe(finite.length);
      if (finite.length === 0) return;
      expect([min, limits.at(-1)]).toEqual([Math.min(...finite), Math.max(...finite)]);
      expect(max).toBe(limits.at(-1));
      limits.forEach((limit, i) => {
        if (i > 0) expect(limit).toBeGreaterThanOrEqual(limits[i - 1] ?? Number.NaN);
      });
    }),
    { numRuns: 200 },
  );
});
