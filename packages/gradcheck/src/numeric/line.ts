import type { DoubleFunction } from '../problem/double-function.ts';
import type { Sample } from './schemes.ts';

/** A function along a line through the point where it is checked. */
export interface Line {
  /** The value `offset` away; `offset` of the result is the distance that doubles make of it. */
  at(offset: number): Sample;
}

/** Along one element of an input. */
export function elementLine(f: DoubleFunction, input: number, element: number): Line {
  const values = f.values[input] as Float64Array;
  const x = values[element] as number;
  return {
    at: (offset) => {
      values[element] = x + offset;
      try {
        return { offset: (values[element] as number) - x, value: f.value() };
      } finally {
        values[element] = x;
      }
    },
  };
}

/** One element that moves with a line, up or down. */
export interface Move {
  readonly input: number;
  readonly element: number;
  readonly sign: 1 | -1;
}

/** Along a direction: each of the elements moves by ± the offset. */
export function directionLine(f: DoubleFunction, moves: readonly Move[]): Line {
  return {
    at: (offset) => {
      const originals = moves.map(({ input, element }) => (f.values[input] as Float64Array)[element] as number);
      for (const [i, { input, element, sign }] of moves.entries()) {
        (f.values[input] as Float64Array)[element] = (originals[i] as number) + sign * offset;
      }
      try {
        return { offset, value: f.value() };
      } finally {
        for (const [i, { input, element }] of moves.entries()) {
          (f.values[input] as Float64Array)[element] = originals[i] as number;
        }
      }
    },
  };
}
