import { useBackend } from '@gradlab/backend';
import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { gradcheck } from '../src/index.ts';
import { convolutionalNetwork, draws, reluMlp } from './networks.ts';

const ELEMENTS = process.env.GRADLAB_STRESS ? 320 : 96;

describe.each(['wasm', 'cpu'] as const)('whole networks on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it(`a ReLU network of 20-64-64-5: no false failure among ${ELEMENTS} random weights`, {
    timeout: 600_000,
  }, async () => {
    for (const seed of process.env.GRADLAB_STRESS ? Array.from({ length: 20 }, (_, i) => i) : [0]) {
      const { parameters, loss, dispose } = reluMlp(seed);
      const leak = await leakOf(async () => {
        const report = await gradcheck(loss, [parameters], { elements: 54, seed });
        expect(report.ok, String(report)).toBe(true);
        // 54 of each of the three matrices and all biases but two of 64: 54·5 + 5.
        expect(report.inputs.reduce((sum, input) => sum + input.compared, 0)).toBe(275);
        const more = await gradcheck(loss, [parameters], {
          elements: ELEMENTS,
          seed: seed + 1000,
          checkBackend: false,
        });
        expect(
          more.inputs.reduce((sum, input) => sum + input.wrong, 0),
          String(more),
        ).toBe(0);
      });
      expect(leak).toEqual({ tensors: 0, bytes: 0 });
      dispose();
    }
  });

  it('conv + batch norm + tanh + pool + cross-entropy: within 1e-8 of the largest gradient', async () => {
    const { parameters, loss, dispose } = convolutionalNetwork(1);
    for (const scheme of ['central', 'ridders'] as const) {
      const report = await gradcheck(loss, [parameters], { scheme, elements: 60 });
      expect(report.verdict, String(report)).toBe('ok');
      const largest = Math.max(...report.inputs.map((input) => input.largest));
      expect(report.maxAbsError).toBeLessThan(1e-8 * largest);
      // The bias before batch norm has no effect: its gradient is nothing but rounding.
      const bias = report.inputs.find((input) => input.name === 'inputs[0].conv.bias');
      expect(bias?.largest).toBeLessThan(1e-14);
      expect(bias?.verdict).toBe('ok');
    }
    dispose();
  });

  it('both in fast mode', async () => {
    for (const network of [reluMlp(3), convolutionalNetwork(3)]) {
      const report = await gradcheck(network.loss, [network.parameters], { mode: 'fast' });
      expect(report.ok, String(report)).toBe(true);
      network.dispose();
    }
  });

  it('10,000 parameters take less than a hundredth of the evaluations in fast mode', async () => {
    const [x, w] = [draws(1, 'x', [3, 100]), draws(1, 'w', [100, 100], 0.1)];
    const f = (weight: tf.Tensor): tf.Tensor => tf.sum(tf.tanh(tf.matMul(x as tf.Tensor2D, weight as tf.Tensor2D)));
    const full = await gradcheck(f, [w]);
    const fast = await gradcheck(f, [w], { mode: 'fast' });
    expect([full.verdict, fast.verdict]).toEqual(['ok', 'ok']);
    expect(full.evaluations).toBeGreaterThan(20_000);
    expect(full.evaluations / fast.evaluations).toBeGreaterThan(100);
    tf.dispose([x, w]);
  });
});
