import { foldIn, key, type Seed } from '@gradlab/random';
import { leakOf, useStockCpu } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { glorotUniform, type Initializer, normal, zeros } from './index.ts';

// Every initialiser of this package belongs in this list.
const initializers: readonly { name: string; initializer: Initializer; random: boolean }[] = [
  { name: 'zeros', initializer: zeros(), random: false },
  { name: 'normal', initializer: normal(), random: true },
  { name: 'normal', initializer: normal({ mean: 3, standardDeviation: 0.5 }), random: true },
  { name: 'glorotUniform', initializer: glorotUniform(), random: true },
  { name: 'glorotUniform', initializer: glorotUniform({ gain: 5 / 3 }), random: true },
];

beforeAll(useStockCpu);

function valuesOf(initializer: Initializer, shape: readonly number[], seed: Seed): Float32Array {
  const tensor = initializer(shape, seed);
  const values = tensor.dataSync<'float32'>();
  tensor.dispose();
  return values;
}

describe.each(initializers)('$name', ({ name, initializer, random }) => {
  it('gives float32 of any shape, finite, the same for the same seed', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(4), { maxLength: 5 }), fc.nat(), (shape, seed) => {
        const tensor = initializer(shape, seed);
        expect([tensor.shape, tensor.dtype, tensor.isDisposed]).toEqual([shape, 'float32', false]);
        const values = tensor.dataSync<'float32'>();
        tensor.dispose();
        expect(values.every(Number.isFinite)).toBe(true);
        expect(valuesOf(initializer, shape, key(seed))).toEqual(values);
      }),
      { numRuns: 50 },
    );
  });

  it('allocates one tensor, which the caller owns, inside a tidy or not', async () => {
    expect(await leakOf(() => initializer([2, 3], 1).dispose())).toEqual({ tensors: 0, bytes: 0 });
    expect(await leakOf(() => tf.tidy(() => void initializer([2, 3], 1)))).toEqual({ tensors: 0, bytes: 0 });
  });

  it('depends on the seed if it is random, and never on calls before', () => {
    const first = valuesOf(initializer, [8], foldIn(1, 'a'));
    const other = valuesOf(initializer, [8], foldIn(1, 'b'));
    expect(Buffer.from(first.buffer).equals(Buffer.from(other.buffer))).toBe(!random);
    expect(valuesOf(initializer, [8], foldIn(1, 'a'))).toEqual(first);
  });

  it('does not keep or change the shape it was given', () => {
    const shape = Object.freeze([2, 2]);
    const tensor = initializer(shape, 1);
    expect(tensor.shape).not.toBe(shape);
    tensor.dispose();
  });

  it('refuses a shape or seed that is none, leaving nothing behind', async () => {
    const refuse = (shape: unknown, seed: unknown) => () => initializer(shape as number[], seed as number);
    const leak = await leakOf(() => {
      expect(refuse([2, -1], 1)).toThrow(new RangeError(`${name}: shape must be a list of integers >= 0, got [2,-1]`));
      expect(refuse([1.5], 1)).toThrow(RangeError);
      expect(refuse(4, 1)).toThrow(TypeError);
      expect(refuse([2], -1)).toThrow(RangeError);
      expect(refuse([2], 'a')).toThrow(TypeError);
      expect(refuse([2], undefined)).toThrow(TypeError);
    });
    expect(leak.tensors).toBe(0);
  });
});
