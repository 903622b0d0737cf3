import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { installWasmKernels } from '../src/index.ts';
import { wasm } from './malloc.ts';

const MOST = 32 * 1024 * 1024;

/** Bytes of every allocation that a kernel makes besides its output, by running it on operands of zeros. */
function scratchOf(kernel: string, shapes: Readonly<Record<string, number[]>>, attrs: tf.NamedAttrMap): number[] {
  return tf.tidy(() => {
    const inputs = Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, tf.zeros(shape)]));
    const module = wasm();
    const stock = module._malloc;
    const sizes: number[] = [];
    module._malloc = (bytes) => {
      sizes.push(bytes);
      return stock(bytes);
    };
    try {
      tf.engine().runKernel(kernel, inputs, attrs);
    } finally {
      module._malloc = stock;
    }
    return sizes.slice(1);
  });
}

const attrs = { strides: [1, 1], pad: 'same', dataFormat: 'NHWC', dilations: [1, 1] };

/** The kernels of a convolution of `batch` images of `size` × `size`, with a filter of `taps` × `taps`. */
function convolutions(batch: number, size: number, taps: number, channels: number, out: number): number[][] {
  const [x, dy, filter] = [
    [batch, size, size, channels],
    [batch, size, size, out],
    [taps, taps, channels, out],
  ];
  return [
    scratchOf('Conv2D', { x, filter }, attrs),
    scratchOf('Conv2DBackpropFilter', { x, dy }, { ...attrs, filterShape: filter }),
    scratchOf('Conv2DBackpropInput', { dy, filter }, { ...attrs, inputShape: x }),
  ];
}

const total = (sizes: readonly number[]): number => sizes.reduce((sum, bytes) => sum + bytes, 0);

describe('scratch', () => {
  beforeAll(async () => {
    await tf.setBackend('wasm');
    installWasmKernels();
  });

  it.each([
    ['by Winograd', 12, 3, 16, 24],
    ['directly', 12, 7, 5, 9],
  ])('of a convolution %s does not grow with the batch', (_name, size, taps, channels, out) => {
    expect(convolutions(40, size, taps, channels, out)).toEqual(convolutions(10, size, taps, channels, out));
  });

  it('of a product does not grow with its rows', () => {
    const product = (rows: number): number[] =>
      scratchOf('BatchMatMul', { a: [1, 70, rows], b: [1, 70, 300] }, { transposeA: true, transposeB: false });
    expect(product(5000)).toEqual(product(500));
  });

  it('of rows of bytes does not grow with their number', () => {
    const bytes = new Uint8Array(1000);
    const gathered = (rows: number): number[] =>
      scratchOf('GatherUint8', {}, { bytes, indices: new Uint32Array(rows), shape: [1000], scale: 1 });
    expect(gathered(5000)).toEqual(gathered(500));
  });

  it.each([
    ['few channels, large images', 1, 300, 3, 3, 64],
    ['as many channels as the transforms take', 1, 4, 3, 340, 320],
    ['more channels than that', 1, 4, 3, 700, 700],
    ['a large filter', 1, 20, 11, 96, 96],
    ['one pixel', 1, 1, 1, 2048, 1000],
  ])('stays under 32 MiB: %s', (_name, batch, size, taps, channels, out) => {
    for (const sizes of convolutions(batch, size, taps, channels, out)) expect(total(sizes)).toBeLessThan(MOST);
  });

  it.each([
    ['a long signal', { x: [1, 1, 100_000, 16], filter: [1, 3, 16, 32] }, attrs],
    ['taps far apart', { x: [1, 33, 33, 512], filter: [3, 3, 512, 8] }, { ...attrs, dilations: [36, 36] }],
  ])('stays under 32 MiB: a convolution of %s', (_name, shapes, given) => {
    const { x, filter } = shapes as { x: number[]; filter: number[] };
    expect(total(scratchOf('Conv2D', { x, filter }, given))).toBeLessThan(MOST);
    if (given.dilations[0] !== 1) return;
    const dy = [...x.slice(0, 3), filter[3] ?? 0];
    const sizes = scratchOf('Conv2DBackpropFilter', { x, dy }, { ...given, filterShape: filter });
    expect(total(sizes)).toBeLessThan(MOST);
  });

  it('says that there is no memory where what is asked for passes 32 bits', () => {
    const shapes = { x: [1, 1, 65_536, 2], filter: [1, 1, 2, 8192] };
    const run = (): unknown =>
      scratchOf('DepthwiseConv2dNative', shapes, { ...attrs, strides: [1, 1024], pad: 'valid' });
    expect(run).toThrow(expect.objectContaining({ code: 'out-of-memory' }));
    expect(Array.from(tf.tidy(() => tf.add(tf.ones([3]), 1).dataSync()))).toEqual([2, 2, 2]);
  });

  it('stays under 32 MiB for a large product', () => {
    const shapes = { a: [1, 3000, 2000], b: [1, 2000, 1500] };
    const sizes = scratchOf('BatchMatMul', shapes, { transposeA: false, transposeB: false });
    expect(total(sizes)).toBeLessThan(MOST);
  });
});
