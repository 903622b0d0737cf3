import { describeValue } from '@gradlab-internal/checks';

/**
 * Returns `target` if it is an array that can be filled with real numbers.
 *
 * @throws TypeError if it is not a Float32Array or Float64Array
 */
export function requireFloats<T extends Float32Array | Float64Array>(caller: string, target: T): T {
  if (target instanceof Float32Array || target instanceof Float64Array) return target;
  throw new TypeError(`${caller}: target must be a Float32Array or Float64Array, got ${describeValue(target)}`);
}
