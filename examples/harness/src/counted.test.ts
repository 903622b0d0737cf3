import { expect, it } from 'vitest';
import { counted } from './counted.ts';

it('puts a thing in the plural unless there is one of it', () => {
  expect([0, 1, 2, 2000].map((count) => counted(count, 'epoch'))).toEqual([
    '0 epochs',
    '1 epoch',
    '2 epochs',
    '2,000 epochs',
  ]);
});
