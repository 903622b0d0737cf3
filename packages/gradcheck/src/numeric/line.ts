import type { DoubleFunction } from '../problem/double-function.ts';
import { type Direction, moveAlong } from './direction.ts';
import type { Sample } from './schemes.ts';
import { stepScale } from './step-scale.ts';

/** A function along a line through the point where it is checked. */
export interface Line {
  /** The value `offset` away, in units of the steps there; `offset` of the result is the distance that doubles make of it. */
  at(offset: number): Sample;
}

/** Along one element of an input. */
export function elementLine(f: DoubleFunction, input: number, element: number): Line {
  const values = f.values[input] as Float64Array;
  const x = values[element] as number;
  const scale = stepScale(x);
  return {
    at: (offset) => {
      values[element] = x + scale * offset;
      try {
        return { offset: (values[element] as number) - x, value: f.value() };
      } finally {
        values[element] = x;
      }
    },
  };
}

/** Along one or more directions at once. */
export function directionLine(f: DoubleFunction, directions: readonly Direction[]): Line {
  return {
    at: (offset) => {
      const originals = directions.map(({ input }) => (f.values[input] as Float64Array).slice());
      try {
        for (const direction of directions) moveAlong(direction, f.values[direction.input] as Float64Array, offset);
        return { offset, value: f.value() };
      } finally {
        for (const [i, { input }] of directions.entries()) {
          (f.values[input] as Float64Array).set(originals[i] as Float64Array);
        }
      }
    },
  };
}
