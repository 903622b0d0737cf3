import { useStockCpu } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { gradcheck } from '../src/index.ts';
import { convolutionalNetwork, draws } from './networks.ts';

let original: tf.KernelConfig;

beforeAll(useStockCpu);

/** Replaces a kernel of the stock CPU backend, whose results are given to `spoil`. */
function sabotage(kernelName: string, spoil: (values: Float32Array, call: number) => void): void {
  original = tf.getKernel(kernelName, 'cpu');
  let calls = 0;
  tf.unregisterKernel(kernelName, 'cpu');
  tf.registerKernel({
    ...original,
    kernelFunc: (call) => {
      const result = original.kernelFunc(call) as tf.TensorInfo;
      const cpu = call.backend as tf.KernelBackend & { data: { get(id: object): { values: Float32Array } } };
      spoil(cpu.data.get(result.dataId).values, calls++);
      return result;
    },
  });
}

afterEach(() => {
  tf.unregisterKernel(original.kernelName, 'cpu');
  tf.registerKernel(original);
});

describe('the current backend against float64', () => {
  const check = async (): Promise<Awaited<ReturnType<typeof gradcheck>>> => {
    const { parameters, loss, dispose } = convolutionalNetwork(5);
    const report = await gradcheck(loss, [parameters], { mode: 'fast' });
    dispose();
    return report;
  };

  it.each([
    ['one per cent in a filter gradient', 'Conv2DBackpropFilter', 1.01],
    ['one part in a thousand', 'Conv2DBackpropFilter', 1.001],
    ['a forward kernel', 'Tanh', 0.99],
  ])('finds %s', async (_, kernel, factor) => {
    sabotage(kernel, (values) => {
      for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) * factor;
    });
    const report = await check();
    expect(report.ok, String(report)).toBe(false);
    expect(report.verdict).toBe('wrong');
    // Not a word against the mathematics.
    expect(report.inputs.every((input) => input.wrong === 0)).toBe(true);
  });

  it('finds one wrong element', async () => {
    sabotage('Conv2DBackpropFilter', (values) => {
      values[17] = (values[17] as number) * 1.05 + 1e-3;
    });
    const report = await check();
    const filter = report.inputs.find((input) => input.name.endsWith('conv.weight'));
    expect(filter?.backend).toMatchObject({ verdict: 'wrong', worst: { index: 17 } });
  });

  it('finds a gradient that only float64 has', async () => {
    sabotage('Neg', () => undefined);
    const x = draws(3, 'x', [4]);
    const stopped = (t: tf.Tensor): tf.Tensor => (tf.getBackend() === 'cpu' ? tf.tensor(t.dataSync(), t.shape) : t);
    const report = await gradcheck((t) => tf.square(stopped(t)), [x]);
    expect(report).toMatchObject({ ok: false, verdict: 'wrong' });
    expect(String(report)).toContain('cpu failed: it gives no gradient where float64 has one');
    x.dispose();
  });

  it('tells what comes and goes, and what is not finite', async () => {
    sabotage('Conv2DBackpropFilter', (values, call) => {
      values[3] = (values[3] as number) + (call % 2);
    });
    expect((await check()).verdict).toBe('not-deterministic');
    tf.unregisterKernel(original.kernelName, 'cpu');
    tf.registerKernel(original);
    sabotage('Conv2DBackpropFilter', (values) => {
      values[3] = Number.NaN;
    });
    const report = await check();
    expect(report.verdict).toBe('nan');
    expect(String(report)).toContain('on cpu is not-finite at 3: float32 NaN');
  });

  it('does not mind the rounding of float32, even of an ill-conditioned function', async () => {
    sabotage('Neg', () => undefined);
    const x = draws(3, 'x', [40]);
    // The sum of large terms that cancel to a ten-thousandth of them.
    const f = (t: tf.Tensor): tf.Tensor => tf.square(tf.sum(tf.sub(tf.mul(t, 1e4), tf.mul(tf.square(t), 1e4))));
    const report = await gradcheck((t) => f(t), [x]);
    expect(report.verdict, String(report)).toBe('ok');
    x.dispose();
  });
});

describe('is no false alarm', () => {
  it('when training changes a variable while the check waits', async () => {
    sabotage('Neg', () => undefined);
    const weight = tf.variable(draws(1, 'w', [3, 2]));
    const trained = draws(2, 'w', [3, 2]);
    const check = gradcheck(() => tf.square(weight), [weight], {
      onProgress: ({ done }) => {
        if (done > 0) weight.assign(trained);
      },
    });
    const report = await check;
    expect(report.verdict, String(report)).toBe('ok');
    // Training has the last word.
    expect(weight.dataSync()).toEqual(trained.dataSync());
    tf.dispose([weight, trained]);
  });

  it('where float32 underflows, or has few digits left', async () => {
    sabotage('Neg', () => undefined);
    const x = tf.tensor1d([-100, -95]);
    const tiny = tf.tensor1d([1e-25, -3e-24]);
    for (const [f, at] of [
      [tf.sigmoid, x],
      [tf.square, tiny],
      [(t: tf.Tensor) => tf.mul(tf.square(t), 1e25), tiny],
    ] as const) {
      const report = await gradcheck((t) => f(t), [at]);
      expect(report.inputs[0]?.backend?.verdict, String(report)).toBe('ok');
      expect(report.backend?.outputs.verdict, String(report)).toBe('ok');
    }
    tf.dispose([x, tiny]);
  });
});

it('an element that rounding leads out of its domain is neither a fault nor an excuse for others', async () => {
  // 1 − tanh² is 2e-15 where x is large, and negative once tanh is rounded.
  const root = tf.customGrad((t) => {
    const y = tf.tanh(t as tf.Tensor);
    return { value: tf.sqrt(tf.sub(1, tf.mul(y, y))), gradFunc: (dy: tf.Tensor) => dy };
  });
  const x = tf.tensor1d([17.5, 0.5, 0.25]);
  const verdict = async (): Promise<string | undefined> =>
    (await gradcheck((t) => tf.add(tf.square(t), root(t)), [x])).backend?.outputs.verdict;
  expect(await verdict()).toBe('ok');
  sabotage('Square', (values) => {
    for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) * 1.5;
  });
  expect(await verdict()).toBe('wrong');
  x.dispose();
});
