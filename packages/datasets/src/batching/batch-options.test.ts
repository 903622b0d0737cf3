import { afterEach, describe, expect, it, vi } from 'vitest';
import { numbered } from '../../test/numbered.ts';
import { type BatchOptions, checkOptions } from './batch-options.ts';
import { batches } from './batches.ts';
import type { TransformReference } from './transform-reference.ts';

const apply = { apply: (example: unknown) => example } as NonNullable<BatchOptions['transform']>;
const reference = { module: 'file:///a.js', export: 'a' };

function check(options: Partial<Record<keyof BatchOptions, unknown>>): () => unknown {
  return () => checkOptions({ batchSize: 2, ...options } as BatchOptions);
}

describe('the options of batches', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('have defaults: no workers, and twice as many batches ahead as there are workers', () => {
    expect(check({})()).toMatchObject({ workers: 0, epoch: 0, start: 0, dropLast: false, prefetch: 1 });
    expect(check({ workers: 3, transform: reference })()).toMatchObject({ workers: 3, prefetch: 6 });
  });

  it('refuse what is no number of workers or batches, no signal, and no object', () => {
    expect(check({ workers: -1 })).toThrow(new RangeError('batches: workers must be an integer >= 0, got -1'));
    expect(check({ workers: '2' })).toThrow(TypeError);
    expect(check({ workers: 1.5 })).toThrow(RangeError);
    expect(check({ workers: 2, prefetch: 0 })).toThrow(
      new RangeError('batches: prefetch must be an integer >= 1, got 0'),
    );
    expect(check({ signal: {} })).toThrow('batches: signal must be an AbortSignal, got an object of Object');
    expect(check({ dropLast: 1 })).toThrow(TypeError);
    expect(() => checkOptions(undefined as never)).toThrow('batches: options must be an object, got undefined');
  });

  it('tell who gives workers a closure what to give instead', () => {
    expect(check({ workers: 1, transform: apply })).toThrow(TypeError);
    expect(check({ workers: 1, transform: apply })).toThrow(
      "batches: transform must be { module, export, config } with workers, as functions do not cross to a thread: for one of @gradlab/augment, { module: import.meta.resolve('@gradlab/augment'), export: 'fromConfig', config: transform.config }, got an object of Object",
    );
    expect(check({ workers: 0, transform: apply })).not.toThrow();
    expect(check({ transform: () => 1 })).toThrow(
      'must have a function apply, or be { module, export, config }, got function',
    );
  });

  it('take modules by URL alone: what a name means depends on who asks', () => {
    const module = (value: unknown): (() => unknown) => check({ transform: { ...reference, module: value } });
    expect(module(new URL('file:///a.js'))).not.toThrow();
    expect(module('data:text/javascript,')).not.toThrow();
    for (const wrong of ['@gradlab/augment', './a.js', '/a.js', 'C:\\a.js', 'c:/a.js', '']) {
      expect(module(wrong)).toThrow(RangeError);
    }
    expect(module('./a.js')).toThrow(
      'batches: transform.module must be a URL, such as import.meta.resolve(…) gives, got "./a.js"',
    );
    expect(module(3)).toThrow(TypeError);
    expect(check({ transform: { module: 'file:///a.js' } })).toThrow(
      'batches: transform.export must be a string, got undefined',
    );
  });

  it('take a config that JSON keeps as it is, and keep it as it was', () => {
    const config = (value: unknown): (() => unknown) => check({ transform: { ...reference, config: value } });
    const cyclic: Record<string, unknown> = {};
    cyclic.self = cyclic;
    for (const wrong of [
      Number.NaN,
      1n,
      () => 1,
      Symbol('s'),
      new Date(),
      new Map(),
      [undefined],
      { a: [{ b: Number.POSITIVE_INFINITY }] },
      new Uint8Array(2),
    ]) {
      expect(config(wrong)).toThrow(TypeError);
    }
    expect(config(cyclic)).toThrow(TypeError);
    expect(config({ a: { b: Number.NaN } })).toThrow('batches: transform.config.a.b must be JSON, got NaN');
    const mutable = { a: [1, null, 'x', true], gone: undefined };
    const checked = config(mutable)() as { transform: { config: string } };
    mutable.a.push(2);
    expect(JSON.parse(checked.transform.config)).toEqual({ a: [1, null, 'x', true] });
    expect(config(null)()).toMatchObject({ transform: { config: 'null' } });
  });

  it('refuse workers where there is no Node', () => {
    vi.stubGlobal('process', undefined);
    expect(check({ workers: 1, transform: reference })).toThrow(
      'batches: workers must be 0 in a browser, where a worker would have to be known to the bundler, got 1',
    );
    expect(check({ workers: 0, transform: reference })).not.toThrow();
  });

  it('refuse, at the call, inputs that no transform takes', () => {
    const data = { ...numbered(2), x: { data: Int32Array.of(1, 2), shape: [] } };
    expect(() => batches(data, { batchSize: 1, transform: apply })).toThrow(
      new TypeError('batches: a transform takes inputs kept as Uint8Array or Float32Array, got Int32Array'),
    );
  });

  it('keep a reference apart from what its owner does with it later', () => {
    const mine: { module: string; export: string } = { ...reference };
    const { transform } = check({ transform: mine })() as { transform: TransformReference };
    mine.export = 'other';
    expect(transform.export).toBe('a');
  });
});
