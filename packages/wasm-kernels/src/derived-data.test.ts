import type * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { derivedData } from './derived-data.ts';

/** A memory that hands out addresses and knows what was not given back. */
function memory() {
  const held = new Map<number, number>();
  const dead = new Set<object>();
  const versions = new Map<object, number>();
  let next = 8;
  return {
    held,
    dead,
    versions,
    owner: {
      allocate(bytes: number) {
        next += bytes;
        held.set(next, bytes);
        return next;
      },
      free(address: number) {
        if (!held.delete(address)) throw new Error(`free of ${address}`);
      },
      isAlive: (dataId: object) => !dead.has(dataId),
      version: ({ dataId }: tf.TensorInfo) => versions.get(dataId) ?? 0,
    },
  };
}

const tensor = (): tf.TensorInfo => ({ dataId: {}, shape: [2], dtype: 'float32' });

describe('derivedData', () => {
  it('keeps what is asked for a second time, and writes it once', () => {
    const { owner, held } = memory();
    const derived = derivedData(owner, 100);
    const weights = tensor();
    const written: number[] = [];
    const ask = () => derived(weights, 'packed', 40, (address) => written.push(address));
    expect(ask()).toBe(0);
    const address = ask();
    expect([ask(), ask()]).toEqual([address, address]);
    expect(written).toEqual([address]);
    expect([...held]).toEqual([[address, 40]]);
  });

  it('tells kinds and tensors apart', () => {
    const { owner, held } = memory();
    const derived = derivedData(owner, 100);
    const [a, b] = [tensor(), tensor()];
    const ask = (of: tf.TensorInfo, kind: string) => derived(of, kind, 20, () => undefined);
    for (const kind of ['2x3', '3x2']) for (const of of [a, b]) expect(ask(of, kind)).toBe(0);
    const addresses = ['2x3', '3x2'].flatMap((kind) => [a, b].map((of) => ask(of, kind)));
    expect(new Set(addresses).size).toBe(4);
    expect(held.size).toBe(4);
  });

  it('starts anew when the values changed, and gives the old copy back', () => {
    const { owner, held, versions } = memory();
    const derived = derivedData(owner, 100);
    const weights = tensor();
    const ask = () => derived(weights, 'packed', 40, () => undefined);
    ask();
    expect(ask()).toBeGreaterThan(0);
    versions.set(weights.dataId, 1);
    expect(ask()).toBe(0);
    expect(held.size).toBe(0);
    expect(ask()).toBeGreaterThan(0);
  });

  it('gives back what was made of a tensor that is gone, when it is next asked for anything', () => {
    const { owner, held, dead } = memory();
    const derived = derivedData(owner, 100);
    const weights = tensor();
    for (let i = 0; i < 2; i++) derived(weights, 'packed', 40, () => undefined);
    dead.add(weights.dataId);
    derived(tensor(), 'packed', 40, () => undefined);
    expect(held.size).toBe(0);
  });

  it('makes room by what was not used for longest, and never holds more than it may', () => {
    const { owner, held } = memory();
    const derived = derivedData(owner, 100);
    const tensors = [tensor(), tensor(), tensor()];
    const ask = (i: number) => derived(tensors[i] ?? tensor(), 'packed', 40, () => undefined);
    const [first, second] = [0, 1].map((i) => {
      ask(i);
      return ask(i);
    });
    expect(ask(0)).toBe(first);
    ask(2);
    expect(ask(2)).toBeGreaterThan(0);
    expect(held.has(first ?? 0)).toBe(true);
    expect(held.has(second ?? 0)).toBe(false);
    expect(derived(tensors[0] ?? tensor(), 'large', 101, () => undefined)).toBe(0);
    expect(derived(tensors[0] ?? tensor(), 'large', 101, () => undefined)).toBe(0);
    expect(ask(0)).toBe(first);
    expect([...held.values()].reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(100);
  });

  it('goes on without when there is no memory', () => {
    const derived = derivedData({ ...memory().owner, allocate: () => 0 }, 100);
    const weights = tensor();
    for (let i = 0; i < 3; i++) expect(derived(weights, 'packed', 40, () => undefined)).toBe(0);
  });
});
