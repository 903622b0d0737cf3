import { leakOf, useStockCpu } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-layers';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { installWasmKernels } from '../src/index.ts';
import { draw, repeats } from './conformance/values.ts';

type Unary = (x: tf.Tensor) => tf.Tensor;

const SPECIAL = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  0,
  -0,
  1e-40,
  -1e-40,
  88.72,
  88.73,
  -103.9,
  -104,
  -88,
];

/** The distance of two float32 numbers beside each other, at the size of `value`. */
function ulp(value: number): number {
  return Math.max(2 ** -149, 2 ** (Math.floor(Math.log2(Math.abs(value) || 2 ** -149)) - 23));
}

/** 1 ulp: half for the last rounding, half for what the polynomial's terms round. tanh adds and divides once more, so 3. */
const FUNCTIONS: Readonly<Record<string, readonly [Unary, (x: number) => number, ulps: number]>> = {
  exp: [tf.exp, Math.exp, 1],
  tanh: [tf.tanh, Math.tanh, 3],
};

const ACTIVATIONS: Readonly<Record<string, Unary>> = {
  relu: tf.relu,
  relu6: tf.relu6,
  leakyRelu: (x) => tf.leakyRelu(x, 0.1),
  sigmoid: tf.sigmoid,
  tanh: tf.tanh,
  elu: tf.elu,
};

