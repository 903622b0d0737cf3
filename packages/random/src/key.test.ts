import { describe, expect, it } from 'vitest';
import { foldIn, key, split } from './index.ts';

describe('keys', () => {
  it('differ by name, index, split and seed, and depend on nothing else', () => {
    const keys = [
      key(1),
      key(2),
      key(2 ** 32 + 1),
      foldIn(1, 'a'),
      foldIn(1, 'b'),
      foldIn(1, 'a\0'),
      foldIn(1, ''),
      foldIn(1, 0),
      foldIn(1, 1),
      foldIn(1, 2 ** 40),
      ...split(1, 3),
    ];
    expect(new Set(keys.map((k) => k.words.join())).size).toBe(keys.length);
    expect(foldIn(1, 'a')).toEqual(foldIn(key(1), 'a'));
    expect(split(1, 2)).toEqual(split(1, 3).slice(0, 2));
    expect(key(JSON.parse(JSON.stringify(key(3))))).toEqual(key(3));
  });

  it('refuse what is no seed', () => {
    expect(() => key(-1)).toThrow(new RangeError('key: seed must be an integer >= 0, got -1'));
    expect(() => key(0.5)).toThrow(RangeError);
    expect(() => key('7' as unknown as number)).toThrow(TypeError);
    expect(() => split(1, -1)).toThrow(RangeError);
    expect(() => foldIn(1, -1)).toThrow(RangeError);
  });
});
