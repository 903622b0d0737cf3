import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { foldIn, key, type Seed } from '@gradlab/random';
import { leakOf, useStockCpu } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import * as init from './index.ts';

const anyShape = fc.array(fc.nat(4), { maxLength: 5 });
const matrix = fc.array(fc.nat(6), { minLength: 2, maxLength: 2 });
const atLeastMatrix = fc.array(fc.nat(4), { minLength: 2, maxLength: 5 });
const spatial = fc.array(fc.nat(4), { minLength: 1, maxLength: 3 });
const kernel = fc
  .tuple(spatial, fc.nat(4), fc.nat(4))
  .map(([sizes, a, b]) => [...sizes, Math.min(a, b), Math.max(a, b)]);

interface Subject {
  readonly initializer: init.ConfiguredInitializer;
  readonly shapes: fc.Arbitrary<number[]>;
  /** One on which values differ, if they are random. */
  readonly shape: readonly number[];
  readonly random: boolean;
}

function drawn(initializer: init.ConfiguredInitializer, shapes = anyShape, shape: readonly number[] = [8]): Subject {
  return { initializer, shapes, shape, random: true };
}

function fixed(initializer: init.ConfiguredInitializer, shapes = anyShape, shape: readonly number[] = [8]): Subject {
  return { initializer, shapes, shape, random: false };
}

// Every initialiser of this package belongs in this list.
const subjects: readonly Subject[] = [
  fixed(init.zeros()),
  fixed(init.ones()),
  fixed(init.constant({ value: -0.5 })),
  fixed(init.constant({ value: [1, 2, 3, 4, 5, 6, 7, 8] }), fc.constantFrom([8], [2, 4], [2, 1, 2, 2])),
  drawn(init.uniform()),
  drawn(init.uniform({ min: -0.05, max: 0.05 })),
  drawn(init.normal()),
  drawn(init.normal({ mean: 3, standardDeviation: 0.5 })),
  drawn(init.truncatedNormal()),
  drawn(init.truncatedNormal({ mean: 1, standardDeviation: 2, lower: 5, upper: 6 })),
  drawn(init.varianceScaling()),
  drawn(
    init.varianceScaling({ scale: 3, mode: 'geometric', distribution: 'uniform', axes: { in: 0, out: -1 } }),
    atLeastMatrix,
    [2, 4],
  ),
  drawn(init.glorotUniform()),
  drawn(init.glorotUniform({ gain: 5 / 3, axes: 'depthwise' }), atLeastMatrix, [2, 4]),
  drawn(init.glorotNormal()),
  drawn(init.glorotNormal({ gain: 2, distribution: 'normal', axes: 'transposed' }), atLeastMatrix, [2, 4]),
  drawn(init.heUniform()),
  drawn(init.heUniform({ mode: 'fanOut', slope: 0.2 })),
  drawn(init.heNormal()),
  drawn(init.heNormal({ mode: 'fanAvg', distribution: 'normal', axes: 'torch' }), atLeastMatrix, [2, 4]),
  drawn(init.lecunUniform()),
  drawn(init.lecunNormal()),
  drawn(init.lecunNormal({ distribution: 'normal' })),
  drawn(init.orthogonal(), atLeastMatrix, [2, 4]),
  drawn(init.orthogonal({ gain: 2, outputAxis: -2 }), atLeastMatrix, [2, 4]),
  drawn(init.deltaOrthogonal({ gain: 0.5 }), kernel, [3, 2, 4]),
  fixed(init.dirac(), kernel, [3, 2, 4]),
  fixed(
    init.dirac({ groups: 2 }),
    kernel.map((sizes) => [...sizes.slice(0, -1), 4]),
    [3, 2, 4],
  ),
  drawn(init.sparse({ sparsity: 0.3 }), matrix, [4, 2]),
  fixed(init.identity({ gain: -2 }), matrix, [2, 4]),
];

const factories = Object.entries(init).flatMap(([name, value]) =>
  ['calculateGain', 'computeFans', 'initializerFromConfig'].includes(name) || typeof value !== 'function' ? [] : [name],
);

beforeAll(useStockCpu);

