import { foldIn } from '@gradlab/random';
import { leakOf, useStockCpu } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-layers';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { installWasmKernels } from '../src/index.ts';
import { draw, repeats } from './conformance/values.ts';
import { wasm, withMallocFailingAfter } from './malloc.ts';
import * as reference from './optimizer-references.ts';

interface Kind {
  readonly make: () => tf.Optimizer;
  readonly start: (w: number) => reference.Reference;
  /** How many tensors the kernel writes for a variable: itself and its state. */
  readonly written: number;
}

const EPSILON = 1e-7;
const OPTIMIZERS: Readonly<Record<string, Kind>> = {
  sgd: { make: () => tf.train.sgd(0.1), start: reference.sgd(0.1), written: 1 },
  momentum: { make: () => tf.train.momentum(0.1, 0.9), start: reference.momentum(0.1, 0.9, false), written: 2 },
  nesterov: { make: () => tf.train.momentum(0.1, 0.9, true), start: reference.momentum(0.1, 0.9, true), written: 2 },
  adam: { make: () => tf.train.adam(0.01), start: reference.adam(0.01, 0.9, 0.999, EPSILON), written: 3 },
  rmsprop: {
    make: () => tf.train.rmsprop(0.01, 0.9, 0.5, 0.01),
    start: reference.rmsProp(0.01, 0.9, 0.5, 0.01),
    written: 3,
  },
  adagrad: { make: () => tf.train.adagrad(0.1), start: reference.adagrad(0.1, 0.1, EPSILON), written: 2 },
};
const names = Object.entries(OPTIMIZERS);

const buffers = (): number => tf.engine().backend.numDataIds();
const valuesOf = (x: tf.Tensor): number[] => Array.from(x.dataSync());

function variable(values: ArrayLike<number>): tf.Variable {
  return tf.tidy(() => tf.variable(tf.tensor1d(Float32Array.from(values))));
}

function gradient(values: ArrayLike<number>): tf.Tensor {
  return tf.tensor1d(Float32Array.from(values));
}

function apply(optimizer: tf.Optimizer, gradients: Readonly<Record<string, tf.Tensor | null>>): void {
  optimizer.applyGradients(gradients as tf.NamedTensorMap);
}

/** What an optimiser keeps of its variables. */
function statesOf(optimizer: tf.Optimizer): tf.Variable[] {
  const lists = Object.values(optimizer).filter((field) => Array.isArray(field)) as { variable: tf.Variable }[][];
  return lists.flat().map(({ variable: state }) => state);
}

/** Steps with fixed gradients on the current backend; the variable's values after each. */
function trajectory(optimizer: tf.Optimizer, start: Float32Array, gradients: readonly Float32Array[]): number[][] {
  const w = variable(start);
  const visited = gradients.map((values) => {
    tf.tidy(() => apply(optimizer, { [w.name]: gradient(values) }));
    return valuesOf(w);
  });
  w.dispose();
  optimizer.dispose();
  return visited;
}

function randomGradients(n: number, steps: number, seed: number): Float32Array[] {
  return Array.from({ length: steps }, (_, i) => draw('normal', n, foldIn(foldIn(seed, 'gradients'), i)));
}

/** Like {@link expect} toEqual, but for numbers that are finite on both sides within a relative 1e-5, some dozen roundings. */
function expectSame(got: readonly number[], expected: readonly number[]): void {
  expect(got.length).toBe(expected.length);
  for (const [i, value] of expected.entries()) {
    const found = got[i] ?? Number.NaN;
    if (Number.isFinite(value) && Number.isFinite(found)) {
      expect(Math.abs(found - value)).toBeLessThanOrEqual(1e-5 * Math.abs(value) + 1e-6);
    } else {
      expect(found).toBe(value);
    }
  }
}

