import { useBackend } from '@gradlab/backend';
import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type GradcheckOptions, type GradcheckReport, gradcheck } from '../src/index.ts';
import { draws } from './networks.ts';

beforeAll(() => useBackend('wasm'));

type Unary = (x: tf.Tensor) => tf.Tensor;

/** f with another gradient than its own; `backward` gets the upstream gradient and the inputs. */
function withGradient(
  f: (...inputs: tf.Tensor[]) => tf.Tensor,
  backward: (dy: tf.Tensor, ...inputs: tf.Tensor[]) => tf.Tensor | tf.Tensor[],
): (...inputs: tf.Tensor[]) => tf.Tensor {
  return tf.customGrad((...args) => {
    const save = args.pop() as unknown as (tensors: tf.Tensor[]) => void;
    const inputs = args as tf.Tensor[];
    save(inputs);
    return { value: f(...inputs), gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => backward(dy, ...saved) };
  });
}

/** The report of f at x, which is disposed; nothing else may be left. */
async function check(f: Unary, x: tf.Tensor, options: GradcheckOptions = {}): Promise<GradcheckReport> {
  let report: GradcheckReport | undefined;
  expect(
    await leakOf(async () => {
      report = await gradcheck(f, [x], options);
    }),
  ).toEqual({ tensors: 0, bytes: 0 });
  expect(tf.getBackend()).toBe('wasm');
  x.dispose();
  return report as GradcheckReport;
}

describe.each(['full', 'fast'] as const)('wrong gradients in %s mode', (mode) => {
  const cases: readonly (readonly [name: string, f: Unary, kind: string | undefined])[] = [
    ['1.01 times', withGradient(tf.square, (dy, x) => tf.mul(dy, tf.mul(2.02, x as tf.Tensor))), 'factor'],
    ['negative', withGradient(tf.square, (dy, x) => tf.mul(dy, tf.mul(-2, x as tf.Tensor))), 'sign'],
    ['zero', withGradient(tf.square, (dy) => tf.zerosLike(dy)), 'stopped'],
    [
      'transposed',
      withGradient(tf.square, (dy, x) => tf.transpose(tf.mul(dy, tf.mul(2, x as tf.Tensor)))),
      'transpose',
    ],
    ['deaf to its upstream gradient', withGradient(tf.square, (_, x) => tf.mul(2, x as tf.Tensor)), 'upstream'],
    [
      'deaf in part',
      (x) => tf.add(tf.square(x), withGradient(tf.square, (_, t) => tf.mul(2, t as tf.Tensor))(x)),
      'upstream',
    ],
    [
      'not linear in it',
      withGradient(tf.square, (dy, x) => tf.mul(tf.abs(dy), tf.mul(2, x as tf.Tensor))),
      'upstream-not-linear',
    ],
    ['with one part stopped', (x) => tf.mul(x, tf.tensor(x.dataSync(), x.shape)), 'factor'],
    [
      'of one element alone',
      withGradient(tf.square, (dy, x) => spoilOne(tf.mul(dy, tf.mul(2, x as tf.Tensor)))),
      undefined,
    ],
  ];

  it.each(cases)('%s', async (_, f, kind) => {
    const report = await check(f, draws(7, 'x', [6, 6]), { mode });
    expect(report.ok, String(report)).toBe(false);
    expect(report.verdict).toBe('wrong');
    expect(report.inputs[0]?.cause?.kind).toBe(kind);
    // The same on every backend, so the backend is not to blame.
    expect(report.inputs[0]?.backend?.verdict).toBe('ok');
  });

  it('names the element, and both values', async () => {
    const f = withGradient(tf.square, (dy, x) => spoilOne(tf.mul(dy, tf.mul(2, x as tf.Tensor))));
    const x = draws(7, 'x', [6, 6]);
    const value = x.dataSync()[15] as number;
    const report = await check((t) => tf.sum(f(t)), x, { mode });
    expect(report.worst).toMatchObject({ input: 'inputs[0]', index: 15, coordinates: [2, 3] });
    expect(report.worst?.analytic).toBeCloseTo(2 * value * 1.01, 6);
    expect(report.worst?.numeric).toBeCloseTo(2 * value, 8);
    expect(report.worst?.relativeError).toBeCloseTo(1 - 1 / 1.01, 6);
    expect(String(report)).toContain('inputs[0][2,3]: the gradient is');
  });

  it('a fault of one per cent in a gradient that is small beside the others, or small altogether', async () => {
    // The slope of element 15 is a thousandth of the largest.
    const scales = tf.tidy(() =>
      tf.reshape(tf.tensor1d(Array.from({ length: 36 }, (_, i) => (i === 15 ? 1e-3 : 1))), [6, 6]),
    );
    const f = withGradient(
      (x) => tf.mul(tf.square(x as tf.Tensor), scales),
      (dy, x) => spoilOne(tf.mul(tf.mul(dy, scales), tf.mul(2, x as tf.Tensor))),
    );
    expect((await check((x) => tf.sum(f(x)), draws(7, 'x', [6, 6]), { mode })).worst?.index).toBe(15);
    const tiny: Unary = (x) =>
      tf.mul(1e-9, tf.sum(withGradient(tf.square, (dy, t) => tf.mul(dy, tf.mul(2.02, t as tf.Tensor)))(x)));
    expect((await check(tiny, draws(7, 'x', [6, 6]), { mode })).verdict).toBe('wrong');
    scales.dispose();
  });
});

