import type { ResultRow } from './experiment.ts';

/** A figure of ours beside the published one. */
export interface Comparison {
  /** Experiment and setting. */
  readonly what: string;
  /** Which figure it is; one whose name holds `loss` is shown with six decimals. */
  readonly measure: string;
  readonly ours: number;
  /** `null` where nothing was published. */
  readonly published: number | null;
}

/** The same for a terminal. */
export function toRows(comparisons: readonly Comparison[]): ResultRow[] {
  const show = (value: number): string =>
    value !== 0 && Math.abs(value) < 1e-3 ? value.toExponential(2) : value.toFixed(4);
  return comparisons.map(({ what, measure, ours, published }) => ({
    what,
    measure,
    ours: measure.includes('loss') ? ours.toFixed(6) : show(ours),
    published: published === null ? '–' : String(published),
  }));
}