describe.each(['simd128', 'relaxed'] as const)('optimisers in place, %s', (simd) => {
  beforeAll(async () => {
    await tf.setBackend('wasm');
    installWasmKernels({ simd });
  });

  // A step rounds about ten times, each by 2⁻²⁴ of numbers no larger than the weight or its change; and where a sum that forgets slowly
  // (β = 0.9, 0.999) is divided by the root of another, both remember up to 1/(1 − β) roundings, of which they forget as many. Over n
  // steps these add up to n · 64 · 2⁻²⁴ of the largest weight and change at the very worst.
  const ROUNDINGS = 64;

  it.each(names)('%s keeps within rounding of float64 for many steps', (_name, { make, start }) => {
    const steps = repeats(100, 1000);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 70 }), fc.integer({ min: 0, max: 1e6 }), (n, seed) => {
        const initial = draw('normal', n, foldIn(seed, 'weights'));
        const gradients = randomGradients(n, steps, seed);
        const visited = trajectory(make(), initial, gradients);
        const exact = Array.from(initial, start);
        let [largest, worst] = [1, 0];
        for (const [step, values] of gradients.entries()) {
          for (const [i, state] of exact.entries()) {
            const value = state.step(values[i] ?? 0);
            largest = Math.max(largest, Math.abs(value));
            const error = Math.abs((visited[step]?.[i] ?? Number.NaN) - value);
            const bound = (step + 1) * ROUNDINGS * 2 ** -24 * largest;
            worst = Number.isNaN(error) ? Number.POSITIVE_INFINITY : Math.max(worst, error / bound);
          }
        }
        expect(worst).toBeLessThanOrEqual(1);
      }),
      { numRuns: repeats(6, 20), seed: 11 },
    );
  });

  it.each(names)(
    '%s does with what is not finite, or out of range, as the stock CPU backend',
    async (_name, { make }) => {
      const initial = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, Number.NaN, Number.POSITIVE_INFINITY);
      const odd = [
        Number.NaN,
        Number.POSITIVE_INFINITY,
        Number.NEGATIVE_INFINITY,
        0,
        -0,
        1e30,
        -1e30,
        1e-30,
        1e-40,
        1,
        1,
      ];
      const gradients = [Float32Array.from(odd), new Float32Array(11).fill(0.5), Float32Array.from(odd)];
      await useStockCpu();
      const expected = trajectory(make(), initial, gradients);
      await tf.setBackend('wasm');
      const got = trajectory(make(), initial, gradients);
      for (const [step, values] of expected.entries()) expectSame(got[step] ?? [], values);
    },
  );

  it.each(names)('%s writes where the variable and its state lie', (_name, { make, written }) => {
    const optimizer = make();
    const w = variable([1, 2, 3, 4, 5]);
    tf.tidy(() => {
      const grad = gradient([1, 1, 1, 1, 1]);
      apply(optimizer, { [w.name]: grad });
      const all = [w, ...statesOf(optimizer)];
      expect(all.length).toBe(written);
      const before = all.map(({ dataId }) => dataId);
      apply(optimizer, { [w.name]: grad });
      expect(all.every(({ dataId }, i) => dataId === before[i])).toBe(true);
    });
    w.dispose();
    optimizer.dispose();
  });

  it.each(names)('%s leaves clones, views and saved tensors as they were', (_name, { make }) => {
    const optimizer = make();
    const initial = gradient([1, 2, 3, 4, 5, 6]);
    const w = tf.variable(initial);
    tf.tidy(() => {
      const grad = gradient([1, 1, 1, 1, 1, 1]);
      for (const take of [() => initial, () => tf.clone(w), () => tf.reshape(w, [2, 3]), () => tf.cast(w, 'float32')]) {
        const taken = take();
        const before = valuesOf(taken);
        apply(optimizer, { [w.name]: grad });
        expect(valuesOf(taken)).toEqual(before);
        expect(valuesOf(w)).not.toEqual(before);
      }
      const clones = statesOf(optimizer).map((state) => [tf.clone(state), valuesOf(state)] as const);
      apply(optimizer, { [w.name]: grad });
      for (const [clone, before] of clones) expect(valuesOf(clone)).toEqual(before);
    });
    tf.dispose([initial, w]);
    optimizer.dispose();
  });

  it.each(names)('%s takes lists and maps, and passes over what has no gradient', (_name, { make }) => {
    const run = (asList: boolean): number[][] => {
      const optimizer = make();
      const [a, b, c] = [variable([1, 2]), variable([3]), variable([4, 5, 6, 7, 8])];
      for (let step = 0; step < 3; step++) {
        tf.tidy(() => {
          const given = [
            { name: a.name, tensor: gradient([1, -1]) },
            { name: b.name, tensor: null as unknown as tf.Tensor },
            { name: c.name, tensor: gradient([1, 2, 3, 4, 5]) },
          ];
          if (asList) optimizer.applyGradients(given);
          else apply(optimizer, Object.fromEntries(given.map(({ name, tensor }) => [name, tensor])));
        });
      }
      const values = [a, b, c].map(valuesOf);
      expect(optimizer.iterations).toBe(3);
      tf.dispose([a, b, c]);
      optimizer.dispose();
      return values;
    };
    const [list, map] = [run(true), run(false)];
    expect(list).toEqual(map);
    expect(list[1]).toEqual([3]);
    expect(list[0]).not.toEqual([1, 2]);
  });

  it.each(names)(
    '%s goes on exactly with weights that were saved, and on another backend in the middle',
    async (name, { make }) => {
      const gradients = randomGradients(9, 6, 3);
      const initial = draw('normal', 9, 4);
      const straight = trajectory(make(), initial, gradients).at(-1) ?? [];
      const w = variable(initial);
      let optimizer = make();
      for (const [step, values] of gradients.entries()) {
        if (step === 2) {
          const weights = await optimizer.getWeights();
          const next = make();
          await next.setWeights(weights.map((saved) => ({ ...saved, tensor: tf.clone(saved.tensor) })));
          optimizer = next;
        }
        if (step === 4) await useStockCpu();
        if (step === 5) await tf.setBackend('wasm');
        tf.tidy(() => apply(optimizer, { [w.name]: gradient(values) }));
      }
      expectSame(valuesOf(w), straight);
      const saved = await optimizer.getWeights();
      expect(saved.length, name).toBe(OPTIMIZERS[name]?.written);
      w.dispose();
    },
  );

  it.each(names)('%s leaks nothing', async (_name, { make }) => {
    const round = (): void => {
      const optimizer = make();
      const w = variable([1, 2, 3]);
      for (let step = 0; step < 3; step++) optimizer.minimize(() => tf.sum(tf.square(w)));
      w.dispose();
      optimizer.dispose();
      if (optimizer instanceof tf.MomentumOptimizer) tf.dispose([scalars(optimizer).c]);
    };
    const scalars = (optimizer: unknown): { c: tf.Scalar } => optimizer as { c: tf.Scalar };
    round();
    const [before, heap] = [buffers(), wasm().HEAPU8.length];
    expect(await leakOf(() => Array.from({ length: 20 }, round))).toEqual({ tensors: 0, bytes: 0 });
    expect(buffers()).toBe(before);
    expect(wasm().HEAPU8.length).toBe(heap);
  });

  it.each(names)(
    '%s changes neither variable nor state when there is no memory for one of them',
    (_name, { make, written }) => {
      const optimizer = make();
      const w = variable([1, 2, 3]);
      tf.tidy(() => {
        const grad = gradient([1, 2, 3]);
        apply(optimizer, { [w.name]: grad });
        const states = Object.values(optimizer)
          .filter((field) => Array.isArray(field))
          .flatMap((list: { variable: tf.Variable }[]) => list.map(({ variable: state }) => state));
        const all = [w, ...states];
        expect(all.length).toBe(written);
        const clones = all.map((tensor) => tf.clone(tensor));
        const [before, memory, iterations] = [buffers(), tf.memory(), optimizer.iterations];
        // Every one of them is shared with its clone, so each needs a new tensor.
        for (let succeeding = 0; succeeding < written; succeeding++) {
          withMallocFailingAfter(succeeding, () =>
            expect(() => apply(optimizer, { [w.name]: grad })).toThrow(
              expect.objectContaining({ code: 'out-of-memory' }),
            ),
          );
          expect(all.map(valuesOf)).toEqual(clones.map(valuesOf));
          expect(optimizer.iterations).toBe(iterations);
          expect([buffers(), tf.memory()]).toEqual([before, memory]);
        }
        apply(optimizer, { [w.name]: grad });
        expect(valuesOf(w)).not.toEqual(valuesOf(clones[0] ?? w));
      });
      w.dispose();
      optimizer.dispose();
    },
  );
});

