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

interface Watching {
  readonly keepBest?: Watched;
  readonly earlyStopping?: Watched;
  readonly reduceOnPlateau?: Watched;
}

/** What each part of a training that remembers a best value watches, in words; null where there is no such part. */
export type WatchedRules = Readonly<Record<'best' | 'patience' | 'plateau', string | null>>;

/** For a checkpoint: a best value means nothing to another rule. */
export function watchedRules({ keepBest, earlyStopping, reduceOnPlateau }: Watching): WatchedRules {
  const words = (rule: Watched | undefined): string | null =>
    rule === undefined ? null : `${rule.mode} of ${rule.set === undefined ? '' : `${rule.set}.`}${rule.metric}`;
  return { best: words(keepBest ?? earlyStopping), patience: words(earlyStopping), plateau: words(reduceOnPlateau) };
}

/** @throws RangeError if a part is to go on by another rule than the one by which its best value came about */
export function requireSameRules(saved: WatchedRules, own: WatchedRules): void {
  for (const part of ['best', 'patience', 'plateau'] as const) {
    const [before, now] = [saved[part], own[part]];
    if (before === null || now === null || before === now) continue;
    const option = { best: 'keepBest or earlyStopping', patience: 'earlyStopping', plateau: 'reduceOnPlateau' }[part];
    throw new RangeError(
      `fit: ${option} must watch what the checkpoint's did, ${before}, got ${now}; checkpoint.resume: false starts anew`,
    );
  }
}
