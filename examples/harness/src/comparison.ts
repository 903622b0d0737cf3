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
  return comparisons.map(({ what, measure, ours, published }) => ({
    what,
    measure,
    ours: showFigure(measure, ours),
    published: published === null ? '–' : String(published),
  }));
}

/** A figure as terminals show it. */
export function showFigure(measure: string, value: number): string {
  if (Number.isInteger(value) && Math.abs(value) > 1) return String(value);
  if (measure.includes('loss')) return value.toFixed(6);
  return value !== 0 && Math.abs(value) < 1e-3 ? value.toExponential(2) : value.toFixed(4);
}
