import { useStockCpu } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { attach, type KernelHost } from '../src/kernel-host.ts';
import { updateInPlace } from '../src/kernels/update-in-place.ts';
import { currentStockBackend } from '../src/stock-backend.ts';

describe('KernelHost', () => {
  let host: KernelHost;
  beforeAll(async () => {
    await tf.setBackend('wasm');
    host = attach(currentStockBackend(), 'simd128');
  });

  it('counts how often the data of a tensor changed, whichever of its tensors says so', () => {
    const x = host.output([2, 3]);
    const view = host.share({ ...x, shape: [6] });
    const other = host.output([2, 3]);
    expect(host.version(x)).toBe(0);
    host.changed(x);
    host.changed(view);
    expect([x, view, other].map(host.version)).toEqual([2, 2, 0]);
    for (const tensor of [x, view, other]) host.dispose(tensor);
  });

  it('makes stock kernels forget what they packed of a tensor that changed', () => {
    tf.tidy(() => {
      const [x, filter, bias] = [tf.ones([1, 4, 4, 2]), tf.ones([2, 2, 2, 3]), tf.ones([3])];
      const [data, shift] = [filter, bias].map((tensor) => currentStockBackend().dataIdMap.get(tensor.dataId));
      const convolve = (): number[] => {
        const attrs = { strides: 1, pad: 'valid', dataFormat: 'NHWC', dilations: 1, activation: 'linear' };
        const inputs = { x, filter, bias };
        return Array.from((tf.engine().runKernel('FusedConv2D', inputs, attrs) as tf.Tensor).dataSync());
      };
      const depthwise = (): number[] =>
        Array.from(
          tf.depthwiseConv2d(x as tf.Tensor4D, tf.reshape(filter, [2, 2, 2, 3]) as tf.Tensor4D, 1, 'valid').dataSync(),
        );
      expect(new Set(convolve())).toEqual(new Set([9]));
      expect(new Set(depthwise())).toEqual(new Set([4]));
      const { HEAPF32 } = (tf.backend() as unknown as { wasm: { HEAPF32: Float32Array } }).wasm;
      HEAPF32.fill(2, (data?.memoryOffset ?? 0) / 4, (data?.memoryOffset ?? 0) / 4 + filter.size);
      host.changed(filter);
      expect(new Set(convolve())).toEqual(new Set([17]));
      expect(new Set(depthwise())).toEqual(new Set([8]));
      HEAPF32.fill(3, (shift?.memoryOffset ?? 0) / 4, (shift?.memoryOffset ?? 0) / 4 + bias.size);
      host.changed(bias);
      expect(new Set(convolve())).toEqual(new Set([19]));
    });
  });

  it('is told of what an update writes in place, and of nothing else', () => {
    const [alone, shared, grad] = [host.output([5]), host.output([5]), host.output([5])];
    const clone = host.share(shared);
    const update = { name: 'update', kernel: 'momentumDescent', numbers: [0, 0, 0] };
    const [first, second] = updateInPlace(host, update, { alone, shared }, grad);
    expect([first?.dataId === alone.dataId, second?.dataId === shared.dataId]).toEqual([true, false]);
    expect([alone, shared, grad].map(host.version)).toEqual([1, 0, 0]);
    for (const tensor of [alone, shared, grad, clone, first, second]) if (tensor !== undefined) host.dispose(tensor);
  });

  it('counts references, also to data that another backend still has', async () => {
    const x = host.output([1]);
    expect(host.references(x)).toBe(1);
    const again = host.share(x);
    expect(host.references(x)).toBe(2);
    host.dispose(again);
    expect(host.references(x)).toBe(1);
    host.dispose(x);
    await useStockCpu();
    const elsewhere = tf.tensor1d([7]);
    const clone = tf.clone(elsewhere);
    await tf.setBackend('wasm');
    expect(host.references(elsewhere)).toBe(2);
    expect(Array.from(elsewhere.dataSync())).toEqual([7]);
    tf.dispose([elsewhere, clone]);
  });

  it('frees what a kernel made when it throws, and only that, also when one kernel runs in another', () => {
    const before = tf.engine().backend.numDataIds();
    const kept: tf.TensorInfo[] = [];
    host.disposingOnThrow(() => {
      kept.push(host.output([2]));
      const inner = (): void =>
        host.disposingOnThrow(() => {
          host.output([3], 'bool');
          host.output([3], 'int32');
          throw new Error('inner');
        });
      expect(inner).toThrow('inner');
      kept.push(host.output([2]));
    });
    expect(tf.engine().backend.numDataIds() - before).toBe(2);
    for (const tensor of kept) host.dispose(tensor);
    expect(tf.engine().backend.numDataIds()).toBe(before);
  });

  it('refuses a kernel that the binary does not have', () => {
    expect(() => host.dispatch('nothing', [], 1)).toThrow('no kernel nothing');
  });
});
