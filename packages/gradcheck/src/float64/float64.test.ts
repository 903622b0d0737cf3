import { useBackend } from '@gradlab/backend';
import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { doubleTensor, float64Backend, inFloat64, readDoubles } from './in-float64.ts';

/** The values that f computes in doubles. */
async function compute(f: () => tf.Tensor): Promise<number[]> {
  const backend = await float64Backend();
  return inFloat64(backend, () => {
    const result = tf.tidy(f);
    const values = [...readDoubles(backend, result)];
    result.dispose();
    return values;
  });
}

describe.each(['cpu', 'wasm'] as const)('the float64 backend beside %s', (name) => {
  beforeAll(() => useBackend(name));

  it('computes in doubles', async () => {
    const [third] = await compute(() => tf.div(doubleTensor(Float64Array.of(1), []), 3));
    expect(third).toBe(1 / 3);
    expect(await compute(() => tf.tanh(doubleTensor(Float64Array.of(0.1, -2), [2])))).toEqual([0.1, -2].map(Math.tanh));
    const product = () =>
      tf.matMul(
        doubleTensor(Float64Array.of(0.1, 0.2), [1, 2]) as tf.Tensor2D,
        doubleTensor(Float64Array.of(3, 7), [2, 1]) as tf.Tensor2D,
      );
    expect(await compute(product)).toEqual([0.1 * 3 + 0.2 * 7]);
  });

  it('is made for one check and leaves the backend that was current', async () => {
    const backend = await float64Backend();
    expect(tf.getBackend()).toBe(name);
    expect(await float64Backend()).toBe(backend);
    expect(() =>
      inFloat64(backend, () => {
        expect(tf.getBackend()).toBe('cpu-float64');
        throw new Error('inside');
      }),
    ).toThrow('inside');
    expect(tf.getBackend()).toBe(name);
    // wasm's kernels are set up anew each time they become current.
    expect([...tf.tidy(() => tf.matMul(tf.tensor2d([[2]]), tf.tensor2d([[3]])).dataSync())]).toEqual([6]);
  });

  it('reads tensors of other backends without taking them away', async () => {
    const constant = tf.tensor1d([1, 2, 3]);
    const labels = tf.tensor1d([2, 0], 'int32');
    const leak = await leakOf(async () => {
      expect(await compute(() => tf.gather(tf.mul(constant, 2), labels))).toEqual([6, 2]);
      // Views of a foreign tensor keep its data alive and let it go.
      expect(await compute(() => tf.neg(tf.reshape(tf.clone(constant), [3, 1])))).toEqual([-1, -2, -3]);
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
    expect(tf.engine().state.tensorInfo.get(constant.dataId)?.backend).toBe(tf.backend());
    expect([...constant.dataSync()]).toEqual([1, 2, 3]);
    tf.dispose([constant, labels]);
  });

  it('hands what it made to other backends as float32', async () => {
    const backend = await float64Backend();
    const made = inFloat64(backend, () => tf.div(doubleTensor(Float64Array.of(1, 2), [2]), 3));
    const asFloats = [Math.fround(1 / 3), Math.fround(2 / 3)];
    expect(made.dataSync()).toEqual(Float32Array.from(asFloats));
    const moved = tf.mul(made, 1);
    expect([...(await moved.data())]).toEqual(asFloats);
    expect(tf.engine().state.tensorInfo.get(made.dataId)?.backend).toBe(tf.backend());
    tf.dispose([made, moved]);
  });

  it('has whole numbers, truth values and random draws', async () => {
    const [whole, truth] = [tf.tensor1d([7, -3], 'int32'), tf.tensor1d([true, false], 'bool')];
    expect(await compute(() => tf.cast(tf.floorDiv(whole, tf.scalar(2, 'int32')), 'float32'))).toEqual([3, -2]);
    expect(await compute(() => tf.where(truth, tf.ones([2]), tf.zeros([2])))).toEqual([1, 0]);
    expect((await compute(() => tf.multinomial(tf.tensor1d([0.1, 0.9]), 5, 3))).length).toBe(5);
    tf.dispose([whole, truth]);
  });
});

it('reads complex tensors of a backend that has them', async () => {
  await useBackend('cpu');
  const signal = tf.complex([1, 2], [0, 0.5]);
  // Sum and difference of the numbers 1 and 2 + 0.5i.
  expect(await compute(() => tf.imag(tf.fft(signal)))).toEqual([0.5, -0.5]);
  signal.dispose();
});
