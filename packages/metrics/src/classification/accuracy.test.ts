import { expect, it } from 'vitest';
import { Accuracy } from './accuracy.ts';

const accuracyOf = (
  labels: readonly number[],
  predictions: readonly number[] | readonly (readonly number[])[],
): number => {
  const accuracy = new Accuracy();
  accuracy.update({ labels, predictions });
  return accuracy.compute();
};

it('takes the lowest index among equal scores', () => {
  expect(
    accuracyOf(
      [0, 1, 2],
      [
        [1, 1, 1],
        [1, 1, 1],
        [1, 1, 1],
      ],
    ),
  ).toBe(1 / 3);
  expect(accuracyOf([1], [[0, 5, 5]])).toBe(1);
  expect(accuracyOf([0], [[Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]])).toBe(1);
});

it('counts a row with a NaN as wrong, wherever the NaN is', () => {
  const rows = [
    [Number.NaN, 0, 1],
    [0, Number.NaN, 1],
    [0, 1, Number.NaN],
    [Number.NaN, Number.NaN, Number.NaN],
  ];
  for (const label of [0, 1, 2]) expect(accuracyOf([label, label, label, label], rows)).toBe(0);
});

it('refuses predictions that are no class indices', () => {
  expect(() => accuracyOf([1], [0.7])).toThrow(
    new RangeError('accuracy: predictions must be integers >= 0, got 0.7 at 0'),
  );
  expect(() => accuracyOf([1], [Number.NaN])).toThrow(RangeError);
  expect(() => accuracyOf([-1], [-1])).toThrow(RangeError);
});

it('counts exactly past 2²⁴ and 2³²', () => {
  const many = new Accuracy();
  many.update({ labels: [1], predictions: [1] });
  for (let doubling = 0; doubling < 40; doubling++) many.merge(many);
  many.update({ labels: [1], predictions: [0] });
  expect(many.compute()).toBe(2 ** 40 / (2 ** 40 + 1));
});
