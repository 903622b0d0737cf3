import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { computeFans, type FanAxes } from './fans.ts';

const goldens = JSON.parse(readFileSync(new URL('../goldens/goldens.json', import.meta.url), 'utf8'));

describe('computeFans', () => {
  it.each<{ shape: number[]; fans: [number, number] }>(goldens.fans)(
    'agrees with Keras on $shape',
    ({ shape, fans: [fanIn, fanOut] }) => {
      expect(computeFans(shape)).toEqual({ fanIn, fanOut });
    },
  );

  it('follows explicit axes', () => {
    // A transposed convolution, PyTorch's OIHW, a depthwise kernel, and attention heads of [in, heads, size].
    expect(computeFans([3, 3, 32, 16], { in: 3, out: 2 })).toEqual({ fanIn: 144, fanOut: 288 });
    expect(computeFans([32, 16, 3, 3], { in: 1, out: 0 })).toEqual({ fanIn: 144, fanOut: 288 });
    expect(computeFans([3, 3, 16, 2], { in: [], out: -1, batch: 2 })).toEqual({ fanIn: 9, fanOut: 18 });
    expect(computeFans([64, 8, 16], { in: 0, out: [1, 2] })).toEqual({ fanIn: 64, fanOut: 128 });
    expect(computeFans([7], { in: 0, out: [] })).toEqual({ fanIn: 7, fanOut: 1 });
    expect(computeFans([4, 5], {})).toEqual(computeFans([4, 5]));
    expect(computeFans([0, 5])).toEqual({ fanIn: 0, fanOut: 5 });
  });

  it('knows the common layouts by name', () => {
    expect(computeFans([3, 3, 16, 32], 'kernel')).toEqual({ fanIn: 144, fanOut: 288 });
    expect(computeFans([784, 500], 'kernel')).toEqual({ fanIn: 784, fanOut: 500 });
    expect(computeFans([3, 3, 32, 16], 'transposed')).toEqual({ fanIn: 144, fanOut: 288 });
    expect(computeFans([3, 5, 16, 2], 'depthwise')).toEqual({ fanIn: 15, fanOut: 30 });
    expect(computeFans([32, 16, 3, 3], 'torch')).toEqual({ fanIn: 144, fanOut: 288 });
    expect(() => computeFans([2, 2], 'OIHW' as 'torch')).toThrow(
      new RangeError('computeFans: axes must be one of kernel, depthwise, transposed, torch, got "OIHW"'),
    );
    expect(() => computeFans([2], 'torch')).toThrow(RangeError);
    expect(() => computeFans([2, 2], 1 as unknown as FanAxes)).toThrow(TypeError);
  });

  it('refuses axes that are none, or that have two roles', () => {
    const refuse = (shape: unknown, axes?: unknown) => () => computeFans(shape as number[], axes as FanAxes);
    expect(refuse([3, 3], { in: 2 })).toThrow(
      new RangeError('computeFans: axes.in must be an integer >= -2 and < 2, got 2'),
    );
    expect(refuse([3, 3], { in: 1 })).toThrow('axes must name each axis once, got [1,1]');
    expect(refuse([3, 3], { in: 0, out: [-1, 1] })).toThrow(RangeError);
    expect(refuse([3, 3], { in: ['0'] })).toThrow(TypeError);
    expect(refuse([3], {})).toThrow(RangeError);
    expect(refuse([-1, 3])).toThrow(RangeError);
    expect(refuse(3)).toThrow(TypeError);
  });
});
