import { describeValue } from '@gradlab-internal/checks';

/** Metrics of any kind of data, by name. */
type Metrics = Readonly<Record<string, object>>;

/** A metric that can be written down; read back by its own `load`, or by its class's `fromJSON` and `merge`, as those of `@gradlab/metrics`. */
interface Writable {
  toJSON(): unknown;
  load?(json: unknown): void;
  merge?(other: unknown): void;
  reset(): void;
}

interface WritableClass {
  fromJSON(json: unknown): unknown;
}

/** Whether a metric can be saved in the middle of an epoch. */
export function isWritable(metric: object): metric is Writable {
  if (!('toJSON' in metric) || typeof metric.toJSON !== 'function') return false;
  if ('load' in metric && typeof metric.load === 'function') return true;
  return 'merge' in metric && typeof (metric.constructor as Partial<WritableClass>).fromJSON === 'function';
}

/** @throws TypeError if a metric cannot be saved in the middle of an epoch */
export function requireWritable(metrics: Metrics): void {
  for (const [name, metric] of Object.entries(metrics)) {
    if (isWritable(metric)) continue;
    const expected = 'have toJSON, and load or a static fromJSON with merge, for checkpoints within an epoch';
    throw new TypeError(`fit: metric ${name} must ${expected}, got ${describeValue(metric)}`);
  }
}

/** What each metric has taken in. */
export function saveMetrics(metrics: Metrics): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(metrics).map(([name, metric]) => [name, isWritable(metric) ? metric.toJSON() : null]),
  );
}

/** Puts it back. */
export function loadMetrics(metrics: Metrics, saved: Readonly<Record<string, unknown>>): void {
  requireWritable(metrics);
  for (const [name, metric] of Object.entries(metrics)) {
    if (isWritable(metric)) loadMetric(metric, saved[name]);
  }
}

/** Puts back what one metric has taken in. */
export function loadMetric(metric: Writable, saved: unknown): void {
  if (metric.load !== undefined) {
    metric.load(saved);
  } else {
    metric.reset();
    metric.merge?.((metric.constructor as unknown as WritableClass).fromJSON(saved));
  }
}
