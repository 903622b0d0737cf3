import { expect, it } from 'vitest';
import { horizontalFlip } from './geometry/horizontal-flip.ts';
import { resize } from './geometry/resize.ts';
import { verticalFlip } from './geometry/vertical-flip.ts';
import { oneOf } from './one-of.ts';
import { randomApply } from './random-apply.ts';
import { parametersFor } from './transform.ts';

const image = { data: Uint8Array.of(1, 2, 3, 4), shape: [2, 2, 1] };
const both = [horizontalFlip({ probability: 1 }), verticalFlip({ probability: 1 })];

it('oneOf chooses as often as its weights say (1,000 draws, five standard errors)', () => {
  const choices = Array.from({ length: 1000 }, (_, index) =>
    parametersFor(oneOf(both, { weights: [3, 1] }), image, { seed: 1, index }),
  );
  const first = choices.filter((drawn) => JSON.stringify(drawn) === '{"choice":0,"parameters":true}').length;
  expect(Math.abs(first - 750)).toBeLessThan(5 * Math.sqrt(1000 * 0.75 * 0.25));
});

it('oneOf never takes a weight of 0', () => {
  for (let index = 0; index < 50; index++) {
    expect([...oneOf(both, { weights: [0, 2] }).apply(image, { seed: 1, index }).data]).toEqual([3, 4, 1, 2]);
  }
});

it('oneOf says that a choice to replay does not exist', () => {
  expect(() => oneOf(both).applyParameters(image, { choice: 2, parameters: true })).toThrow(
    new RangeError('oneOf: choice must be below 2, got 2'),
  );
});

it('randomApply applies or does not, and tells the shape of either', () => {
  const grow = randomApply(resize({ size: 4 }), { probability: 0.2 });
  const sizes = Array.from({ length: 1000 }, (_, index) => grow.apply(image, { seed: 1, index }).shape[0]);
  const grown = sizes.filter((size) => size === 4).length;
  expect(sizes.every((size) => size === 4 || size === 2)).toBe(true);
  // Five standard errors.
  expect(Math.abs(grown - 200)).toBeLessThan(5 * Math.sqrt(1000 * 0.2 * 0.8));
  expect(grow.outputShape([2, 2, 1], { applied: false })).toEqual([2, 2, 1]);
});
