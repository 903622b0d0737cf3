import { normal } from '@gradlab/random';
import { useStockCpu } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { kernelConfigs } from '../generated/cpu-kernels.js';
import { doubleTensor, float64Backend, inFloat64, readDoubles } from './in-float64.ts';

beforeAll(useStockCpu);

function draws(seed: number, shape: readonly number[]): Float64Array {
  return normal(seed, tf.util.sizeFromShape([...shape]));
}

/** What a kernel of the backend and the stock kernel, both in doubles, make of the same call. */
async function both(
  kernelName: string,
  inputs: Readonly<Record<string, readonly number[]>>,
  attrs: Readonly<Record<string, unknown>>,
): Promise<readonly [tf.TensorInfo, Float64Array][]> {
  const backend = await float64Backend();
  const stock = kernelConfigs.find((config) => config.kernelName === kernelName);
  return inFloat64(backend, () => {
    const tensors = Object.fromEntries(
      Object.entries(inputs).map(([name, shape], i) => [name, doubleTensor(draws(i + 1, shape), shape)]),
    );
    const call = { inputs: tensors, attrs: attrs as tf.NamedAttrMap };
    const results = [
      tf.engine().runKernel(kernelName, tensors, call.attrs) as tf.Tensor,
      stock?.kernelFunc({ ...call, backend: backend.forKernels }) as tf.TensorInfo,
    ];
    const read = results.map((result): [tf.TensorInfo, Float64Array] => [
      result,
      readDoubles(backend, result as tf.Tensor).slice(),
    ]);
    tf.dispose([...Object.values(tensors), results[0] as tf.Tensor]);
    backend.disposeData((results[1] as tf.TensorInfo).dataId);
    return read;
  });
}

async function expectStockResult(...call: Parameters<typeof both>): Promise<void> {
  const [[own, ownValues], [stock, stockValues]] = (await both(...call)) as [
    [tf.TensorInfo, Float64Array],
    [tf.TensorInfo, Float64Array],
  ];
  expect(own.shape).toEqual(stock.shape);
  expect(ownValues).toHaveLength(stockValues.length);
  // The same terms in another order: at most a few hundred of them, of products of normal draws.
  for (const [i, value] of stockValues.entries())
    expect(Math.abs((ownValues[i] ?? Number.NaN) - value)).toBeLessThan(1e-12);
}

const sizes = fc.integer({ min: 0, max: 6 });

describe('kernels of the package’s own give what the stock ones do, in doubles', () => {
  it('BatchMatMul', async () => {
    const stacks = fc.constantFrom<(readonly number[])[]>([], [2], [2, 3], [0]);
    await fc.assert(
      fc.asyncProperty(
        sizes,
        sizes,
        sizes,
        stacks,
        fc.boolean(),
        fc.boolean(),
        async (m, k, n, stack, transposeA, transposeB) => {
          const a = [...stack, ...(transposeA ? [k, m] : [m, k])];
          const b = [...stack, ...(transposeB ? [n, k] : [k, n])];
          await expectStockResult('BatchMatMul', { a, b }, { transposeA, transposeB });
        },
      ),
      { numRuns: 60 },
    );
    // Left to the stock kernel: one matrix against a stack of them.
    await expectStockResult('BatchMatMul', { a: [3, 2, 4], b: [1, 4, 5] }, { transposeA: false, transposeB: false });
  });

  it('the gradients of a convolution', async () => {
    const side = fc.integer({ min: 1, max: 7 });
    const some = fc.integer({ min: 1, max: 3 });
    const cases = fc.record({
      batch: some,
      height: side,
      width: side,
      inputs: some,
      outputs: some,
      rows: some,
      columns: some,
      strides: fc.tuple(some, some),
      pad: fc.constantFrom('same', 'valid'),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ batch, height, width, inputs, outputs, rows, columns, strides, pad }) => {
        fc.pre(pad === 'same' || (rows <= height && columns <= width));
        const image = [batch, height, width, inputs];
        const filter = [rows, columns, inputs, outputs];
        const out = (length: number, taps: number, stride: number): number =>
          Math.ceil((pad === 'same' ? length : length - taps + 1) / stride);
        const dy = [batch, out(height, rows, strides[0]), out(width, columns, strides[1]), outputs];
        const attrs = { strides, pad, dataFormat: 'NHWC' };
        await expectStockResult('Conv2DBackpropFilter', { x: image, dy }, { ...attrs, filterShape: filter });
        await expectStockResult('Conv2DBackpropInput', { dy, filter }, { ...attrs, inputShape: image });
      }),
      { numRuns: 60 },
    );
    const padded = {
      strides: 1,
      pad: [
        [0, 0],
        [2, 1],
        [0, 3],
        [0, 0],
      ],
      dataFormat: 'NHWC',
      dimRoundingMode: undefined,
    };
    await expectStockResult(
      'Conv2DBackpropFilter',
      { x: [1, 4, 4, 2], dy: [1, 5, 5, 3] },
      { ...padded, filterShape: [3, 3, 2, 3] },
    );
  });
});
