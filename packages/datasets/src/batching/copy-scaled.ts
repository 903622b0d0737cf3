import type { FieldData } from '../dataset.ts';

/** From and to are of one length: a loop over two views that start at zero is what engines compile best. */
export function copyScaled(from: FieldData, to: Float32Array, scale: number): void {
  if (scale === 1) to.set(from);
  else for (let i = 0; i < to.length; i++) to[i] = (from[i] ?? 0) * scale;
}