describe('what is left to the optimisers as they were', () => {
  beforeAll(async () => {
    await tf.setBackend('wasm');
    installWasmKernels();
  });

  it('a gradient that broadcasts, one of no variable, and a centred RMSProp', () => {
    tf.tidy(() => {
      const w = variable([1, 2, 3]);
      tf.train.sgd(0.5).applyGradients({ [w.name]: gradient([2]) });
      expect(valuesOf(w)).toEqual([0, 1, 2]);
      expect(() => apply(tf.train.momentum(0.5, 0.9), { nobody: gradient([2]) })).toThrow();
      tf.train.rmsprop(0.5, 0.5, 0, 0.25, true).applyGradients({ [w.name]: gradient([2, 2, 2]) });
      // Mean of squares 2, mean 1, so 0.5 · 2 / √(2 − 1 − 0.25) from each.
      expectSame(
        valuesOf(w),
        [0, 1, 2].map((value) => value - 1 / Math.sqrt(0.75)),
      );
      w.dispose();
    });
  });

  it('a class of one’s own that has its own applyGradients, and not one that has none', () => {
    let asked = 0;
    class Own extends tf.SGDOptimizer {
      override applyGradients(): void {
        asked++;
      }
    }
    class Inheriting extends tf.AdamOptimizer {}
    tf.tidy(() => {
      const w = variable([1]);
      new Own(0.1).applyGradients();
      expect(asked).toBe(1);
      apply(new Inheriting(0.1, 0.9, 0.999), { [w.name]: gradient([1]) });
      expectSame(valuesOf(w), [0.9]);
      w.dispose();
    });
  });

  it('takes a rate that was set since, as before', () => {
    const w = variable([1]);
    const sgd = tf.train.sgd(1);
    sgd.setLearningRate(0.25);
    tf.tidy(() => apply(sgd, { [w.name]: gradient([1]) }));
    expect(valuesOf(w)).toEqual([0.75]);
    tf.dispose([w]);
    sgd.dispose();
  });

  it('shows new weights to every kernel, those included that keep packed ones', () => {
    tf.tidy(() => {
      const x = tf.ones([1, 4, 4, 2]) as tf.Tensor4D;
      const filter = tf.variable(tf.ones([2, 2, 2, 3]));
      const flat = tf.ones([1, 24]) as tf.Tensor2D;
      const weights = tf.variable(tf.ones([24, 2]));
      const sgd = tf.train.sgd(1);
      for (let step = 0; step < 3; step++) {
        const value = 1 - step;
        expect(new Set(valuesOf(tf.conv2d(x, filter as tf.Tensor as tf.Tensor4D, 1, 'valid')))).toEqual(
          new Set([8 * value]),
        );
        expect(valuesOf(tf.matMul(flat, weights as tf.Tensor as tf.Tensor2D))).toEqual([24 * value, 24 * value]);
        sgd.applyGradients({ [filter.name]: tf.ones(filter.shape), [weights.name]: tf.ones(weights.shape) });
      }
      tf.dispose([filter, weights]);
    });
  });
});

describe('kernels of the optimisers', () => {
  beforeAll(async () => {
    await tf.setBackend('wasm');
    installWasmKernels();
  });

  it('refuse what is not float32, or of another shape than the gradient', () => {
    tf.tidy(() => {
      const run = (x: tf.Tensor): unknown =>
        tf.engine().runKernel('ApplyGradientDescent', { var: x, grad: tf.ones([2]) }, { learningRate: 1 });
      expect(() => run(tf.tensor1d([1, 2], 'int32'))).toThrow(TypeError);
      expect(() => run(tf.ones([3]))).toThrow('var and grad must have equal shape, got [3] and [2]');
    });
  });
});
