import * as tf from '@tensorflow/tfjs-core';
import type { KernelHost } from '../kernel-host.ts';
import { defineKernel, type TrainingKernel } from '../training-kernel.ts';
import { type AxisGroup, broadcasting } from './broadcast.ts';

interface Operands {
  readonly a: tf.TensorInfo;
  readonly b: tf.TensorInfo;
}

/** Where the operands of a block of the result and the block itself lie. */
interface Addresses {
  readonly a: number;
  readonly b: number;
  readonly out: number;
}

const FLOAT_BYTES = 4;
/** A long row is cut, so that its parts may be ranges of work. */
const LONGEST_ROW = 4096;
const SINGLE: AxisGroup = { length: 1, aStride: 0, bStride: 0 };

function advance({ a, b, out }: Addresses, aCount: number, bCount: number, outCount: number): Addresses {
  return { a: a + FLOAT_BYTES * aCount, b: b + FLOAT_BYTES * bCount, out: out + FLOAT_BYTES * outCount };
}

/** A block of rows whose length is that of the innermost group. */
function runRows(host: KernelHost, kernel: string, at: Addresses, rows: AxisGroup, columns: AxisGroup): void {
  const left = [at.a, rows.aStride, columns.aStride];
  host.dispatch(kernel, [...left, at.b, rows.bStride, columns.bStride, at.out, columns.length], rows.length);
}

/** One row; of a long one the rest that makes no whole part comes by itself. */
function runRow(host: KernelHost, kernel: string, at: Addresses, row: AxisGroup): void {
  const { length, aStride, bStride } = row;
  const parts = Math.floor(length / LONGEST_ROW);
  const part = { length: LONGEST_ROW, aStride, bStride };
  const cut = { length: parts, aStride: aStride * LONGEST_ROW, bStride: bStride * LONGEST_ROW };
  runRows(host, kernel, at, cut, part);
  const done = parts * LONGEST_ROW;
  const rest = advance(at, aStride * done, bStride * done, done);
  if (done < length) runRows(host, kernel, rest, SINGLE, { length: length - done, aStride, bStride });
}

/** The groups from the innermost: two are the binary's, those around them are walked here. */
function runGroups(host: KernelHost, kernel: string, at: Addresses, groups: readonly AxisGroup[]): void {
  const [columns = SINGLE, rows = SINGLE] = groups;
  if (groups.length <= 1) runRow(host, kernel, at, columns);
  else if (groups.length === 2) runRows(host, kernel, at, rows, columns);
  else runOuterGroup(host, kernel, at, groups.at(-1) ?? SINGLE, groups.slice(0, -1));
}

function runOuterGroup(
  host: KernelHost,
  kernel: string,
  at: Addresses,
  outer: AxisGroup,
  inner: readonly AxisGroup[],
): void {
  const size = inner.reduce((product, { length }) => product * length, 1);
  for (let i = 0; i < outer.length; i++) {
    runGroups(host, kernel, advance(at, i * outer.aStride, i * outer.bStride, i * size), inner);
  }
}

/** `a ∘ b`, element by element, either broadcast. What is not float32 is the stock kernel's. */
function arithmetic(name: string, kernel: string): TrainingKernel {
  return defineKernel<Operands, object>(name, (host, { a, b }, attrs, stock) => {
    if (a.dtype !== 'float32' || b.dtype !== 'float32') return stock({ a, b }, attrs);
    const { shape, groups } = broadcasting(a.shape, b.shape);
    const out = host.output(shape);
    if (shape.includes(0)) return out;
    runGroups(host, kernel, { a: host.address(a), b: host.address(b), out: host.address(out) }, groups);
    return out;
  });
}

/** Arithmetic of two tensors. Stock tfjs-wasm takes ten times as long where a bias broadcasts, or for the larger of two. */
export const arithmeticKernels: readonly TrainingKernel[] = [
  arithmetic(tf.Add, 'add'),
  arithmetic(tf.Sub, 'sub'),
  arithmetic(tf.Multiply, 'multiply'),
  arithmetic(tf.RealDiv, 'divide'),
  arithmetic(tf.Maximum, 'maximum'),
  arithmetic(tf.Minimum, 'minimum'),
  arithmetic(tf.SquaredDifference, 'squaredDifference'),
];
