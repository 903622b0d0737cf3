import { expect, it } from 'vitest';
import { parseContentRange } from './content-range.ts';

it.each([
  ['bytes 0-0/1', { start: 0, total: 1 }],
  ['bytes 100-199/1000', { start: 100, total: 1000 }],
  ['bytes 100-199/*', { start: 100, total: undefined }],
  ['bytes */1000', { start: 1000, total: 1000 }],
])('reads %s', (header, range) => {
  expect(parseContentRange(header)).toEqual(range);
});

it.each([
  null,
  '',
  'bytes',
  'bytes 1-2',
  'bytes 5-4/10',
  'bytes 5-10/10',
  'bytes -1-4/10',
  'items 0-1/2',
  'bytes */*',
  'bytes 0-1/2x',
])('takes %s for no range', (header) => {
  expect(parseContentRange(header)).toBeUndefined();
});
