import { expect, it } from 'vitest';
import { swapUnlessLittleEndian } from './byte-order.ts';

it('turns each value around on a big-endian platform only', () => {
  const swapped = (bytesPerValue: number, littleEndian: boolean): number[] => {
    const bytes = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
    swapUnlessLittleEndian(bytes, bytesPerValue, littleEndian);
    return [...bytes];
  };
  expect(swapped(4, false)).toEqual([4, 3, 2, 1, 8, 7, 6, 5]);
  expect(swapped(2, false)).toEqual([2, 1, 4, 3, 6, 5, 8, 7]);
  expect(swapped(4, true)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});
