import { useBackend } from '@gradlab/backend';
import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  activation,
  avgPool,
  batchNorm,
  conv2d,
  conv2dTranspose,
  dense,
  depthwiseConv2d,
  flatten,
  globalAvgPool,
  globalMaxPool,
  type Layer,
  layerNorm,
  maxPool,
  sequential,
} from '../index.ts';

const image: Readonly<Record<string, () => Layer>> = {
  conv2d: () => conv2d({ filters: 2, kernelSize: 3 }),
  depthwiseConv2d: () => depthwiseConv2d({ kernelSize: 3 }),
  conv2dTranspose: () => conv2dTranspose({ filters: 2, kernelSize: 3, stride: 2 }),
  maxPool: () => maxPool({ size: 3, stride: 2, padding: 1 }),
  avgPool: () => avgPool({ size: 3, stride: 2, padding: 1 }),
  globalAvgPool: () => globalAvgPool(),
  globalMaxPool: () => globalMaxPool(),
  batchNorm: () => batchNorm(),
  layerNorm: () => layerNorm(),
  flatten: () => flatten(),
  softmax: () => activation('softmax'),
};

describe.each(['cpu', 'wasm'] as const)('every layer on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it.each(Object.entries(image))('%s takes an empty batch in evaluation', (_, make) => {
    const model = sequential({ inputShape: [5, 6, 2], layers: [make()], seed: 1 });
    const output = model.apply(tf.zeros([0, 5, 6, 2]));
    expect(output.shape).toEqual([0, ...model.outputShape]);
    tf.dispose(output);
    model.dispose();
  });

  it.each(Object.entries(image))('%s leaks nothing, forward and backward', async (_, make) => {
    const model = sequential({ inputShape: [5, 6, 2], layers: [dense1x1(), make()], seed: 1 });
    const x = tf.ones([2, 5, 6, 2]);
    const leak = await leakOf(() => {
      const f = (): tf.Scalar => tf.sum(tf.square(model.apply(x, { training: true })));
      const { value, grads } = tf.variableGrads(f, Object.values(model.parameters));
      tf.dispose([value, grads]);
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
    x.dispose();
    model.dispose();
  });
});

/** So that layers without weights have a gradient to pass on. */
function dense1x1(): Layer {
  return conv2d({ filters: 2, kernelSize: 1, name: 'before' });
}