function valuesOf(initializer: init.Initializer, shape: readonly number[], seed: Seed): Float32Array {
  const tensor = initializer(shape, seed);
  const values = tensor.dataSync<'float32'>().slice();
  tensor.dispose();
  return values;
}

it('is run over every initialiser of the package', () => {
  expect([...new Set(subjects.map(({ initializer }) => initializer.config.name))].sort()).toEqual(factories.sort());
});

const named = subjects.map((subject) => ({ ...subject, title: JSON.stringify(subject.initializer) }));

describe.each(named)('$title', ({ initializer, shapes, shape, random }) => {
  const { name } = initializer.config;

  it('gives float32 of its shapes, finite, the same for the same seed, with no value for an empty one', () => {
    fc.assert(
      fc.property(shapes, fc.nat(), (sizes, seed) => {
        const tensor = initializer(sizes, seed);
        expect([tensor.shape, tensor.dtype, tensor.isDisposed]).toEqual([sizes, 'float32', false]);
        const values = tensor.dataSync<'float32'>();
        tensor.dispose();
        expect(values).toHaveLength(sizes.reduce((product, size) => product * size, 1));
        expect(values.every(Number.isFinite)).toBe(true);
        expect(valuesOf(initializer, sizes, key(seed))).toEqual(values);
      }),
      { numRuns: 50 },
    );
  });

  it('allocates one tensor, which the caller owns, inside a tidy or not', async () => {
    expect(await leakOf(() => initializer(shape, 1).dispose())).toEqual({ tensors: 0, bytes: 0 });
    expect(await leakOf(() => tf.tidy(() => void initializer(shape, 1)))).toEqual({ tensors: 0, bytes: 0 });
  });

  it('depends on the seed if it is random, and never on calls before', () => {
    const first = valuesOf(initializer, shape, foldIn(1, 'a'));
    const other = valuesOf(initializer, shape, foldIn(1, 'b'));
    expect(Buffer.from(first.buffer).equals(Buffer.from(other.buffer))).toBe(!random);
    expect(valuesOf(initializer, shape, foldIn(1, 'a'))).toEqual(first);
  });

  it('does not keep or change the shape it was given, or give one array twice', () => {
    const sizes = Object.freeze([...shape]);
    const tensor = initializer(sizes, 1);
    expect(tensor.shape).not.toBe(sizes);
    const expected = valuesOf(initializer, sizes, 1);
    tensor.dataSync<'float32'>().fill(99);
    tensor.dispose();
    expect(valuesOf(initializer, sizes, 1)).toEqual(expected);
  });

  it('refuses a shape or seed that is none, leaving nothing behind', async () => {
    const refuse = (sizes: unknown, seed: unknown) => () => initializer(sizes as number[], seed as number);
    const leak = await leakOf(() => {
      expect(refuse([2, -1], 1)).toThrow(new RangeError(`${name}: shape must be a list of integers >= 0, got [2,-1]`));
      expect(refuse([1.5], 1)).toThrow(RangeError);
      expect(refuse(4, 1)).toThrow(TypeError);
      expect(refuse(shape, -1)).toThrow(RangeError);
      expect(refuse(shape, 'a')).toThrow(TypeError);
      expect(refuse(shape, undefined)).toThrow(TypeError);
    });
    expect(leak.tensors).toBe(0);
  });

  it('comes back from its configuration, by way of JSON', () => {
    expect(initializer.config.name).toBe(name);
    const again = init.initializerFromConfig(JSON.parse(JSON.stringify(initializer)));
    expect(again.config).toEqual(initializer.config);
    expect(valuesOf(again, shape, 5)).toEqual(valuesOf(initializer, shape, 5));
  });
});

it('gives the same values on the stock wasm backend as on the cpu backend', async () => {
  const expected = subjects.map(({ initializer, shape }) => valuesOf(initializer, shape, 3));
  const wasm = await import('@tensorflow/tfjs-backend-wasm');
  const binary = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm');
  wasm.setWasmPaths(`${dirname(binary)}/`);
  await tf.setBackend('wasm');
  try {
    expect(tf.getBackend()).toBe('wasm');
    expect(subjects.map(({ initializer, shape }) => valuesOf(initializer, shape, 3))).toEqual(expected);
  } finally {
    await useStockCpu();
  }
});
