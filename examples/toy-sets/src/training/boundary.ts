import type { Model } from '@gradlab/models';
import { marginsOf } from './toy-scores.ts';

/** The part of the plane that is drawn. */
export interface Window {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** The probability of class 1 over a window, a byte a cell so that it can be kept: rows from the lowest y, base64. */
export interface Boundary {
  readonly window: Window;
  readonly cells: number;
  readonly bytes: string;
}

const CELLS = 90;
const ROOM = 0.12;
const LARGEST = 254;
const UNKNOWN = 255;

/** The smallest window with all points of a set, and some room about them. */
export function windowOf(points: ArrayLike<number>): Window {
  const axis = (offset: number): readonly [number, number] => {
    const values = Array.from({ length: points.length / 2 }, (_, i) => points[2 * i + offset] ?? 0);
    const [low, high] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
    const room = ROOM * (high - low);
    // To a hundredth, so that an axis does not end in many decimals.
    return [Math.floor(100 * (low - room)) / 100, Math.ceil(100 * (high + room)) / 100];
  };
  return { x: axis(0), y: axis(1) };
}

/** What a model answers at the middles of the cells of a window. */
export function boundaryOf(model: Model, window: Window): Boundary {
  const at = ([low, high]: readonly [number, number], i: number): number => low + ((i + 0.5) / CELLS) * (high - low);
  const points = Float32Array.from({ length: 2 * CELLS * CELLS }, (_, k) => {
    const cell = Math.floor(k / 2);
    return k % 2 === 0 ? at(window.x, cell % CELLS) : at(window.y, Math.floor(cell / CELLS));
  });
  const bytes = Uint8Array.from(marginsOf(model, points), (margin) =>
    Number.isNaN(margin) ? UNKNOWN : Math.round(LARGEST / (1 + Math.exp(-margin))),
  );
  return { window, cells: CELLS, bytes: Buffer.from(bytes).toString('base64') };
}

/** The probabilities as rows from the lowest y; NaN where the model gave none. */
export function probabilitiesOf({ cells, bytes }: Boundary): number[][] {
  const kept = Buffer.from(bytes, 'base64');
  const read = (byte: number | undefined): number =>
    byte === undefined || byte === UNKNOWN ? Number.NaN : byte / LARGEST;
  return Array.from({ length: cells }, (_, row) =>
    Array.from({ length: cells }, (_, column) => read(kept[row * cells + column])),
  );
}
