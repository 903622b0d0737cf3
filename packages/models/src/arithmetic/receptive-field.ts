import { requireInteger } from '@gradlab-internal/checks';
import type { Reach } from '../layers/layer.ts';

/** What one position sees of the input image, and how far apart in it neighbouring positions are. */
export interface ReceptiveField {
  readonly size: readonly [number, number];
  readonly stride: readonly [number, number];
}

/** Of the input itself. */
export const INPUT_FIELD: ReceptiveField = { size: [1, 1], stride: [1, 1] };

/** The field after a layer that sees so much of the layer before. */
export function advance(
  { size, stride }: ReceptiveField,
  reach: Reach | 'all' | undefined,
  [height = 1, width = 1]: readonly number[],
): ReceptiveField {
  if (reach === undefined) return { size, stride };
  // Nothing is left to step over.
  if (reach === 'all') return { size: [height, width], stride: [0, 0] };
  const grow = (axis: 0 | 1): number => size[axis] + (reach.size[axis] - 1) * stride[axis];
  return {
    size: [grow(0), grow(1)],
    stride: [stride[0] * reach.stride[0], stride[1] * reach.stride[1]],
  };
}

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
