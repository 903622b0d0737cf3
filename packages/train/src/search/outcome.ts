import { describeValue, requireNumber } from '@gradlab-internal/checks';
import type { Json } from './dimension.ts';
import type { Report } from './evaluation.ts';
import type { Outcome } from './objective.ts';

/**
 * What an objective returned, as it is recorded: numbers that JSON does not know become `null` at once, so that a search
 * that goes on from its journal has the same in hand as one that ran through.
 *
 * @throws RangeError if there is no finite score, TypeError if JSON cannot hold the rest
 */
export function plainOutcome(outcome: Outcome): { readonly score: number; readonly [metric: string]: Json } {
  const whole = typeof outcome === 'object' && outcome !== null ? outcome : { score: outcome };
  if (typeof whole.score !== 'number' || !Number.isFinite(whole.score)) {
    throw new RangeError(`the objective must return a finite score, got ${describeValue(whole.score)}`);
  }
  try {
    return JSON.parse(JSON.stringify(whole, asJson));
  } catch (cause) {
    throw new TypeError(`the objective must return what JSON can hold (${errorText(cause)})`, { cause });
  }
}

function asJson(_: string, value: unknown): unknown {
  if (typeof value === 'function') throw new TypeError('a function is among it');
  return ArrayBuffer.isView(value) && !(value instanceof DataView) ? Array.from(value as Float32Array) : value;
}

/** An intermediate score as it is recorded: JSON knows no NaN. */
export function reportOf(step: number, score: number): Report {
  requireNumber('report', 'step', step);
  if (typeof score !== 'number') throw new TypeError(`report: score must be a number, got ${describeValue(score)}`);
  return { step, score: Number.isFinite(score) ? score : null };
}

/** Why something failed, in words; anything can be thrown. */
export function errorText(error: unknown): string {
  if (error instanceof Error) return error.message || error.name;
  return typeof error === 'string' ? error : describeValue(error);
}
