import { sizeOf } from '../size-of.ts';

/** One pass of a reduction: `[outer, reduced, inner]` becomes `[outer, inner]`. */
export interface ReductionPass {
  readonly outer: number;
  readonly reduced: number;
  readonly inner: number;
}

/**
 * A reduction over any axes as passes over runs of neighbouring ones, the last run first; leading, trailing or all axes are one pass, and
 * nothing is ever transposed. Over no axes it is one pass that copies.
 */
export function reductionPasses(shape: readonly number[], axes: readonly number[]): readonly ReductionPass[] {
  const passes: ReductionPass[] = [];
  let inner = 1;
  let axis = shape.length;
  /** The size of the axes before `axis` that are all reduced, or all kept; an axis of length one is both. */
  const run = (isReduced: boolean): number => {
    let size = 1;
    for (; axis > 0 && (axes.includes(axis - 1) === isReduced || shape[axis - 1] === 1); axis--)
      size *= shape[axis - 1] ?? 1;
    return size;
  };
  while (axis > 0) {
    const reduced = run(true);
    if (reduced !== 1) passes.push({ outer: sizeOf(shape.slice(0, axis)), reduced, inner });
    inner *= run(false);
  }
  return passes.length > 0 ? passes : [{ outer: 1, reduced: 1, inner: sizeOf(shape) }];
}
