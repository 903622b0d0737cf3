import { describeValue, requireNumber } from '@gradlab-internal/checks';
import { type ConfiguredInitializer, defineInitializer } from './initializer.ts';

/** Options of {@link constant}. */
export interface ConstantOptions {
  /** One finite number for every value, or as many as the weight has, in row-major order. Copied. */
  readonly value: number | readonly number[] | Float32Array | Float64Array;
}

/**
 * Given values: one number everywhere, or a list. The seed is checked and has no effect.
 *
 * @param options `value`
 * @returns an initialiser; of a list it refuses shapes of another size with a RangeError
 * @throws TypeError or RangeError if the value is neither a finite number nor a list of such
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { constant } from '@gradlab/init';
 *
 * await tf.setBackend('cpu');
 * const scale = constant({ value: 0.1 })([3], 42);
 * const edges = constant({ value: [-1, 0, 1] })([3, 1, 1], 42);
 * console.log([...edges.dataSync()]); // [ -1, 0, 1 ]
 * tf.dispose([scale, edges]);
 * ```
 */
export function constant({ value }: ConstantOptions): ConfiguredInitializer {
  if (typeof value === 'number') {
    requireNumber('constant', 'value', value);
    return defineInitializer('constant', { value }, ({ target }) => target.fill(value));
  }
  const values = requireList(value);
  return defineInitializer('constant', { value: values }, ({ target }) => {
    if (target.length !== values.length) {
      throw new RangeError(`constant: shape must have ${values.length} values, got ${target.length}`);
    }
    target.set(values);
  });
}

function requireList(value: unknown): readonly number[] {
  if (!Array.isArray(value) && !(value instanceof Float32Array) && !(value instanceof Float64Array)) {
    throw new TypeError(`constant: value must be a number or a list of numbers, got ${describeValue(value)}`);
  }
  return Object.freeze(Array.from(value, (number, i) => requireNumber('constant', `value[${i}]`, number)));
}
