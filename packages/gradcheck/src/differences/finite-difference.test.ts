import { leakOf, useStockCpu } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { finiteDifference, type ScalarFunction } from '../index.ts';

beforeAll(useStockCpu);

const cube: ScalarFunction = (x) => tf.sum(tf.mul(x, tf.mul(x, x)));
const itself: ScalarFunction = (x) => tf.reshape(x, []);

async function differencesAt(f: ScalarFunction, at: number[], options = {}): Promise<number[]> {
  const x = tf.tensor1d(at, 'float32');
  const { values } = await finiteDifference(f, x, { precision: 'float32', ...options });
  x.dispose();
  return [...values];
}

describe('finiteDifference in float32', () => {
  it('is exact where float32 is: 3x² + ε² central, 3x² + 3xε + ε² forward, of x³', async () => {
    expect(await differencesAt(cube, [1, 2, -2], { epsilon: 0.5 })).toEqual([3.25, 12.25, 12.25]);
    expect(await differencesAt(cube, [1, 2, -2], { epsilon: 0.5, scheme: 'forward' })).toEqual([4.75, 15.25, 9.25]);
    expect(await differencesAt(cube, [2], { epsilon: 0.5, step: 'nominal' })).toEqual([12.25]);
  });

  it('gives the cosine for the sine, within the error of the formula and of float32', async () => {
    const at = [-2, -0.5, 0, 0.5, 2];
    for (const [scheme, epsilon, formula] of [
      ['central', 2 ** -7, 2 ** -14 / 6],
      ['forward', 2 ** -11, 2 ** -12],
    ] as const) {
      const values = await differencesAt((x) => tf.sum(tf.sin(x)), at, { scheme, epsilon });
      // Sums of five sines are below 4, rounded at each of five additions: 2·5·2⁻²³ over the step of ε or more.
      const rounding = (10 * 2 ** -23) / epsilon;
      for (const [i, value] of values.entries()) {
        expect(Math.abs(value - Math.cos(at[i] ?? 0))).toBeLessThan(formula + rounding);
      }
    }
  });

  it('divides by the step that float32 makes, or by 2ε if asked to', async () => {
    const inputs = fc.record({
      at: fc.float({ min: -100, max: 100, noNaN: true }),
      epsilon: fc.double({ min: 1e-3, max: 1, noNaN: true }),
      scheme: fc.constantFrom('central' as const, 'forward' as const),
    });
    await fc.assert(
      fc.asyncProperty(inputs, async ({ at, epsilon, scheme }) => {
        expect(await differencesAt(itself, [at], { epsilon, scheme })).toEqual([1]);
      }),
      { numRuns: 100 },
    );
    const [nominal = 0] = await differencesAt(itself, [1], { epsilon: 1e-7, step: 'nominal' });
    // 1 + 1e-7 is 1 + 2⁻²³ in float32, 1 − 1e-7 is 1 − 2⁻²³: the nearest values.
    expect(nominal).toBe(2 ** -22 / 2e-7);
    expect(await differencesAt(itself, [1000], { epsilon: 1e-5 })).toEqual([Number.NaN]);
    expect(await differencesAt(itself, [1000], { epsilon: 1e-5, step: 'nominal' })).toEqual([0]);
  });

  it('keeps the shape, takes chosen elements, an empty tensor and a scalar', async () => {
    const x = tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3]);
    const all = await finiteDifference(cube, x, { epsilon: 1 });
    expect(all).toEqual({ values: Float64Array.of(4, 13, 28, 49, 76, 109), shape: [2, 3] });
    const some = await finiteDifference(cube, x, { epsilon: 1, indices: [5, 0, 5] });
    expect(some).toEqual({ values: Float64Array.of(109, 4, 109), shape: [3] });
    const empty = tf.zeros([0, 3]);
    expect(await finiteDifference(cube, empty)).toEqual({ values: new Float64Array(0), shape: [0, 3] });
    const scalar = tf.scalar(2);
    expect(await finiteDifference(cube, scalar, { epsilon: 1 })).toEqual({ values: Float64Array.of(13), shape: [] });
    tf.dispose([x, empty, scalar]);
  });

  it('perturbs a variable in place, seen from outside, and puts it back, even if f throws', async () => {
    const weight = tf.tidy(() => tf.variable(tf.tensor1d([1, 2])));
    const leak = await leakOf(async () => {
      const { values } = await finiteDifference(() => cube(weight), weight, { epsilon: 0.5 });
      expect([...values]).toEqual([3.25, 12.25]);
      expect([...weight.dataSync()]).toEqual([1, 2]);
      // f that returns the variable's own values is measured too.
      const one = tf.tidy(() => tf.variable(tf.scalar(3)));
      expect((await finiteDifference((x) => x, one)).values[0]).toBe(1);
      expect(one.dataSync()[0]).toBe(3);
      one.dispose();
      let calls = 0;
      const failing: ScalarFunction = (x) => {
        if (++calls === 3) throw new Error('third call');
        return cube(x);
      };
      await expect(finiteDifference(failing, weight)).rejects.toThrow('third call');
      expect([...weight.dataSync()]).toEqual([1, 2]);
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
    weight.dispose();
  });

  it('does not dispose what f returns from outside, or x', async () => {
    const [x, constant] = [tf.tensor1d([1, 2]), tf.scalar(7)];
    const leak = await leakOf(async () => {
      expect([...(await finiteDifference(() => constant, x)).values]).toEqual([0, 0]);
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
    expect([x.isDisposed, constant.isDisposed]).toEqual([false, false]);
    tf.dispose([x, constant]);
  });

  it('carries NaN through from perturbed points and refuses it at x itself', async () => {
    const log: ScalarFunction = (x) => tf.sum(tf.log(x));
    expect(await differencesAt(log, [0.5, 8], { epsilon: 1 })).toEqual([Number.NaN, expect.closeTo(0.1257, 4)]);
    await expect(differencesAt(log, [-1])).rejects.toMatchObject({ name: 'GradcheckError', code: 'not-finite' });
  });

  it('refuses bad arguments, leaving nothing behind', async () => {
    const x = tf.tensor1d([1, 2]);
    const refuse = (f: unknown, options = {}, at: unknown = x): Promise<unknown> =>
      finiteDifference(f as ScalarFunction, at as tf.Tensor, options);
    const leak = await leakOf(async () => {
      await expect(refuse((t: tf.Tensor) => tf.square(t))).rejects.toThrow(
        new RangeError('finiteDifference: f must return a scalar tensor, got shape [2]'),
      );
      await expect(refuse(() => 3)).rejects.toThrow(
        new TypeError('finiteDifference: the result of f must be a tensor, or a list or record of tensors, got 3'),
      );
      await expect(refuse(async () => undefined)).rejects.toThrow('f must return tensors and not a promise');
      await expect(refuse('f')).rejects.toThrow(TypeError);
      await expect(refuse(cube, {}, [1, 2])).rejects.toThrow('x must be a tensor, got [1,2]');
      await expect(refuse(cube, { epsilon: 0 })).rejects.toThrow(RangeError);
      await expect(refuse(cube, { epsilon: '1' })).rejects.toThrow(TypeError);
      await expect(refuse(cube, { scheme: 'backward' })).rejects.toThrow(
        'scheme must be one of central, forward, ridders',
      );
      await expect(refuse(cube, { step: 'none' })).rejects.toThrow(RangeError);
      await expect(refuse(cube, { precision: 'float16' })).rejects.toThrow('precision must be one of float64, float32');
      await expect(refuse(cube, { indices: [2] })).rejects.toThrow(
        new RangeError('finiteDifference: indices must be an integer >= 0 and < 2, got 2'),
      );
      await expect(refuse(cube, { indices: 0 })).rejects.toThrow(TypeError);
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
    const integers = tf.tensor1d([1], 'int32');
    await expect(refuse(cube, {}, integers)).rejects.toThrow('x must be of dtype float32, got int32');
    tf.dispose([x, integers]);
  });
});

describe('finiteDifference in float64', () => {
  // d/dx of exp(sin x)·x, by hand.
  const f: ScalarFunction = (x) => tf.sum(tf.mul(tf.exp(tf.sin(x)), x));
  const slope = (x: number): number => Math.exp(Math.sin(x)) * (1 + x * Math.cos(x));
  const at = [-2, -0.5, 0, 0.5, 2].map(Math.fround);

  // Formula plus rounding: ε²·f‴/6 + 2⁻⁵¹·|f|/ε with |f| < 6 and derivatives below 20; six steps of Ridders leave rounding alone.
  it.each([
    ['central', 1e-9],
    ['forward', 1e-6],
    ['ridders', 1e-11],
  ] as const)('has ten times the digits of float32 (%s)', async (scheme, bound) => {
    const values = await differencesAt(f, at, { precision: 'float64', scheme });
    for (const [i, value] of values.entries()) expect(Math.abs(value - slope(at[i] ?? 0))).toBeLessThan(bound);
  });

  it('estimates the error of the Ridders scheme, from above unless it is rounding', async () => {
    const x = tf.tensor1d(at);
    for (const epsilon of [1, 0.25]) {
      const { values, errors } = await finiteDifference(f, x, { scheme: 'ridders', epsilon });
      for (const [i, value] of values.entries()) {
        const estimate = errors?.[i] ?? Number.NaN;
        expect(Math.abs(value - slope(at[i] ?? 0))).toBeLessThanOrEqual(estimate + 1e-12);
        expect(estimate).toBeLessThan(1e-3);
      }
    }
    expect(await finiteDifference(f, x)).not.toHaveProperty('errors');
    x.dispose();
  });

  it('leaves the backend, a variable and its surroundings as they were, also when f throws', async () => {
    const weight = tf.tidy(() => tf.variable(tf.tensor1d([1, 2])));
    const leak = await leakOf(async () => {
      const { values } = await finiteDifference(() => cube(weight), weight, { epsilon: 0.5 });
      expect([...values]).toEqual([3.25, 12.25]);
      let calls = 0;
      const failing: ScalarFunction = (x) => {
        if (++calls === 3) throw new Error('third call');
        return cube(x);
      };
      await expect(finiteDifference(failing, weight)).rejects.toThrow('third call');
      expect([...weight.dataSync()]).toEqual([1, 2]);
      expect(tf.getBackend()).toBe('cpu');
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
    weight.dispose();
  });

  it('takes chosen elements, an empty tensor and a scalar', async () => {
    expect(await differencesAt(cube, [1, 2, 3], { precision: 'float64', epsilon: 0.5, indices: [2] })).toEqual([27.25]);
    const [empty, scalar] = [tf.zeros([0, 3]), tf.scalar(2)];
    expect(await finiteDifference((x) => tf.sum(x), empty)).toEqual({ values: new Float64Array(0), shape: [0, 3] });
    expect((await finiteDifference(cube, scalar, { epsilon: 0.5 })).values[0]).toBe(12.25);
    tf.dispose([empty, scalar]);
  });
});
