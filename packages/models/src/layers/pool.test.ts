import { useBackend } from '@gradlab/backend';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { avgPool, maxPool, sequential } from '../index.ts';

const size = fc.integer({ min: 1, max: 7 });
const small = fc.integer({ min: 1, max: 3 });

describe.each(['cpu', 'wasm'] as const)('avgPool on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it("with padding 'same' is the mean of what lies inside, as tf.avgPool has it", () => {
    fc.assert(
      fc.property(size, size, fc.tuple(small, small), small, (height, width, kernel, stride) => {
        const layers = [avgPool({ size: kernel, stride, padding: 'same' })];
        const model = sequential({ inputShape: [height, width, 2], layers, seed: 1 });
        tf.tidy(() => {
          const x = tf.randomUniform([2, height, width, 2], -1, 1, 'float32', 3) as tf.Tensor4D;
          const [own, stock] = [model.apply(x), tf.avgPool(x, kernel, stride, 'same')];
          expect(own.shape).toEqual(stock.shape);
          const expected = stock.dataSync();
          own.dataSync().forEach((value, i) => {
            // Sums of at most nine numbers below 1, divided in another order.
            expect(value).toBeCloseTo(expected[i] ?? Number.NaN, 5);
          });
        });
      }),
      { numRuns: process.env.GRADLAB_STRESS === '1' ? 1000 : 40 },
    );
  });

  it('counts zeros of a padding only where told', () => {
    const mean = (countPadding: boolean): number | undefined => {
      const layers = [avgPool({ size: 2, stride: 1, padding: 1, countPadding })];
      const model = sequential({ inputShape: [1, 1, 1], layers, seed: 1 });
      return tf.tidy(() => model.apply(tf.tensor4d([8], [1, 1, 1, 1])).dataSync()[0]);
    };
    expect([mean(true), mean(false)]).toEqual([2, 8]);
  });
});

describe.each([avgPool, maxPool])('a pool', (pool) => {
  it('refuses a padding that whole windows lie in', () => {
    expect(() => pool({ size: 2, padding: 2 })).toThrow('padding must be smaller than size [2,2], got [2,2]');
    expect(() => pool({ size: [3, 1], padding: [2, 1] })).toThrow(RangeError);
    expect(() => pool({ size: [3, 1], padding: [2, 0] })).not.toThrow();
  });
});