/** Multiplies element [2, 3] of `[6, 6]` by 1.01. */
function spoilOne(gradient: tf.Tensor): tf.Tensor {
  return tf.mul(
    gradient,
    tf.tensor(
      Array.from({ length: 36 }, (_, i) => (i === 15 ? 1.01 : 1)),
      [6, 6],
    ),
  );
}

it('two swapped elements, whose faults are of one size, in fast mode with any seed', async () => {
  const order = tf.tensor1d([0, 1, 2, 6, 4, 5, 3, 7], 'int32');
  const f = withGradient(tf.square, (dy, x) => tf.gather(tf.mul(dy, tf.mul(2, x as tf.Tensor)), order));
  for (let seed = 0; seed < 60; seed++) {
    const report = await check(f, draws(7, 'x', [8]), { mode: 'fast', seed, checkBackend: false });
    expect(report.verdict, `${seed}`).toBe('wrong');
    expect([3, 6]).toContain(report.worst?.index);
  }
  order.dispose();
});

it('a missing sum over a broadcast axis', async () => {
  const f = withGradient(tf.add as (...inputs: tf.Tensor[]) => tf.Tensor, (dy) => [dy, dy]);
  const [x, bias] = [draws(1, 'x', [3, 4]), draws(1, 'b', [4])];
  const leak = await leakOf(async () => {
    const report = await gradcheck((a, b) => f(a, b), [x, bias]);
    expect(report.verdict).toBe('wrong');
    expect(report.inputs.map((input) => input.cause?.kind)).toEqual([undefined, 'broadcast']);
    expect(String(report)).toContain('its shape [3,4] lacks the sum over the axes along which [4] was broadcast');
  });
  expect(leak).toEqual({ tensors: 0, bytes: 0 });
  tf.dispose([x, bias]);
});

describe('kinks', () => {
  const kinks: readonly (readonly [name: string, f: Unary, at: number[], expected: number])[] = [
    ['relu(0)', tf.relu, [0, 1, -1], 1],
    ['abs(0)', tf.abs, [0, 2], 1],
    ['max of two equal values', (x) => tf.max(x), [3, 3, 1], 2],
    ['max(a, b) where a = b', (x) => tf.maximum(x, tf.tensor1d([1, 1])), [1, 4], 1],
    [
      'a pool over equal values',
      (x) => tf.maxPool(tf.reshape(x, [1, 2, 2, 1]) as tf.Tensor4D, 2, 2, 'valid'),
      [1, 1, 0, 0],
      2,
    ],
    ['relu6 at both of its corners', tf.relu6, [0, 6, 3], 2],
    ['a jump', tf.round, [0.5, 0.2], 1],
    ['the edge of the domain', (x) => tf.pow(x, 1.5), [0, 1], 1],
  ];
  it.each(kinks)('%s', async (_, f, at, expected) => {
    for (const mode of ['full', 'fast'] as const) {
      const report = await check((x) => tf.sum(f(x)), tf.tensor1d(at), { mode });
      expect(report.verdict, String(report)).toBe('kink');
      expect(report.ok).toBe(true);
      // A direction may meet two kinks whose one-sided slopes make up for each other.
      if (mode === 'full') expect(report.inputs[0]?.kinks).toBe(expected);
      else expect(report.inputs[0]?.kinks).toBeLessThanOrEqual(expected);
    }
  });

  it('are no excuse for another element', async () => {
    const f = withGradient(tf.relu, (dy, x) => tf.mul(tf.mul(dy, 1.01), tf.step(x as tf.Tensor)));
    for (const mode of ['full', 'fast'] as const) {
      const report = await check((x) => tf.sum(f(x)), tf.tensor1d([0, 1, -1]), { mode });
      expect(report.verdict).toBe('wrong');
      expect(report.worst?.index).toBe(1);
    }
  });

  it('are nothing that is farther than 10 steps away', async () => {
    const epsilon = 2 ** -20;
    const distance = fc.double({ min: 10, max: 1e5, noNaN: true });
    await fc.assert(
      fc.asyncProperty(
        distance,
        fc.boolean(),
        fc.constantFrom<Unary>(tf.relu, tf.abs, tf.relu6),
        async (steps, below, f) => {
          const report = await check((x) => tf.sum(f(x)), tf.tensor1d([(below ? -steps : steps) * epsilon]));
          expect(report.verdict, String(report)).toBe('ok');
        },
      ),
      { numRuns: process.env.GRADLAB_STRESS ? 1000 : 30 },
    );
  });

  it('nearer than a step do not spoil the slope beside them', async () => {
    for (const at of [1e-7, -1e-7, 3e-9]) {
      const report = await check((x) => tf.sum(tf.relu(x)), tf.tensor1d([at]));
      expect(report.verdict, `${at}: ${report}`).toBe('ok');
    }
  });

  it('are not seen in smooth functions that bend sharply', async () => {
    for (const sharpness of [1e2, 1e4, 1e6]) {
      const report = await check((x) => tf.sum(tf.tanh(tf.mul(x, sharpness))), tf.tensor1d([0, 0.3 / sharpness, 1e-7]));
      expect(report.verdict, `${sharpness}: ${report}`).toBe('ok');
    }
  });
});

