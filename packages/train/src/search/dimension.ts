import { describeValue, requireInteger, requireNumber } from '@gradlab-internal/checks';

/** What JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** One of the options given. */
export interface ChoiceDimension<T extends Json = Json> {
  readonly type: 'choice';
  readonly options: readonly T[];
}

/** A number in `[min, max)`; on a log scale, its logarithm is uniform. */
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
  return { type: 'choice', options };
}

/** A number, uniform in `[min, max)`. */
export function uniform(min: number, max: number): NumberDimension {
  requireNumber('uniform', 'min', min);
  return { type: 'uniform', min, max: requireNumber('uniform', 'max', max, { above: min }) };
}

/**
 * A positive number whose logarithm is uniform in `[log min, log max)`: learning rates, weight decays.
 *
 * @see Bergstra & Bengio: Random search for hyper-parameter optimization. JMLR 13, 2012.
 */
export function logUniform(min: number, max: number): NumberDimension {
  requireNumber('logUniform', 'min', min, { above: 0 });
  return { type: 'logUniform', min, max: requireNumber('logUniform', 'max', max, { above: min }) };
}

/** An integer from `min` to `max`, both included, in steps of `step` (1) from `min`. */
export function integer(min: number, max: number, { step = 1 }: { readonly step?: number } = {}): IntegerDimension {
  requireInteger('integer', 'min', min);
  requireInteger('integer', 'max', max, { min });
  return { type: 'integer', min, max, step: requireInteger('integer', 'step', step, { min: 1 }) };
}

/**
 * A hyperparameter that is there only where another has one of some values: momentum for SGD alone.
 *
 * @param condition the other dimension's name (one that is not conditional itself) and its values
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
