import { requireOneOf } from '@gradlab-internal/checks';
import type { EpochRecord } from './history.ts';

/** Which number to watch from epoch to epoch. */
export interface Watched {
  /** Name of the evaluation set; without one the training batches' own values: their `loss` or a metric of theirs. */
  readonly set?: string;
  /** Name of the metric; its values must be numbers. */
  readonly metric: string;
  /** Whether a greater or a smaller value is better. */
  readonly mode: 'max' | 'min';
}

/** What there is to watch. */
interface Watchable {
  readonly metrics?: Readonly<Record<string, unknown>>;
  readonly evaluations?: Readonly<Record<string, { readonly metrics: Readonly<Record<string, unknown>> }>>;
}

/**
 * Checks a rule before any time is spent on training.
 *
 * @param option its name among the options
 * @throws RangeError if it names no set, no metric or no mode
 */
export function requireWatched(option: string, rule: Watched | undefined, { metrics, evaluations }: Watchable): void {
  if (rule === undefined) return;
  requireOneOf('fit', `${option}.mode`, rule.mode, ['max', 'min']);
  if (rule.set === undefined) {
    requireOneOf('fit', `${option}.metric`, rule.metric, ['loss', ...Object.keys(metrics ?? {})]);
    return;
  }
  requireOneOf('fit', `${option}.set`, rule.set, Object.keys(evaluations ?? {}));
  requireOneOf('fit', `${option}.metric`, rule.metric, Object.keys(evaluations?.[rule.set]?.metrics ?? {}));
}

/**
 * The watched number of an epoch.
 *
 * @throws RangeError if it is no number
 */
export function watchedValue(option: string, { set, metric }: Watched, record: EpochRecord): number {
  const values = set === undefined ? { loss: record.loss, ...record.metrics } : record.evaluations[set];
  const value = values?.[metric];
  if (typeof value === 'number') return value;
  const name = set === undefined ? metric : `${set}.${metric}`;
  throw new RangeError(`fit: ${option} must name a number among the evaluations, got ${name}: ${String(value)}`);
}
