import { describeValue } from '@gradlab-internal/checks';
import type { Transform } from './transform.ts';

/** @throws TypeError if `transform` is none */
export function requireTransform(caller: string, name: string, transform: Transform): void {
  if (typeof transform?.applyParameters !== 'function' || typeof transform.sample !== 'function') {
    throw new TypeError(`${caller}: ${name} must be a transform, got ${describeValue(transform)}`);
  }
}

/** @throws TypeError if `transforms` is no list of transforms */
export function requireTransforms(caller: string, transforms: readonly Transform[]): void {
  if (!Array.isArray(transforms)) {
    throw new TypeError(`${caller}: transforms must be a list, got ${describeValue(transforms)}`);
  }
  for (const transform of transforms) requireTransform(caller, 'each of transforms', transform);
}