describe.each(['simd128', 'relaxed'] as const)('activations on %s', (simd) => {
  beforeAll(async () => {
    await tf.setBackend('wasm');
    installWasmKernels({ simd });
  });

  it.each(Object.entries(FUNCTIONS))('%s is right to the last places of float32', (_name, [run, exact, ulps]) => {
    const count = repeats(200_000, 5_000_000);
    const spread = Float32Array.from({ length: count }, (_, i) => 220 * (i / count - 0.5));
    for (const x of [spread, draw('normal', count, 1), draw('unit', count, 2).map((value) => value * 1e-3)]) {
      const got = tf.tidy(() => run(tf.tensor1d(x)).dataSync());
      const off = x.reduce((most, value, i) => {
        const want = exact(value);
        const isBeyond = Math.abs(want) > 3.4028235e38;
        const distance = isBeyond ? Number(got[i] !== Number.POSITIVE_INFINITY) * 9 : Math.abs((got[i] ?? 9) - want);
        return Math.max(most, isBeyond ? distance : distance / ulp(want));
      }, 0);
      expect(off).toBeLessThanOrEqual(ulps);
    }
  });

  it.each(Object.entries(FUNCTIONS))('%s of special values', (_name, [run, exact]) => {
    const got = tf.tidy(() => run(tf.tensor1d(SPECIAL)).dataSync());
    SPECIAL.forEach((x, i) => {
      const want = Math.fround(exact(Math.fround(x)));
      if (Math.abs(want) === 0 || !Number.isFinite(want)) expect(got[i]).toBe(want);
      else expect(Math.abs((got[i] ?? Number.NaN) - want)).toBeLessThanOrEqual(3 * ulp(want));
    });
  });

  it('gives every length the same values', () => {
    const x = draw('normal', 11, 5);
    for (const run of [tf.exp, tf.tanh, (input: tf.Tensor) => tf.leakyRelu(input, 0.3)]) {
      const whole = tf.tidy(() => run(tf.tensor1d(x)).dataSync());
      for (let n = 0; n < 11; n++) {
        const part = tf.tidy(() => run(tf.tensor1d(x.subarray(0, n), 'float32')).dataSync());
        expect(Array.from(part)).toEqual(Array.from(whole.subarray(0, n)));
      }
    }
  });

  it.each(Object.entries(ACTIVATIONS))('the gradient of %s is the CPU backend’s, bit for bit', async (_name, run) => {
    const values = [...draw('normal', 50, 3), ...SPECIAL, 6, 6.5, 7];
    const size = values.length;
    const shuffled = [...SPECIAL, ...draw('normal', size - SPECIAL.length, 4)].reverse();
    // The same outputs saved on both backends, so that only the gradients differ.
    const gradient = (): Float32Array =>
      tf.tidy(() => tf.grad(run)(tf.tensor1d(values), tf.tensor1d(shuffled)).dataSync() as Float32Array);
    await useStockCpu();
    const want = gradient();
    await tf.setBackend('wasm');
    const got = gradient();
    const isExact = run === tf.relu || run === tf.relu6;
    want.forEach((value, i) => {
      if (isExact || !Number.isFinite(value)) expect(got[i]).toBe(value);
      // 3 ulp of the saved output at most, and three more operations.
      else expect(Math.abs((got[i] ?? Number.NaN) - value)).toBeLessThanOrEqual(2 ** -20 * Math.abs(shuffled[i] ?? 0));
    });
  });

  it.each([
    ['relu', 1, 0],
    ['leakyRelu', 1, 0.1],
  ] as const)('%s has gradients of gradients', (name, above, below) => {
    const x = draw('normal', 9, 6);
    const run = ACTIVATIONS[name] ?? tf.relu;
    const first: Unary = (input) => tf.grad((z) => tf.sum(tf.square(run(z))))(input);
    const second: Unary = (input) => tf.grad((z) => tf.sum(tf.square(first(z))))(input);
    // (s x)² has the gradient 2 s² x; its square 4 s⁴ x² has 8 s⁴ x, whose square's is 128 s⁸ x.
    const third = tf.tidy(() =>
      tf
        .grad((z) => tf.sum(tf.square(second(z))))(tf.tensor1d(x))
        .dataSync(),
    );
    x.forEach((value, i) => {
      const slope = value > 0 ? above : below;
      expect(Math.abs((third[i] ?? Number.NaN) - 128 * slope ** 8 * value)).toBeLessThanOrEqual(1e-4);
    });
  });

  /** Gradients of Σ u · f(dy, y) by dy and y, in doubles; of softmax for one row. */
  const DERIVATIVES: Readonly<
    Record<string, readonly [byDy: (y: number) => number, byY: (dy: number, y: number) => number]>
  > = {
    SigmoidGrad: [(y) => y * (1 - y), (dy, y) => dy * (1 - 2 * y)],
    TanhGrad: [(y) => 1 - y * y, (dy, y) => -2 * dy * y],
  };

  it.each(Object.entries(DERIVATIVES))('%s has a gradient itself', (kernel, [byDy, byY]) => {
    const [dy, y, upstream] = [draw('normal', 9, 6), draw('unit', 9, 7), draw('normal', 9, 8)];
    const gradients = tf.tidy(() => {
      const f = (...[g, v]: tf.Tensor[]): tf.Tensor =>
        tf.engine().runKernel(kernel, { dy: g, y: v } as tf.NamedTensorMap) as tf.Tensor;
      return tf
        .grads(f)([tf.tensor1d(dy), tf.tensor1d(y)], tf.tensor1d(upstream))
        .map((tensor) => tensor.dataSync());
    });
    upstream.forEach((u, i) => {
      const [g, v] = [dy[i] ?? 0, y[i] ?? 0];
      expect(Math.abs((gradients[0]?.[i] ?? Number.NaN) - u * byDy(v))).toBeLessThan(1e-5);
      expect(Math.abs((gradients[1]?.[i] ?? Number.NaN) - u * byY(g, v))).toBeLessThan(1e-5);
    });
  });

  it('leaves gradients of gradients of sigmoid and tanh as tfjs-core has them', async () => {
    // tfjs-core loses the way from a saved output back to its input: a term is missing on every backend.
    const x = draw('normal', 9, 6);
    const second = (run: Unary): number[] =>
      tf.tidy(() => {
        const first: Unary = (input) => tf.grad((z) => tf.sum(tf.square(run(z))))(input);
        return Array.from(
          tf
            .grad((z) => tf.sum(tf.square(first(z))))(tf.tensor1d(x))
            .dataSync(),
        );
      });
    await useStockCpu();
    const want = [second(tf.sigmoid), second(tf.tanh)].flat();
    await tf.setBackend('wasm');
    [second(tf.sigmoid), second(tf.tanh)].flat().forEach((value, i) => {
      expect(Math.abs(value - (want[i] ?? Number.NaN))).toBeLessThan(1e-5);
    });
  });

  it('leave nothing behind, forward and backward', async () => {
    const x = tf.tensor1d(draw('normal', 30, 7));
    const run = (): void => {
      for (const f of Object.values(ACTIVATIONS)) tf.dispose([f(x), tf.grad(f)(x)]);
    };
    expect(await leakOf(run)).toEqual({ tensors: 0, bytes: 0 });
    x.dispose();
  });

  it('refuses a gradient of another shape or type than its input', () => {
    tf.tidy(() => {
      const [dy, x] = [tf.ones([3]), tf.ones([4])];
      expect(() => tf.engine().runKernel('ReluGrad', { dy, x })).toThrow(RangeError);
      expect(() => tf.engine().runKernel('TanhGrad', { dy, y: tf.ones([3], 'int32') })).toThrow(TypeError);
    });
  });
});

