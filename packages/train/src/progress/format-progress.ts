import type { MetricValues } from '../fit/history.ts';

/** `0:07`, `12:30`, `1:02:03`: a duration as a clock shows it. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const tail = String(rest).padStart(2, '0');
  return hours === 0 ? `${minutes}:${tail}` : `${hours}:${String(minutes).padStart(2, '0')}:${tail}`;
}

/**
 * `loss 0.2310  accuracy 0.9312`: the numbers among the metrics; what is not a number (a matrix) has no place on a line.
 *
 * @param values loss, if any, and metrics
 * @param prefix name of the set, put before each metric's
 */
export function formatMetrics(values: { readonly loss?: number; metrics(): MetricValues }, prefix?: string): string {
  const numbers = Object.entries(values.metrics()).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  );
  const named: readonly (readonly [string, number])[] = [
    ...(values.loss === undefined ? [] : [['loss', values.loss] as const]),
    ...numbers.map(([name, value]) => [prefix === undefined ? name : `${prefix} ${name}`, value] as const),
  ];
  return named.map(([name, value]) => `${name} ${value.toPrecision(4)}`).join('  ');
}
