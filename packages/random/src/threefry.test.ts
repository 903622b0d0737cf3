import fc from 'fast-check';
import { expect, it } from 'vitest';
import { threefry2x32 } from './threefry.ts';
import { eachBlock, unitAt } from './units.ts';

it('gives the known answers of Random123 (kat_vectors, threefry2x32, 20 rounds)', () => {
  expect(threefry2x32([0, 0], [0, 0])).toEqual([0x6b200159, 0x99ba4efe]);
  expect(threefry2x32([0xffffffff, 0xffffffff], [0xffffffff, 0xffffffff])).toEqual([0x1cb996fc, 0xbb002be7]);
  expect(threefry2x32([0x13198a2e, 0x03707344], [0x243f6a88, 0x85a308d3])).toEqual([0xc4923a9c, 0x483df7a0]);
});

const word = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const indexAcross = fc.constantFrom(0, 511, 2 ** 31 - 3, 2 ** 32 - 5, 3 * 2 ** 32 - 700, 2 ** 53 - 1100);

it('gives the four counters at once what it gives each alone, over the ends of blocks and of the lower word too', () => {
  fc.assert(
    fc.property(word, word, indexAcross, fc.integer({ min: 0, max: 1050 }), (k0, k1, start, count) => {
      const expected = Array.from({ length: count }, (_, i) => {
        const index = start + i;
        const [high, low] = threefry2x32([k0, k1], [Math.floor(index / 2 ** 32), index % 2 ** 32]);
        return ((high >>> 5) * 2 ** 26 + (low >>> 6)) / 2 ** 53;
      });
      const units: number[] = [];
      eachBlock([k0, k1], start, count, (block, offset, length) => {
        expect(offset).toBe(units.length);
        units.push(...block.subarray(0, length));
      });
      expect(units).toEqual(expected);
      if (count > 0) expect(unitAt([k0, k1], start + count - 1)).toBe(expected.at(-1));
    }),
    { numRuns: 40 },
  );
});
