import { useBackend } from '@gradlab/backend';
import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_EPSILONS, type EpsilonSweepPoint, epsilonSweep, type ScalarFunction } from '../index.ts';

/** Values between −1 and 1 with no pattern to speak of. */
function scattered(shape: number[], phase: number): tf.Tensor {
  const count = shape.reduce((product, size) => product * size, 1);
  return tf.tensor(
    Array.from({ length: count }, (_, i) => Math.sin(12.9898 * i + phase)),
    shape,
    'float32',
  );
}

/** Cross-entropy of one sample through 6 → 8 → 3 units with tanh, as a function of the first weights, [6, 8]. */
function tanhNetwork(): { f: ScalarFunction; weight: tf.Tensor; dispose: () => void } {
  const [input, weight, output] = [scattered([1, 6], 1), scattered([6, 8], 2), scattered([8, 3], 3)];
  const f: ScalarFunction = (w) => {
    const logits = tf.matMul(tf.tanh(tf.matMul(input, w as tf.Tensor2D)), output);
    return tf.neg(tf.sum(tf.mul(tf.logSoftmax(logits), tf.tensor2d([[0, 1, 0]]))));
  };
  return { f, weight, dispose: () => tf.dispose([input, weight, output]) };
}

const differenceAt = (points: readonly EpsilonSweepPoint[], epsilon: number): number =>
  points.find((point) => point.epsilon === epsilon)?.maxAbsDifference ?? Number.NaN;

const square: ScalarFunction = (x) => tf.sum(tf.square(x));

