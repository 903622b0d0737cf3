import type * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';

/** Windows along one axis of an image: how long the axis is, and where each window lies. */
export interface Axis {
  readonly length: number;
  readonly filter: number;
  readonly stride: number;
  readonly dilation: number;
  readonly before: number;
  readonly out: number;
}

/** Windows over an image, and how tfjs is told of their padding. */
export interface Windows {
  readonly rows: Axis;
  readonly columns: Axis;
  readonly pad: 'same' | 'valid' | number | tf.backend_util.ExplicitPadding;
}

type PadKind = 'same' | 'valid' | 'number' | 'explicit';

interface Drawn {
  readonly length: number;
  readonly filter: number;
  readonly stride: number;
  readonly dilation: number;
  readonly before: number;
  readonly after: number;
}

/** Padding on both sides of an axis, and the number of windows, by the definitions of TensorFlow. */
function place(kind: PadKind, { length, filter, stride, dilation, before, after }: Drawn): Axis & { after: number } {
  const extent = (filter - 1) * dilation + 1;
  if (kind === 'same') {
    const out = Math.ceil(length / stride);
    const padding = Math.max(0, (out - 1) * stride + extent - length);
    const first = Math.floor(padding / 2);
    return { length, filter, stride, dilation, before: first, after: padding - first, out };
  }
  const [first, last] = kind === 'valid' ? [0, 0] : [before, kind === 'number' ? before : after];
  // At least one window has to fit.
  const enough = Math.max(length, extent - first - last);
  const out = Math.floor((enough + first + last - extent) / stride) + 1;
  return { length: enough, filter, stride, dilation, before: first, after: last, out };
}

function padding(kind: PadKind, [top, bottom, left, right]: readonly [number, number, number, number]): Windows['pad'] {
  if (kind === 'same' || kind === 'valid') return kind;
  if (kind === 'number') return top;
  return [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
}

/** What may be asked of windows. */
export interface WindowLimits {
  readonly longest?: number;
  readonly leastFilter?: number;
  readonly filter?: number;
  readonly stride?: number;
  readonly dilated?: boolean;
}

/** Windows of any size, stride and padding that tfjs takes; where dilated, with stride 1, as it demands. */
export function windows(limits: WindowLimits = {}): fc.Arbitrary<Windows> {
  const { longest = 12, leastFilter = 1, filter = 5, stride = 4, dilated = false } = limits;
  const axis = fc.record({
    length: fc.integer({ min: 1, max: longest }),
    filter: fc.integer({ min: leastFilter, max: filter }),
    stride: dilated ? fc.constant(1) : fc.integer({ min: 1, max: stride }),
    dilation: dilated ? fc.integer({ min: 1, max: 3 }) : fc.constant(1),
    before: fc.integer({ min: 0, max: 3 }),
    after: fc.integer({ min: 0, max: 3 }),
  });
  const kind = fc.constantFrom<PadKind>('same', 'valid', 'number', 'explicit');
  return fc.tuple(axis, axis, kind).map(([height, width, chosen]) => {
    const rows = place(chosen, height);
    const columns = place(chosen, chosen === 'number' ? { ...width, before: height.before } : width);
    return { rows, columns, pad: padding(chosen, [rows.before, rows.after, columns.before, columns.after]) };
  });
}

function* taps({ length, filter, stride, dilation, before, out }: Axis): Generator<[number, number, number]> {
  for (let output = 0; output < out; output++) {
    for (let tap = 0; tap < filter; tap++) {
      const input = output * stride + tap * dilation - before;
      if (input >= 0 && input < length) yield [input, tap, output];
    }
  }
}

/** Calls `use` for each place in the image that a tap of a window falls on, windows in order, and in each the taps in order. */
export function forEachTap(
  { rows, columns }: Windows,
  use: (input: number, tap: number, output: number) => void,
): void {
  const across = [...taps(columns)];
  const byOutput = Array.from({ length: columns.out }, (_, output) => across.filter((tap) => tap[2] === output));
  const down = [...taps(rows)];
  for (let outRow = 0; outRow < rows.out; outRow++) {
    const here = down.filter((tap) => tap[2] === outRow);
    for (const [outColumn, columnTaps] of byOutput.entries()) {
      for (const [row, rowTap] of here) {
        for (const [column, columnTap] of columnTaps) {
          use(row * columns.length + column, rowTap * columns.filter + columnTap, outRow * columns.out + outColumn);
        }
      }
    }
  }
}
