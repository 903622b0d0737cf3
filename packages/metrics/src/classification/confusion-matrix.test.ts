import { expect, it } from 'vitest';
import { ConfusionMatrix } from './confusion-matrix.ts';

it('counts exactly past 2³²', () => {
  const matrix = new ConfusionMatrix({ classes: 2 });
  matrix.update({ labels: [1], predictions: [0] });
  for (let doubling = 0; doubling < 40; doubling++) matrix.merge(matrix);
  matrix.update({ labels: [1, 0], predictions: [0, 0] });
  expect(matrix.compute()).toEqual([
    [1, 0],
    [2 ** 40 + 1, 0],
  ]);
});

it('gives a new array each time', () => {
  const matrix = new ConfusionMatrix({ classes: 1 });
  const first = matrix.compute();
  matrix.update({ labels: [0], predictions: [0] });
  expect(first).toEqual([[0]]);
});

it('refuses what has no cell, and stays as it was', () => {
  const matrix = new ConfusionMatrix({ classes: 2 });
  const refuse = (labels: number[], predictions: number[] | number[][]) => () => matrix.update({ labels, predictions });
  expect(
    refuse(
      [0, 0],
      [
        [1, 0],
        [Number.NaN, 0],
      ],
    ),
  ).toThrow(new RangeError('confusionMatrix: predictions must not be NaN, got NaN in row 1'));
  expect(refuse([0, 1], [0, 2])).toThrow('predictions must be integers >= 0 and < 2, got 2 at 1');
  expect(refuse([0, 2], [0, 1])).toThrow('labels must be integers >= 0 and < 2, got 2 at 1');
  expect(refuse([0], [[1, 2, 3]])).toThrow('predictions must have 2 scores a row, got 3');
  expect(matrix.compute()).toEqual([
    [0, 0],
    [0, 0],
  ]);
  expect(() => matrix.merge(new ConfusionMatrix({ classes: 3 }))).toThrow(
    'confusionMatrix: other must have the same options, {"classes":2,"normalize":"none"}, got {"classes":3,',
  );
  expect(() => new ConfusionMatrix({ classes: 0 })).toThrow(RangeError);
  expect(() => new ConfusionMatrix({ classes: '2' as unknown as number })).toThrow(TypeError);
});

it('is exact past 2²⁴ through merging and JSON, example by example', () => {
  // 2²⁴ + 1 is the first count that float32 cannot hold.
  const batch = { labels: new Uint8Array(2 ** 20), predictions: new Uint8Array(2 ** 20) };
  let matrix = new ConfusionMatrix({ classes: 2 });
  for (let i = 0; i < 16; i++) matrix.update(batch);
  matrix.update({ labels: [0], predictions: [0] });
  expect(matrix.compute()).toEqual([
    [2 ** 24 + 1, 0],
    [0, 0],
  ]);
  for (let doubling = 0; doubling < 30; doubling++) {
    matrix.merge(ConfusionMatrix.fromJSON(JSON.parse(JSON.stringify(matrix))));
    matrix = matrix.clone();
  }
  matrix.update({ labels: [1], predictions: [0] });
  expect(matrix.compute()).toEqual([
    [2 ** 54 + 2 ** 30, 0],
    [1, 0],
  ]);
});
