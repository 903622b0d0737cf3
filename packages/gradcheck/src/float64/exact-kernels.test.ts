import { useStockCpu } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { erf } from './erf.ts';
import { doubleTensor, float64Backend, inFloat64, readDoubles } from './in-float64.ts';

beforeAll(useStockCpu);

// math.erf of CPython 3.11, which is the C library's.
const ERF: readonly (readonly [number, number])[] = [
  [0, 0],
  [1e-20, 1.1283791670955125e-20],
  [0.1, 0.1124629160182849],
  [0.5, 0.5204998778130465],
  [1, 0.8427007929497149],
  [2, 0.9953222650189527],
  [2.49, 0.9995707121322661],
  [2.51, 0.9996142945182758],
  [3, 0.9999779095030014],
  [5, 0.9999999999984626],
  [30, 1],
];

it.each(ERF)('erf(%d) is within 4e-16 of the C library', (x, expected) => {
  expect(Math.abs(erf(x) - expected)).toBeLessThanOrEqual(4e-16 * Math.max(expected, Number.MIN_VALUE));
  expect(erf(-x)).toBe(-erf(x));
});

it('puts them in place of the stock kernels', async () => {
  const backend = await float64Backend();
  const values = inFloat64(backend, () =>
    tf.tidy(() => {
      const x = doubleTensor(Float64Array.of(-40, 0.5, 14), [3]);
      return [tf.erf(x), tf.softplus(x)].map((y) => [...readDoubles(backend, y)]);
    }),
  );
  expect(values[0]).toEqual([-1, erf(0.5), 1]);
  // log(1 + e^-40) = e^-40 in doubles; 14 + log1p(e^-14), where the stock kernel gives 14.
  const [, [small, middle, large]] = values as [number[], [number, number, number]];
  expect(small / Math.exp(-40)).toBeCloseTo(1, 15);
  expect(middle).toBeCloseTo(Math.log1p(Math.exp(0.5)), 15);
  expect(large - 14).toBeCloseTo(Math.exp(-14), 9);
});
