import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { gradcheck } from '../src/index.ts';
import { draws } from './networks.ts';

// The stock backend as it comes: no kernels of gradlab's, and no gradients until the check brings them.
beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

describe('finds what the stock WASM backend gets wrong', () => {
  it('MaxPoolGrad where all values of a window are negative', async () => {
    const x = tf.tidy(() => tf.sub(tf.neg(tf.abs(draws(1, 'x', [1, 4, 4, 2]))), 0.1)) as tf.Tensor4D;
    const report = await gradcheck((t) => tf.maxPool(t, 2, 2, 'valid'), [x]);
    expect(report).toMatchObject({ ok: false, verdict: 'wrong' });
    expect(report.inputs[0]).toMatchObject({ wrong: 0, backend: { verdict: 'wrong' } });
    expect(String(report)).toMatch(/the gradient of inputs\[0\] on wasm is wrong at \d+: float32/);
    x.dispose();
  });

  it('a fused product with a bias, transposed, beyond 48 terms', async () => {
    const [a, b, bias] = [draws(1, 'a', [60, 3]), draws(1, 'b', [60, 4]), draws(1, 'bias', [4])];
    const report = await gradcheck(
      (...[l, r, c]) =>
        tf.fused.matMul({ a: l as tf.Tensor2D, b: r as tf.Tensor2D, transposeA: true, transposeB: false, bias: c }),
      [a, b, bias],
      { elements: 5 },
    );
    expect(report).toMatchObject({ ok: false, verdict: 'wrong', backend: { outputs: { verdict: 'wrong' } } });
    expect(String(report)).toContain('the value of f on wasm is wrong at');
    // In float64 all is well: the fault is the backend's.
    expect(report.inputs.map((input) => input.wrong)).toEqual([0, 0, 0]);
    tf.dispose([a, b, bias]);
  });

  it('a product whose right side is a view of what another product had there', async () => {
    const [x, y, w] = [draws(1, 'x', [5, 64]), draws(1, 'y', [5, 32]), draws(1, 'w', [64, 32])];
    const report = await gradcheck(
      (...[l, m, r]) => [
        tf.matMul(l as tf.Tensor2D, r as tf.Tensor2D),
        tf.matMul(m as tf.Tensor2D, tf.reshape(r as tf.Tensor2D, [32, 64])),
      ],
      [x, y, w],
      { elements: 5 },
    );
    // What it reads in the view's place depends on what was there before.
    expect(['wrong', 'not-deterministic']).toContain(report.verdict);
    expect(report.inputs.map((input) => input.wrong)).toEqual([0, 0, 0]);
    tf.dispose([x, y, w]);
  });

  it('a gradient that it cannot compute', async () => {
    const [x, filter] = [draws(1, 'x', [1, 5, 5, 2]) as tf.Tensor4D, draws(1, 'f', [3, 3, 2, 3]) as tf.Tensor4D];
    const leak = await leakOf(async () => {
      const report = await gradcheck((a, f) => tf.conv2d(a, f, 1, 'same'), [x, filter]);
      expect(report).toMatchObject({ ok: false, backend: { name: 'wasm', outputs: { verdict: 'failed' } } });
      expect(String(report)).toContain("wasm failed: Kernel 'Conv2DBackpropFilter' not registered for backend 'wasm'");
      expect((await gradcheck((a, f) => tf.conv2d(a, f, 1, 'same'), [x, filter], { checkBackend: false })).ok).toBe(
        true,
      );
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
    tf.dispose([x, filter]);
  });
});

it('passes what it gets right', async () => {
  const [x, w] = [draws(1, 'x', [5, 64]) as tf.Tensor2D, draws(1, 'w', [64, 32]) as tf.Tensor2D];
  const report = await gradcheck((a, b) => tf.relu(tf.matMul(a, b)), [x, w], { mode: 'fast' });
  expect(report.verdict, String(report)).toBe('ok');
  tf.dispose([x, w]);
});
