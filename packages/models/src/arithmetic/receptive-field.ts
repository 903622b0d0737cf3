import { requireInteger } from '@gradlab-internal/checks';
import type { Reach } from '../layers/layer.ts';

/** What lies between the input image and a layer's output; `'all'` once every output sees all of it. */
export type FieldPath = readonly Reach[] | 'all';

/** The path with one more layer. */
export function extendPath(path: FieldPath, reach: Reach | 'all' | undefined): FieldPath {
  if (path === 'all' || reach === 'all') return 'all';
  return reach === undefined ? path : [...path, reach];
}

/**
 * Height and width of what one position at a path's end sees, worked out from there back to the image. Forwards it would not come out
 * whole: neighbours after a transposed convolution share inputs.
 */
export function fieldOf(path: FieldPath, [height = 1, width = 1]: readonly number[]): readonly [number, number] {
  if (path === 'all') return [height, width];
  const along = (axis: 0 | 1): number =>
    path.reduceRight((seen, reach) => Math.floor((seen - 1) * reach.stride[axis] + reach.size[axis] + ROUNDING), 1);
  return [along(0), along(1)];
}

/** Thirds and the like do not add up to whole numbers. */
const ROUNDING = 1e-6;

/** A convolution or a pool along one axis, for {@link receptiveField}. */
export interface FieldWindow {
  /** Kernel size k, an integer ≥ 1. */
  readonly kernel: number;
  /** Step s, an integer ≥ 1; 1 unless given. */
  readonly stride?: number;
  /** Distance d between kernel elements, an integer ≥ 1; 1 unless given. */
  readonly dilation?: number;
}

/**
 * Receptive field of convolutions and pools in a row, along one axis: 1 + Σₗ dₗ(kₗ − 1)·Πᵢ₍ᵢ<ₗ₎ sᵢ input positions.
 *
 * @param windows from the input on; none gives 1
 * @returns number of neighbouring input positions that one output position depends on
 * @throws RangeError if a number is not an integer ≥ 1
 * @see Araujo, Norris and Sim, Computing receptive fields of convolutional neural networks, Distill, 2019
 * @example
 * ```ts
 * import { receptiveField } from '@gradlab/models';
 *
 * console.log(receptiveField([{ kernel: 3 }, { kernel: 3 }, { kernel: 2, stride: 2 }, { kernel: 3 }])); // 10
 * ```
 */
export function receptiveField(windows: readonly FieldWindow[]): number {
  let [size, step] = [1, 1];
  for (const [i, { kernel, stride = 1, dilation = 1 }] of windows.entries()) {
    requireInteger('receptiveField', `windows[${i}].kernel`, kernel, { min: 1 });
    requireInteger('receptiveField', `windows[${i}].stride`, stride, { min: 1 });
    requireInteger('receptiveField', `windows[${i}].dilation`, dilation, { min: 1 });
    size += dilation * (kernel - 1) * step;
    step *= stride;
  }
  return size;
}