describe.each(['cpu', 'wasm'] as const)('epsilonSweep on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  const precision = 'float32';

  it.each(['actual', 'nominal'] as const)(
    'falls as ε², then rises as float32 runs out of digits (%s step)',
    async (step) => {
      const { f, weight, dispose } = tanhNetwork();
      const points = await epsilonSweep(f, weight, { precision, step });
      dispose();
      expect(points.map(({ epsilon }) => epsilon)).toEqual(DEFAULT_EPSILONS);
      const differences = points.map(({ maxAbsDifference }) => maxAbsDifference);
      const least = differences.indexOf(Math.min(...differences));
      // The least lies far from both ends, and both ends are far above it.
      expect(points[least]?.epsilon).toBeLessThanOrEqual(0.1);
      expect(points[least]?.epsilon).toBeGreaterThanOrEqual(1e-3);
      expect(differences[0]).toBeGreaterThan(100 * (differences[least] ?? 0));
      expect(differences.at(-1)).toBeGreaterThan(100 * (differences[least] ?? 0));
      expect(differences[least]).toBeLessThan(1e-4);
      // Where the formula's error rules, halving ε divides it by four: 0.2 to 0.1, terms of ε⁴ leave a tenth.
      expect(differenceAt(points, 1 / 5) / differenceAt(points, 1 / 10)).toBeGreaterThan(3.6);
      expect(differenceAt(points, 1 / 5) / differenceAt(points, 1 / 10)).toBeLessThan(4.4);
    },
  );

  it('falls much further in float64, as ε² until it meets rounding', async () => {
    const { f, weight, dispose } = tanhNetwork();
    const points = await epsilonSweep(f, weight);
    const float32 = await epsilonSweep(f, weight, { precision });
    dispose();
    const differences = points.map(({ maxAbsDifference }) => maxAbsDifference);
    const least = (sweep: readonly EpsilonSweepPoint[]): number =>
      Math.min(...sweep.map(({ maxAbsDifference }) => maxAbsDifference));
    expect(least(points)).toBeLessThan(1e-9);
    expect(least(float32) / least(points)).toBeGreaterThan(1e3);
    // From 1/5 to 1/5000 every tenth of ε takes a hundredth of the error; below a few 1e-10 rounding takes over.
    for (const epsilon of [1 / 5, 1 / 50, 1 / 500]) {
      expect(differenceAt(points, epsilon) / differenceAt(points, epsilon / 10)).toBeCloseTo(100, -1);
    }
    expect(differences.at(-1)).toBeGreaterThan(least(points));
  });

  it('levels off at the fault of a wrong gradient', async () => {
    const wrong = tf.customGrad((x, save) => {
      (save as (tensors: tf.Tensor[]) => void)([x as tf.Tensor]);
      return {
        value: tf.square(x as tf.Tensor),
        // 1.01 times what it should be.
        gradFunc: (dy, [saved]) => tf.mul(dy, tf.mul(2.02, saved as tf.Tensor)),
      };
    });
    const x = tf.tensor1d([1, 4]);
    const right = await epsilonSweep(square, x, { epsilons: [0.25, 0.125] });
    const faulty = await epsilonSweep((t) => tf.sum(wrong(t)), x, { epsilons: [0.25, 0.125] });
    x.dispose();
    // Central differences of a parabola have no error, and these numbers are exact in float32.
    expect(right.map(({ maxAbsDifference }) => maxAbsDifference)).toEqual([0, 0]);
    for (const { maxAbsDifference } of faulty) expect(maxAbsDifference).toBeCloseTo(0.08, 5);
  });

  it('compares the first `count` elements, or those named', async () => {
    const x = tf.tensor1d([1, 2, 3]);
    const cubes: ScalarFunction = (t) => tf.sum(tf.mul(t, tf.mul(t, tf.mul(t, tf.tensor1d([0, 1, 8])))));
    const at = async (options: object): Promise<number> => {
      const [point] = await epsilonSweep(cubes, x, { epsilons: [0.5], ...options });
      return point?.maxAbsDifference ?? Number.NaN;
    };
    // The error of the formula for c·x³ is c·ε².
    expect(await at({ count: 1 })).toBe(0);
    expect(await at({ count: 2 })).toBe(0.25);
    expect(await at({})).toBe(2);
    expect(await at({ indices: [1] })).toBe(0.25);
    x.dispose();
  });

  it('takes a variable that f reads from outside, puts it back, and leaks nothing', async () => {
    const weight = tf.tidy(() => tf.variable(tf.tensor1d([0.5, 1]), false));
    const leak = await leakOf(async () => {
      const points = await epsilonSweep(() => tf.sum(tf.tanh(weight)), weight, { precision, epsilons: [0.01] });
      expect(points[0]?.maxAbsDifference).toBeLessThan(1e-4);
      expect([...weight.dataSync()]).toEqual([0.5, 1]);
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
    weight.dispose();
  });

  it('tells apart what cannot be compared, leaving nothing behind', async () => {
    const x = tf.tensor1d([1, 4]);
    const y = tf.tensor1d([1, 4]);
    const codeOf = async (f: ScalarFunction): Promise<unknown> => {
      const codes = await Promise.all(
        (['float32', 'float64'] as const).map((kind) =>
          epsilonSweep(f, x, { precision: kind }).catch((error) => error.code),
        ),
      );
      expect(codes[1]).toBe(codes[0]);
      return codes[0];
    };
    const leak = await leakOf(async () => {
      expect(await codeOf(() => square(y))).toBe('not-connected');
      expect(await codeOf((t) => tf.scalar(t.dataSync()[0] ?? 0))).toBe('not-connected');
      expect(await codeOf((t) => tf.sum(tf.topk(t, 1).values))).toBe('not-differentiable');
      expect(await codeOf((t) => tf.sum(tf.log(tf.neg(t))))).toBe('not-finite');
      expect(await codeOf((t) => tf.sum(tf.sqrt(tf.sub(t, 1))))).toBe('not-finite');
      await expect(epsilonSweep((t) => tf.square(t), x)).rejects.toThrow(
        new RangeError('epsilonSweep: f must return a scalar tensor, got shape [2]'),
      );
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
    // NaN at a perturbed point concerns that ε alone.
    const points = await epsilonSweep((t) => tf.sum(tf.log(t)), x, { epsilons: [2, 0.01] });
    expect(points[0]?.maxAbsDifference).toBeNaN();
    expect(points[1]?.maxAbsDifference).toBeLessThan(1e-3);
    tf.dispose([x, y]);
  });

  it('refuses bad options', async () => {
    const x = tf.tensor1d([1, 2]);
    const refuse = (options: object, at: tf.Tensor = x): Promise<unknown> => epsilonSweep(square, at, options);
    await expect(refuse({ count: 3 })).rejects.toThrow(
      new RangeError('epsilonSweep: count must be an integer >= 1 and <= 2, got 3'),
    );
    await expect(refuse({ count: 0 })).rejects.toThrow(RangeError);
    await expect(refuse({ count: 1, indices: [0] })).rejects.toThrow('count and indices must not both be given');
    await expect(refuse({ indices: [] })).rejects.toThrow(RangeError);
    await expect(refuse({ indices: [2] })).rejects.toThrow(RangeError);
    await expect(refuse({ epsilons: [0.1, 0] })).rejects.toThrow(
      new RangeError('epsilonSweep: epsilons must be a finite number > 0, got 0'),
    );
    await expect(refuse({ epsilons: 0.1 })).rejects.toThrow(TypeError);
    await expect(refuse({ step: 'exact' })).rejects.toThrow(RangeError);
    expect(await refuse({ epsilons: [] })).toEqual([]);
    const empty = tf.zeros([0]);
    await expect(refuse({}, empty)).rejects.toThrow('x must have at least one element');
    tf.dispose([x, empty]);
  });
});

it('DEFAULT_EPSILONS are 1/N for N = 1, 5, 10, … 500,000', () => {
  expect(DEFAULT_EPSILONS.map((epsilon) => Math.round(1 / epsilon))).toEqual([
    1, 5, 10, 50, 100, 500, 1000, 5000, 10_000, 50_000, 100_000, 500_000,
  ]);
});
