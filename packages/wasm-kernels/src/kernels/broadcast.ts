import * as tf from '@tensorflow/tfjs-core';

/** Neighbouring axes over which each of two operands either advances or stays. */
export interface AxisGroup {
  /** How many elements of the result. */
  length: number;
  /** Elements by which an operand advances with each; 0 where it is broadcast. */
  readonly aStride: number;
  readonly bStride: number;
}

/** How two operands broadcast against each other. */
export interface Broadcasting {
  readonly shape: readonly number[];
  /** From the last axes to the first; none where the result is a single element. */
  readonly groups: readonly AxisGroup[];
}

/** As many axes as possible to a group, so that there are rarely more than two. */
function axisGroups(shape: readonly number[], a: readonly number[], b: readonly number[]): AxisGroup[] {
  const groups: AxisGroup[] = [];
  let [aSize, bSize] = [1, 1];
  for (let axis = 1; axis <= shape.length; axis++) {
    const length = shape[shape.length - axis] ?? 1;
    if (length === 1) continue;
    const [aLength, bLength] = [a[a.length - axis] ?? 1, b[b.length - axis] ?? 1];
    const last = groups.at(-1);
    if (last !== undefined && last.aStride > 0 === aLength > 1 && last.bStride > 0 === bLength > 1) {
      last.length *= length;
    } else {
      groups.push({ length, aStride: aLength > 1 ? aSize : 0, bStride: bLength > 1 ? bSize : 0 });
    }
    aSize *= aLength;
    bSize *= bLength;
  }
  return groups;
}

/**
 * The shape of a ∘ b and how each operand runs through it.
 *
 * @throws Error of tfjs-core if the shapes do not broadcast
 */
export function broadcasting(a: readonly number[], b: readonly number[]): Broadcasting {
  const shape = tf.broadcast_util.assertAndGetBroadcastShape([...a], [...b]);
  return { shape, groups: shape.includes(0) ? [] : axisGroups(shape, a, b) };
}
