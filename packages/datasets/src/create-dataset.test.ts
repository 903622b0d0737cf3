import { expect, expectTypeOf, it } from 'vitest';
import { createDataset } from './create-dataset.ts';
import type { Dataset, Field } from './dataset.ts';

const x = { data: new Float32Array(6), shape: [3] };
const y = { data: Uint8Array.of(0, 1), shape: [], classNames: ['no', 'yes'] };

it('keeps the arrays and types the targets', () => {
  const one = createDataset({ name: 'one', size: 2, x, y });
  expect(one.x.data).toBe(x.data);
  expectTypeOf(one.y.data).toExtend<Field['data']>();
  const two = createDataset({
    name: 'two',
    size: 2,
    x,
    y: { colour: y, digit: { data: new Int32Array(2), shape: [] } },
  });
  expectTypeOf(two.y.colour).toExtend<Field>();
  expect(Object.keys(two.y)).toEqual(['colour', 'digit']);
});

it('accepts no examples', () => {
  const empty = { data: new Uint8Array(0), shape: [28, 28, 1] };
  expect(createDataset({ name: '', size: 0, x: empty, y: { data: new Uint8Array(0), shape: [] } }).size).toBe(0);
});

it.each([
  ['no object', null, TypeError, 'dataset must be a data set, got null'],
  ['no name', { size: 2, x, y }, TypeError, 'dataset.name must be a string, got undefined'],
  ['half an example', { name: '', size: 1.5, x, y }, RangeError, 'dataset.size must be an integer >= 0, got 1.5'],
  ['another size', { name: '', size: 3, x, y }, RangeError, 'x.data must hold 3 x [3] = 9 values, got 6'],
  ['no targets', { name: '', size: 2, x }, TypeError, 'dataset.y must be a field'],
  [
    'an array',
    { name: '', size: 2, x, y: { a: { data: [1, 2], shape: [] } } },
    TypeError,
    'y.a.data must be a Uint8Array',
  ],
  ['no shape', { name: '', size: 2, x: { data: x.data }, y }, TypeError, 'x.shape must be a list'],
  ['a scale of NaN', { name: '', size: 2, x: { ...x, scale: Number.NaN }, y }, RangeError, 'x.scale must be a finite'],
  [
    'a label without a class',
    { name: '', size: 2, x, y: { ...y, classNames: ['only'] } },
    RangeError,
    'createDataset: y must hold classes 0 to 0, got 1 at 1',
  ],
])('refuses %s', (_, dataset, kind, message) => {
  const create = (): unknown => createDataset(dataset as unknown as Dataset);
  expect(create).toThrow(kind);
  expect(create).toThrow(message);
});
