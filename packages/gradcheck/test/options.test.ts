import { useBackend } from '@gradlab/backend';
import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { assertGradients, type GradcheckOptions, type GradcheckProgress, gradcheck } from '../src/index.ts';
import { draws, reluMlp } from './networks.ts';

beforeAll(() => useBackend('wasm'));

describe('inputs', () => {
  it('may be nested, variables, and of whole numbers, which are passed through', async () => {
    const layers = {
      first: { weight: tf.variable(draws(1, 'w', [4, 3])) },
      scales: [tf.scalar(2), draws(1, 's', [3])],
    };
    const [table, rows] = [draws(1, 'table', [5, 4]) as tf.Tensor2D, tf.tensor1d([4, 0, 4], 'int32')];
    const before = [...layers.first.weight.dataSync()];
    const leak = await leakOf(async () => {
      const report = await gradcheck(
        (parameters, data, indices) => {
          expect(indices).toBe(rows);
          expect(parameters.first.weight).toBe(layers.first.weight);
          const hidden = tf.matMul(tf.gather(data, indices), parameters.first.weight as tf.Tensor2D);
          return {
            hidden: tf.tanh(hidden),
            scaled: [tf.mul(tf.mul(hidden, parameters.scales[0] as tf.Tensor), parameters.scales[1] as tf.Tensor)],
          };
        },
        [layers, table, rows],
      );
      expect(report.verdict, String(report)).toBe('ok');
      expect(report.inputs.map(({ name, compared }) => [name, compared])).toEqual([
        ['inputs[0].first.weight', 12],
        ['inputs[0].scales[0]', 1],
        ['inputs[0].scales[1]', 3],
        ['inputs[1]', 20],
      ]);
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
    expect([...layers.first.weight.dataSync()]).toEqual(before);
    tf.dispose([layers.first.weight, layers.scales, table, rows]);
  });

  it('of no elements are fine', async () => {
    const [empty, x] = [tf.zeros([0, 3]) as tf.Tensor2D, draws(1, 'x', [2, 3]) as tf.Tensor2D];
    for (const mode of ['full', 'fast'] as const) {
      const report = await gradcheck((a, b) => tf.tanh(tf.concat([a, b])), [empty, x], { mode });
      expect(report.verdict, String(report)).toBe('ok');
    }
    tf.dispose([empty, x]);
  });

  it('keep a variable and the backend as they were when f throws', async () => {
    const weight = tf.variable(tf.tensor1d([1, 2]));
    let calls = 0;
    const failing = (): tf.Tensor => {
      if (++calls === 9) throw new Error('ninth call');
      return tf.sum(tf.square(weight));
    };
    const leak = await leakOf(async () => {
      await expect(gradcheck(failing, [weight])).rejects.toThrow('ninth call');
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
    expect(tf.getBackend()).toBe('wasm');
    expect([...weight.dataSync()]).toEqual([1, 2]);
    weight.dispose();
  });
});

describe('order 2', () => {
  it('checks second derivatives', async () => {
    const x = draws(1, 'x', [2, 3]);
    const leak = await leakOf(async () => {
      const report = await gradcheck((t) => tf.sum(tf.mul(t, tf.sin(t))), [x], { order: 2 });
      expect(report, String(report)).toMatchObject({ ok: true, verdict: 'ok', order: 2 });
      expect(report.inputs[0]?.largest).toBeGreaterThan(1);
      expect(String(report)).toContain('second derivatives pass');
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
    x.dispose();
  });

  it('is zero, and need not be connected, where f is linear in an input', async () => {
    const [x, w] = [draws(1, 'x', [2, 3]), draws(1, 'w', [3])];
    for (const mode of ['full', 'fast'] as const) {
      for (const f of [
        (a: tf.Tensor, b: tf.Tensor) => tf.sub(a, b),
        (a: tf.Tensor, b: tf.Tensor) => tf.add(tf.square(a), b),
        (a: tf.Tensor, b: tf.Tensor) => [tf.mean(a, 0), tf.relu(b)],
      ]) {
        const report = await gradcheck((a, b) => f(a, b), [x, w], { order: 2, mode });
        expect(report.verdict, String(report)).toBe('ok');
      }
      // Neither an input without a first gradient nor one whose second is missing is linear.
      expect((await gradcheck((a, b) => tf.add(a, tf.scalar(b.size)), [x, w], { order: 2, mode })).verdict).toBe(
        'not-connected',
      );
      expect((await gradcheck((a) => tf.softmax(a), [w], { order: 2, mode })).verdict).toBe('not-connected');
    }
    // Of elu's elements only the negative one has a second derivative.
    const mostlyPositive = tf.tensor1d([1, 2, 3, 4, 5, -1]);
    expect((await gradcheck((t) => tf.elu(t), [mostlyPositive], { order: 2, elements: 1 })).verdict).toBe(
      'not-connected',
    );
    mostlyPositive.dispose();
    tf.dispose([x, w]);
  });

  it('finds the ones that TensorFlow.js gets wrong: its tanh has no second derivative', async () => {
    const x = draws(1, 'x', [2, 3]);
    const report = await gradcheck((t) => tf.tanh(t), [x], { order: 2 });
    expect(report).toMatchObject({ ok: false, verdict: 'not-connected' });
    expect(String(report)).toContain('cannot be differentiated again');
    // A gradient function that is right by itself, and wrong when it is differentiated.
    const half = tf.customGrad((t) => ({
      value: tf.square(t as tf.Tensor),
      gradFunc: (dy: tf.Tensor) =>
        tf.mul(dy, tf.mul(2, tf.tensor((t as tf.Tensor).dataSync(), (t as tf.Tensor).shape))),
    }));
    const wrong = (t: tf.Tensor): tf.Tensor => tf.mul(half(t), t);
    expect((await gradcheck(wrong, [x])).ok).toBe(true);
    expect((await gradcheck(wrong, [x], { order: 2 })).verdict).toBe('wrong');
    x.dispose();
  });
});

describe('options', () => {
  it('elements compares so many, the same for the same seed', async () => {
    const x = draws(1, 'x', [10, 10]);
    const seen = async (seed: number): Promise<string[]> => {
      const places: string[] = [];
      const original = [...x.dataSync()];
      const f = (t: tf.Tensor): tf.Tensor => {
        // By half an epsilon at least: the noise is measured with far smaller moves.
        const moved = t.dataSync().findIndex((value, i) => Math.abs(value - (original[i] as number)) > 0.1);
        if (moved >= 0) places.push(`${moved}`);
        return tf.sum(tf.square(t));
      };
      const report = await gradcheck(f, [x], { elements: 7, epsilon: 0.5, seed, checkBackend: false });
      expect(report.inputs[0]?.compared).toBe(7);
      return places;
    };
    const [first, again, other] = [await seen(1), await seen(1), await seen(2)];
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
    expect(new Set(first).size).toBe(7);
    x.dispose();
  });

  it('rtol and atol decide', async () => {
    const factor = (by: number): ((t: tf.Tensor) => tf.Tensor) =>
      tf.customGrad((t) => ({ value: tf.mul(3, t as tf.Tensor), gradFunc: (dy: tf.Tensor) => tf.mul(dy, 3 * by) }));
    const x = draws(1, 'x', [4]);
    const ok = async (by: number, options: GradcheckOptions): Promise<boolean> =>
      (await gradcheck(factor(by), [x], options)).ok;
    expect(await ok(1.0005, {})).toBe(true);
    expect(await ok(1.0005, { rtol: 1e-4 })).toBe(false);
    expect(await ok(1.0005, { rtol: 1e-4, atol: 1e-3 })).toBe(true);
    expect(await ok(1.002, {})).toBe(false);
    expect(await ok(1.002, { mode: 'fast' })).toBe(false);
    expect(await ok(1.0005, { mode: 'fast' })).toBe(true);
    x.dispose();
  });

  it('onProgress counts up, signal ends the check, and other code runs meanwhile', async () => {
    const { parameters, loss, dispose } = reluMlp(2);
    const steps: GradcheckProgress[] = [];
    let ticks = 0;
    const timer = setInterval(() => {
      ticks++;
      expect(tf.getBackend()).toBe('wasm');
    }, 5);
    const controller = new AbortController();
    const leak = await leakOf(async () => {
      const options: GradcheckOptions = {
        signal: controller.signal,
        onProgress: (progress) => {
          steps.push(progress);
          if (steps.length === 3) controller.abort(new Error('enough'));
        },
      };
      await expect(gradcheck(loss, [parameters], options)).rejects.toThrow('enough');
    });
    clearInterval(timer);
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
    expect(steps).toHaveLength(3);
    expect(steps[0]?.done).toBeLessThan(steps[2]?.done ?? 0);
    // 20·64 + 64 + 64·64 + 64 + 64·5 + 5.
    expect(steps[0]?.total).toBe(5829);
    expect(ticks).toBeGreaterThan(1);
    await expect(gradcheck(loss, [parameters], { signal: AbortSignal.abort() })).rejects.toThrow('aborted');
    dispose();
  });

  it('that are not valid are refused', async () => {
    const x = draws(1, 'x', [2]);
    const refuse = (options: unknown, f: unknown = tf.tanh, inputs: unknown = [x]): Promise<unknown> =>
      gradcheck(f as (t: tf.Tensor) => tf.Tensor, inputs as [tf.Tensor], options as GradcheckOptions);
    const leak = await leakOf(async () => {
      await expect(refuse({ mode: 'quick' })).rejects.toThrow('gradcheck: mode must be one of full, fast, got "quick"');
      await expect(refuse({ epsilon: 0 })).rejects.toThrow(RangeError);
      await expect(refuse({ rtol: -1 })).rejects.toThrow(RangeError);
      await expect(refuse({ atol: '1' })).rejects.toThrow(TypeError);
      await expect(refuse({ order: 3 })).rejects.toThrow('order must be an integer >= 1 and <= 2, got 3');
      await expect(refuse({ elements: 0 })).rejects.toThrow(RangeError);
      await expect(refuse({ directions: 1.5 })).rejects.toThrow(RangeError);
      await expect(refuse({ checkBackend: 1 })).rejects.toThrow(TypeError);
      await expect(refuse({ seed: -1 })).rejects.toThrow(RangeError);
      await expect(refuse(null)).rejects.toThrow('gradcheck: options must be an object, got null');
      await expect(refuse({}, 3)).rejects.toThrow('gradcheck: f must be a function, got 3');
      await expect(refuse({}, tf.tanh, x)).rejects.toThrow('inputs must be a list of what f takes');
      await expect(refuse({}, tf.tanh, [[x, 3]])).rejects.toThrow('inputs[0][1] must be a tensor, or a list or record');
      await expect(refuse({}, tf.tanh, [])).rejects.toThrow('inputs must hold at least one float32 tensor');
      await expect(refuse({}, tf.add, [x, x])).rejects.toThrow(
        'inputs must be distinct, got one at inputs[0] and inputs[1]',
      );
      await expect(refuse({}, () => 3)).rejects.toThrow('the result of f must be a tensor');
      await expect(refuse({}, async () => x)).rejects.toThrow('f must return tensors and not a promise of them');
      await expect(refuse({}, () => [])).rejects.toThrow('f must return at least one tensor');
      await expect(refuse({}, (t: tf.Tensor) => tf.argMax(t))).rejects.toThrow('must be of dtype float32, got int32');
      await expect(refuse({}, (t: tf.Tensor) => tf.sum(tf.topk(t, 1).values))).rejects.toMatchObject({
        name: 'GradcheckError',
        code: 'not-differentiable',
      });
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
    x.dispose();
    await expect(refuse({})).rejects.toThrow('inputs[0] must be a tensor in use, got one that is disposed');
  });
});

it('assertGradients throws the report', async () => {
  const x = draws(1, 'x', [2]);
  await expect(assertGradients((t) => tf.tanh(t), [x])).resolves.toBeUndefined();
  const negated = tf.customGrad((t) => ({ value: tf.neg(t as tf.Tensor), gradFunc: (dy: tf.Tensor) => dy }));
  await expect(assertGradients((t) => negated(t), [x])).rejects.toMatchObject({
    name: 'GradcheckError',
    code: 'gradients-differ',
    message: expect.stringMatching(/^assertGradients: gradients FAIL: wrong[\s\S]*its sign is wrong/),
  });
  x.dispose();
});
