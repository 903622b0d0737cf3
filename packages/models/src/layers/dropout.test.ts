import { useBackend } from '@gradlab/backend';
import { bernoulli, foldIn } from '@gradlab/random';
import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { activation, dropout, type Model, sequential } from '../index.ts';

beforeAll(() => useBackend('cpu'));

function twoDropouts(): Model {
  return sequential({
    inputShape: [50],
    layers: [dropout({ rate: 0.25 }), activation('relu'), dropout({ rate: 0.25, name: 'second' })],
    seed: 1,
  });
}

function maskOf(model: Model, seed: number, layer: string): number[] {
  const masks: number[][] = [];
  tf.tidy(() =>
    model.apply(tf.ones([4, 50]), { training: true, seed, taps: { [layer]: (y) => masks.push([...y.dataSync()]) } }),
  );
  return masks[0] ?? [];
}

describe('dropout', () => {
  it('keeps what the stream of seed and layer name says, scaled by 1 / (1 − rate)', () => {
    const kept = bernoulli(foldIn(9, 'dropout1'), 200, 0.75);
    expect(maskOf(twoDropouts(), 9, 'dropout1')).toEqual(Array.from(kept, (keep) => Math.fround(keep / 0.75)));
  });

  it('is the same on every backend', async () => {
    const onCpu = maskOf(twoDropouts(), 3, 'second');
    await useBackend('wasm');
    const onWasm = maskOf(twoDropouts(), 3, 'second');
    await useBackend('cpu');
    expect(onWasm).toEqual(onCpu);
  });

  it('draws anew for another seed and another layer', () => {
    const model = twoDropouts();
    const zeros = (values: number[]): boolean[] => values.map((value) => value === 0);
    expect(zeros(maskOf(model, 1, 'dropout1'))).not.toEqual(zeros(maskOf(model, 2, 'dropout1')));
    expect(zeros(maskOf(model, 1, 'dropout1'))).not.toEqual(zeros(maskOf(model, 1, 'second')));
  });

  it('keeps the mean', () => {
    const model = sequential({ inputShape: [200_000], layers: [dropout({ rate: 0.3 })], seed: 1 });
    const mask = [...model.apply(tf.ones([1, 200_000]), { training: true, seed: 5 }).dataSync()];
    const mean = mask.reduce((sum, value) => sum + value, 0) / mask.length;
    // Standard deviation √(0.3 / 0.7 / 200,000) = 0.0015; six of them.
    expect(Math.abs(mean - 1)).toBeLessThan(0.009);
  });

  it('does nothing in evaluation or at rate 0', () => {
    const model = twoDropouts();
    const x = tf.ones([1, 50]);
    expect([...model.apply(x, { seed: 1 }).dataSync()]).toEqual(Array(50).fill(1));
    const none = sequential({ inputShape: [50], layers: [dropout({ rate: 0 })], seed: 1 });
    expect([...none.apply(x, { training: true }).dataSync()]).toEqual(Array(50).fill(1));
  });

  it('needs a seed to draw from, takes an empty batch, and leaks nothing', async () => {
    const model = twoDropouts();
    expect(() => model.apply(tf.ones([1, 50]), { training: true })).toThrow(
      'apply: seed must be given while training, since dropout1 draws from it, got undefined',
    );
    expect(() => dropout({ rate: 1 })).toThrow('dropout: rate must be a finite number >= 0 and < 1, got 1');
    expect(model.apply(tf.zeros([0, 50]), { training: true, seed: 1 }).shape).toEqual([0, 50]);
    const x = tf.ones([2, 50]);
    const leak = await leakOf(() => tf.dispose(model.apply(x, { training: true, seed: 1 })));
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
  });
});