describe('the fast gradients', () => {
  it('run one kernel on this backend, and tfjs’s own operations on others', async () => {
    const kernels = async (backend: 'cpu' | 'wasm'): Promise<string[]> => {
      await (backend === 'cpu' ? useStockCpu() : tf.setBackend('wasm'));
      const { kernelNames } = await tf.profile(() =>
        tf.tidy(() =>
          tf
            .grad(tf.relu)(tf.ones([3]), tf.ones([3]))
            .dataSync(),
        ),
      );
      return kernelNames;
    };
    await tf.setBackend('wasm');
    installWasmKernels();
    expect(await kernels('wasm')).toContain('ReluGrad');
    expect(await kernels('wasm')).not.toContain('Step');
    expect(await kernels('cpu')).toContain('Step');
  });

  it('follow gradients that are registered later, at the next call', async () => {
    await tf.setBackend('wasm');
    installWasmKernels();
    const fast = tf.getGradient('Tanh');
    tf.unregisterGradient('Tanh');
    installWasmKernels();
    expect(tf.getGradient('Tanh')).toBeUndefined();
    const gradFunc: tf.GradFunc = () => ({});
    tf.registerGradient({ kernelName: 'Tanh', inputsToSave: ['x'], gradFunc });
    installWasmKernels();
    // It saves something else than tfjs-core's, so it is a stranger.
    expect(tf.getGradient('Tanh').gradFunc).toBe(gradFunc);
    tf.unregisterGradient('Tanh');
    tf.registerGradient({ kernelName: 'Tanh', outputsToSave: [true], gradFunc });
    installWasmKernels();
    expect(tf.getGradient('Tanh').gradFunc).not.toBe(gradFunc);
    tf.unregisterGradient('Tanh');
    tf.registerGradient(fast);
  });
});

it('property: any dy, any shape, the gradient of tanh is dy · (1 − y²)', async () => {
  await tf.setBackend('wasm');
  installWasmKernels();
  const values = fc.array(fc.float({ min: -20, max: 20, noNaN: true }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(values, (x) => {
      const got = tf.tidy(() =>
        tf
          .grad(tf.tanh)(tf.tensor1d(x), tf.ones([x.length]))
          .dataSync(),
      );
      x.forEach((value, i) => {
        // y is off by 3 ulp of 1 at most, and 1 − y² by twice that and two roundings.
        expect(Math.abs((got[i] ?? Number.NaN) - (1 - Math.tanh(value) ** 2))).toBeLessThanOrEqual(7 * 2 ** -23);
      });
    }),
    { numRuns: repeats(50, 3000) },
  );
});