describe('layers', () => {
  beforeAll(() => useBackend('cpu'));

  it('refuse inputs of another shape, and name themselves', () => {
    const build = (inputShape: readonly number[], ...layers: Layer[]) => {
      sequential({ inputShape, layers, seed: 1 });
    };
    expect(() => build([4], conv2d({ filters: 1, kernelSize: 3 }))).toThrow(
      'conv2d: inputs of conv1 must have shape [height,width,channels], got [4]',
    );
    expect(() => build([4], depthwiseConv2d({ kernelSize: 3, name: 'sobel' }))).toThrow('inputs of sobel must');
    expect(() => build([4], conv2dTranspose({ filters: 1, kernelSize: 3 }))).toThrow('inputs of convTranspose1 must');
    expect(() => build([4, 4], maxPool())).toThrow('maxPool: inputs of maxPool1 must have shape');
    expect(() => build([4], globalAvgPool())).toThrow('globalAvgPool: inputs of globalAvgPool1 must have shape');
    expect(() => build([4, 4, 1], dense({ units: 2 }))).toThrow(
      'dense: inputs of dense1 must have shape [inputs], got [4,4,1]; put flatten() before it',
    );
    expect(() => build([], batchNorm())).toThrow('batchNorm: inputs of bn1 must have shape [...,channels], got []');
    expect(() => build([3], layerNorm({ dimensions: 2 }))).toThrow('inputs of ln1 must have at least 2 axes, got [3]');
    expect(() => build([2, 8, 1], conv2d({ filters: 1, kernelSize: 3 }))).toThrow(
      'conv2d: the window [3,3] of conv1 must fit into its inputs, got height and width [2,8] with padding "valid"',
    );
    expect(() => build([2, 2, 1], maxPool(), maxPool())).toThrow('the window [2,2] of maxPool2 must fit');
  });

  it('refuse options that are none', () => {
    expect(() => conv2d({ filters: 0, kernelSize: 3 })).toThrow('conv2d: filters must be an integer >= 1, got 0');
    expect(() => conv2d({ filters: 1, kernelSize: [3, 0] })).toThrow('kernelSize[1] must be an integer >= 1, got 0');
    expect(() => conv2d({ filters: 1, kernelSize: [3] as never })).toThrow(
      'kernelSize must be [height,width], got [3]',
    );
    expect(() => conv2d({ filters: 1, kernelSize: 3, padding: 'full' as never })).toThrow(
      'conv2d: padding must be one of same, valid, got "full"',
    );
    expect(() => conv2d({ filters: 1, kernelSize: 3, stride: '2' as never })).toThrow(TypeError);
    expect(() => depthwiseConv2d({ kernelSize: 3, multiplier: 0.5 })).toThrow('multiplier must be an integer >= 1');
    expect(() => conv2dTranspose({ filters: 1, kernelSize: 3, padding: 'same', outputPadding: 1 })).toThrow(
      "outputPadding must be 0 where padding is 'same', got [1,1]",
    );
    expect(() => maxPool({ size: 0 })).toThrow('maxPool: size must be an integer >= 1, got 0');
    expect(() => batchNorm({ momentum: 2 })).toThrow(
      'batchNorm: momentum must be a finite number >= 0 and <= 1, got 2',
    );
    expect(() => batchNorm({ epsilon: 0 })).toThrow('batchNorm: epsilon must be a finite number > 0, got 0');
    expect(() => layerNorm({ dimensions: 0 })).toThrow('layerNorm: dimensions must be an integer >= 1, got 0');
    expect(() => activation('relu', { slope: 0.1 })).toThrow('activation: slope must be of leakyRelu, got one of relu');
  });

  it('refuse a batch norm of one value in training, naming it', () => {
    const model = sequential({ inputShape: [3], layers: [batchNorm()], seed: 1 });
    expect(() => model.apply(tf.ones([1, 3]), { training: true })).toThrow(
      'apply: inputs of bn1 must hold more than one value for each channel while training, got [1,3]',
    );
    expect(model.apply(tf.ones([1, 3])).shape).toEqual([1, 3]);
    model.dispose();
  });

  it('convolve as the definition says, whatever window, stride and padding', () => {
    const size = fc.integer({ min: 1, max: 6 });
    const small = fc.integer({ min: 1, max: 3 });
    const padding = fc.oneof(fc.constantFrom('same' as const, 'valid' as const), fc.integer({ min: 0, max: 2 }));
    const cases = fc.record({ height: size, width: size, kernel: fc.tuple(small, small), stride: small, padding });
    fc.assert(
      fc.property(cases, ({ height, width, kernel, stride, padding }) => {
        const around = typeof padding === 'number' ? padding : 0;
        fc.pre(padding === 'same' || (kernel[0] <= height + 2 * around && kernel[1] <= width + 2 * around));
        const layers = [conv2d({ filters: 1, kernelSize: kernel, stride, padding })];
        const model = sequential({ inputShape: [height, width, 1], layers, seed: 3 });
        const x = tf.randomUniform([1, height, width, 1], -1, 1, 'float32', 5);
        const output = model.apply(x);
        const pixels = x.dataSync();
        const weights = model.parameters['conv1.weight']?.dataSync() ?? [];
        const [, rows = 0, columns = 0] = output.shape;
        expect([rows, columns, 1]).toEqual(model.outputShape);
        const before = (n: number, k: number, outputs: number): number =>
          padding === 'same' ? Math.floor(Math.max(0, (outputs - 1) * stride + k - n) / 2) : around;
        const [top, left] = [before(height, kernel[0], rows), before(width, kernel[1], columns)];
        output.dataSync().forEach((value, at) => {
          const [i, j] = [Math.floor(at / columns) * stride - top, (at % columns) * stride - left];
          let sum = 0;
          for (let u = 0; u < kernel[0]; u++) {
            for (let v = 0; v < kernel[1]; v++) {
              const inside = i + u >= 0 && i + u < height && j + v >= 0 && j + v < width;
              if (inside) sum += (pixels[(i + u) * width + j + v] ?? 0) * (weights[u * kernel[1] + v] ?? 0);
            }
          }
          // Nine products of numbers below 2, in float32.
          expect(value).toBeCloseTo(sum, 5);
        });
        tf.dispose([x, output]);
        model.dispose();
      }),
      { numRuns: process.env.GRADLAB_STRESS === '1' ? 1000 : 50 },
    );
  });
});
