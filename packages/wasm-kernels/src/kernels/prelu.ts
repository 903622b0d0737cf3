import { describeShape } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from '../size-of.ts';
import { defineKernel, requireFloat32, type TrainingKernel } from '../training-kernel.ts';
import { broadcastIndex } from './matrix-operands.ts';

const NAME = tf.Prelu;
const FLOAT_BYTES = 4;

/** The last axes of x over which the slopes first hold (their length 1), then follow value by value. */
function pattern(x: readonly number[], alpha: readonly number[]): { axes: number; period: number; repeat: number } {
  const [full, own] = [[...x].reverse(), [...alpha].reverse()];
  let axes = 0;
  const runWhile = (matches: (own: number, full: number) => boolean): number => {
    const start = axes;
    while (axes < full.length && matches(own[axes] ?? 1, full[axes] ?? 1)) axes++;
    return sizeOf(full.slice(start, axes));
  };
  const repeat = runWhile((length) => length === 1);
  const period = runWhile((length, whole) => length === whole);
  return own.slice(axes).every((length) => length === 1)
    ? { axes: x.length, period, repeat }
    : { axes, period, repeat };
}

/** `x < 0 ? alpha · x : x`. Stock tfjs-wasm repeats the slopes from the first on, whatever axes they broadcast over. */
export const prelu: TrainingKernel = defineKernel<{ x: tf.TensorInfo; alpha: tf.TensorInfo }, object>(
  NAME,
  (host, { x, alpha }) => {
    requireFloat32(NAME, { x, alpha });
    const full = tf.broadcast_util.assertAndGetBroadcastShape(x.shape, alpha.shape);
    if (String(full) !== String(x.shape)) {
      const got = `${describeShape(alpha.shape)} and ${describeShape(x.shape)}`;
      throw new RangeError(`${NAME}: alpha must broadcast to the shape of x, got ${got}`);
    }
    const out = host.output(full);
    const { axes, period, repeat } = pattern(full, alpha.shape);
    const outer = full.slice(0, full.length - axes);
    const length = sizeOf(full.slice(full.length - axes));
    const ownOuter = alpha.shape.slice(0, Math.max(0, alpha.shape.length - axes));
    for (let block = 0; block < sizeOf(outer); block++) {
      const offset = FLOAT_BYTES * length * block;
      const slopes = host.address(alpha) + FLOAT_BYTES * period * broadcastIndex(block, outer, ownOuter);
      host.dispatch('prelu', [host.address(x) + offset, slopes, period, repeat, host.address(out) + offset], length);
    }
    return out;
  },
);
