import type { Json } from './dimension.ts';
import type { Parameters } from './space.ts';

/** One run of the objective that a strategy asks for. */
export interface Proposal {
  /** Which trial: the same parameters at another budget are the same trial. */
  readonly trial: number;
  readonly parameters: Parameters;
  /** What the objective may spend, in its own unit (epochs, say); absent where the strategy has no budgets. */
  readonly budget?: number;
}

/** An intermediate score that the objective reported. */
export interface Report {
  readonly step: number;
  /** `null` where it was not finite. */
  readonly score: number | null;
}

/** A run of the objective that ended. */
export interface Evaluation extends Proposal {
  readonly state: 'finished' | 'failed';
  /** Finite; there if the run finished. */
  readonly score?: number;
  /** Whatever else the objective returned, as JSON holds it. */
  readonly metrics?: Readonly<Record<string, Json>>;
  /** Why it failed. */
  readonly error?: string;
  readonly reports: readonly Report[];
  /** Wall time of this run. */
  readonly seconds: number;
}

/** Whether more or less is better. */
export type Direction = 'maximize' | 'minimize';

/** Orders evaluations from the best to the worst; failed ones come last, equal ones by trial. */
export function byScore(direction: Direction): (a: Evaluation, b: Evaluation) => number {
  const sign = direction === 'maximize' ? -1 : 1;
  const worth = ({ score }: Evaluation): number => (score === undefined ? Number.POSITIVE_INFINITY : sign * score);
  return (a, b) => {
    const [left, right] = [worth(a), worth(b)];
    return left === right ? a.trial - b.trial : left - right;
  };
}
