import { expect, it } from 'vitest';
import { inFileOrder } from './byte-order.ts';

it('turns each value around on a big-endian platform only', () => {
  const bytes = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
  expect([...inFileOrder(bytes, 4, false)]).toEqual([4, 3, 2, 1, 8, 7, 6, 5]);
  expect([...inFileOrder(bytes, 2, false)]).toEqual([2, 1, 4, 3, 6, 5, 8, 7]);
  expect(inFileOrder(bytes, 4, true)).toBe(bytes);
  expect([...bytes]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});