describe('what cannot be compared', () => {
  it('dropout without a seed', async () => {
    const report = await check((x) => tf.sum(tf.dropout(x, 0.5)), draws(2, 'x', [50]));
    expect(report).toMatchObject({ ok: false, verdict: 'not-deterministic' });
    expect(String(report)).toContain('dropout or noise without a seed');
    expect((await check((x) => tf.sum(tf.dropout(x, 0.5, undefined, 7)), draws(2, 'x', [50]))).ok).toBe(true);
  });

  it('a stopped gradient, told from an input that is not used', async () => {
    const stopped = await check((x) => tf.sum(tf.tensor(x.dataSync(), x.shape)), draws(2, 'x', [5]));
    expect(stopped).toMatchObject({ ok: false, verdict: 'not-connected' });
    expect(String(stopped)).toContain('depends on it all the same');
    const unused = await check(() => tf.scalar(1), draws(2, 'x', [5]));
    expect(unused.verdict).toBe('not-connected');
    expect(String(unused)).toContain('which does not depend on it');
    // Which the same amount added to both elements, or taken from them, does not move.
    const difference = (x: tf.Tensor): tf.Tensor => tf.sum(tf.mul(tf.tensor(x.dataSync()), tf.tensor1d([1, -1])));
    expect(String(await check(difference, tf.tensor1d([1, 2])))).toContain('depends on it all the same');
  });

  it('values read and used in float32 hide a gradient: noisy, not ok', async () => {
    const coarse: Unary = (x) => {
      const rounded = tf.tensor(Array.from(x.dataSync(), (value) => 1e-3 * value));
      return tf.sum(tf.add(rounded, tf.mul(1e-12, x)));
    };
    const report = await check(coarse, draws(2, 'x', [5]));
    expect(report.ok).toBe(false);
    expect(['noisy', 'wrong']).toContain(report.verdict);
  });

  it('NaN and infinity, in the value or in a gradient', async () => {
    expect((await check((x) => tf.sum(tf.log(x)), tf.tensor1d([1, -1]))).verdict).toBe('nan');
    const edge = await check((x) => tf.sum(tf.sqrt(x)), tf.tensor1d([1, 0]));
    expect(edge.verdict).toBe('nan');
    expect(String(edge)).toContain('its gradient is Infinity at [1]');
    await expect(check((x) => tf.sum(x), tf.tensor1d([1, Number.NaN]))).rejects.toThrow(
      'gradcheck: inputs[0] must be finite, got NaN at 1',
    );
  });
});

it('the report is a table, and JSON that says the same', async () => {
  const report = await check((x) => tf.tanh(x), draws(2, 'x', [2, 3]));
  const [headline, header, row] = String(report).split('\n');
  expect(headline).toMatch(
    /^gradients pass: ok \(full, central differences, ε = 9\.54e-7, \d+ evaluations, wasm in float32/,
  );
  expect(header?.trim().split(/ {2,}/)).toEqual([
    'input',
    'shape',
    'verdict',
    'compared',
    'kinks',
    'largest gradient',
    'max error',
    'float32',
  ]);
  expect(row?.trim().split(/ +/).slice(0, 4)).toEqual(['inputs[0]', '[2,3]', 'ok', '6']);
  expect(JSON.parse(JSON.stringify(report))).toEqual({ ...report });
});
