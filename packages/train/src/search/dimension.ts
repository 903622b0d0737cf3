import { describeValue, requireInteger, requireNumber } from '@gradlab-internal/checks';

/** What JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** One of the options given. */
export interface ChoiceDimension<T extends Json = Json> {
  readonly type: 'choice';
  readonly options: readonly T[];
}

/** A number from `min` to `max`; on a log scale, its logarithm is uniform. */
export interface NumberDimension {
  readonly type: 'uniform' | 'logUniform';
  readonly min: number;
  readonly max: number;
}

/** `min`, `min + step`, … up to `max`. */
export interface IntegerDimension {
  readonly type: 'integer';
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** A dimension that is there only where another one has certain values. */
export interface ConditionalDimension<D extends PlainDimension = PlainDimension> {
  readonly type: 'conditional';
  /** The name of the other dimension. */
  readonly on: string;
  readonly values: readonly Json[];
  readonly dimension: D;
}

export type PlainDimension = ChoiceDimension | NumberDimension | IntegerDimension;
/** One hyperparameter of a space; plain JSON, made by `choice`, `uniform`, `logUniform`, `integer` and `conditional`. */
export type Dimension = PlainDimension | ConditionalDimension;

/**
 * One of several options, each as likely.
 *
 * @param options at least one; texts, numbers, or any other JSON (lists of layer sizes, say)
 */
export function choice<const T extends Json>(options: readonly T[]): ChoiceDimension<T> {
  if (!Array.isArray(options)) throw new TypeError(`choice: options must be an array, got ${describeValue(options)}`);
  if (options.length === 0) throw new RangeError('choice: options must hold at least one option, got none');
  for (const [i, option] of options.entries()) {
    if (isJson(option)) continue;
    throw new TypeError(`choice: options[${i}] must be something that JSON can hold, got ${describeValue(option)}`);
  }
  return { type: 'choice', options };
}

/** A number, uniform in `[min, max)`; where these are so close that rounding matters, `max` itself may be drawn. */
export function uniform(min: number, max: number): NumberDimension {
  requireNumber('uniform', 'min', min);
  requireNumber('uniform', 'max', max, { above: min });
  requireNumber('uniform', 'max - min', max - min);
  return { type: 'uniform', min, max };
}

/**
 * A positive number whose logarithm is uniform in `[log min, log max)`, up to rounding: learning rates, weight decays.
 *
 * @see Bergstra & Bengio: Random search for hyper-parameter optimization. JMLR 13, 2012.
 */
export function logUniform(min: number, max: number): NumberDimension {
  requireNumber('logUniform', 'min', min, { above: 0 });
  requireNumber('logUniform', 'max', max, { above: min });
  requireNumber('logUniform', 'max / min', max / min);
  return { type: 'logUniform', min, max };
}

/** An integer from `min` to `max`, both included, in steps of `step` (1) from `min`. */
export function integer(min: number, max: number, { step = 1 }: { readonly step?: number } = {}): IntegerDimension {
  requireInteger('integer', 'min', min);
  requireInteger('integer', 'max', max, { min });
  requireInteger('integer', 'max - min + 1', max - min + 1);
  return { type: 'integer', min, max, step: requireInteger('integer', 'step', step, { min: 1 }) };
}

/**
 * A hyperparameter that is there only where another has one of some values: momentum for SGD alone.
 *
 * @param condition the other dimension's name (a choice or an integer that is not conditional itself) and some of its values
 * @param dimension what is drawn then
 */
export function conditional<D extends PlainDimension>(
  { on, values }: { readonly on: string; readonly values: readonly Json[] },
  dimension: D,
): ConditionalDimension<D> {
  if (typeof on !== 'string') throw new TypeError(`conditional: on must be a name, got ${describeValue(on)}`);
  if (!Array.isArray(values)) throw new TypeError(`conditional: values must be an array, got ${describeValue(values)}`);
  return { type: 'conditional', on, values, dimension };
}

/** The values of a dimension that has finitely many: how many there are, and the one at an index. */
export function latticeOf({ min, max, step }: IntegerDimension): { count: number; at: (index: number) => number } {
  return { count: Math.floor((max - min) / step) + 1, at: (index) => min + index * step };
}

/** Whether JSON brings a value back as it is. */
function isJson(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) {
    return value === null || typeof value === 'boolean' || typeof value === 'string' || Number.isFinite(value);
  }
  const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  return isPlain && Object.values(value).every(isJson);
}
