import { describe, expect, it } from 'vitest';
import {
  describeValue,
  requireEqualShapes,
  requireInteger,
  requireNumber,
  requireOneOf,
  requireShape,
} from './index.ts';

describe('argument checks', () => {
  it('return what they were given when it is right', () => {
    expect(requireInteger('f', 'n', 3, { min: 1 })).toBe(3);
    expect(requireNumber('f', 'x', 0.5, { above: 0, below: 1 })).toBe(0.5);
    expect(requireOneOf('f', 'mode', 'same', ['same', 'valid'])).toBe('same');
    expect(requireShape('f', 'shape', [2, 0])).toEqual([2, 0]);
    expect(() => requireEqualShapes('f', ['a', 'b'], [2, 3], [2, 3])).not.toThrow();
  });

  it('tell a wrong kind from a wrong value', () => {
    expect(() => requireInteger('fit', 'epochs', '3', { min: 1 })).toThrow(
      new TypeError('fit: epochs must be an integer >= 1, got "3"'),
    );
    expect(() => requireInteger('fit', 'epochs', 0, { min: 1 })).toThrow(
      new RangeError('fit: epochs must be an integer >= 1, got 0'),
    );
    expect(() => requireInteger('fit', 'epochs', 1.5)).toThrow(RangeError);
    expect(() => requireNumber('sgd', 'learningRate', Number.NaN)).toThrow(RangeError);
    expect(() => requireNumber('sgd', 'rate', 1, { above: 0, below: 1 })).toThrow('> 0 and < 1, got 1');
    expect(() => requireShape('zeros', 'shape', 3)).toThrow(TypeError);
    expect(() => requireShape('zeros', 'shape', [2, -1])).toThrow('got [2,-1]');
  });

  it('name both shapes and list the choices', () => {
    expect(() => requireEqualShapes('accuracy', ['labels', 'predictions'], [4], [5])).toThrow(
      'accuracy: labels and predictions must have equal shape, got [4] and [5]',
    );
    expect(() => requireOneOf('pool', 'pad', 'full', ['same', 'valid'])).toThrow('one of same, valid, got "full"');
  });

  it('describe any value shortly', () => {
    expect(describeValue(new Float32Array(3))).toBe('a Float32Array of 12 bytes');
    expect(describeValue('x'.repeat(100)).length).toBeLessThan(70);
    expect(describeValue(null)).toBe('null');
    expect(describeValue(Object.create(null))).toBe('an object of no class');
  });
});
