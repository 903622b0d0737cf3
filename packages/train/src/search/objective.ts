import type { Json } from './dimension.ts';
import type { Report } from './evaluation.ts';
import type { ParametersOf, SearchSpace } from './space.ts';

/** What an objective knows beside its parameters. */
export interface TrialContext {
  /** Which trial. */
  readonly trial: number;
  /** An integer in [0, 2³²) of this trial's own, the same at every budget. */
  readonly seed: number;
  /** What the run may spend, in the objective's own unit; absent where the strategy has no budgets. */
  readonly budget?: number;
  /** A folder of this trial's own, which is there, for checkpoints that a run at a larger budget goes on from; absent without `directory`. */
  readonly directory?: string;
  /** Aborted when the search is, for `fit`; never on a worker thread, which ends as a whole. */
  readonly signal: AbortSignal;
  /** Records an intermediate score; one that is not finite as `null`. */
  report(step: number, score: number): void;
}

/** A finite score, alone or with more to be recorded: what JSON can hold, and typed arrays as lists. */
export type Outcome = number | { readonly score: number; readonly [metric: string]: Json };

/** What is to be made best: trains with the parameters and returns the score. */
export type Objective<S extends SearchSpace = SearchSpace> = (
  parameters: ParametersOf<S>,
  context: TrialContext,
) => Outcome | Promise<Outcome>;

/** An objective by where it is to be found, for worker threads, where no closure can go. */
export interface ObjectiveModule {
  /** The module's URL, such as `new URL('./objective.js', import.meta.url)`. */
  readonly module: URL | string;
  /** Its export, an {@link Objective}. */
  readonly export: string;
}

/** One run of the objective, as it crosses to where it is done: plain JSON. */
export interface Job {
  readonly trial: number;
  readonly seed: number;
  readonly parameters: Readonly<Record<string, Json>>;
  readonly budget?: number;
  readonly directory?: string;
}

/** Where runs are done: in this process, on worker threads, on other machines. */
export interface Executor {
  /** How many runs it does at a time, at least 1; looked at again before each run. */
  readonly concurrency: number;
  /**
   * Does one run. Rejects if the objective throws, or with the signal's reason once it is aborted.
   *
   * @param onReport is told each intermediate score, in order, before the run ends
   */
  run(
    job: Job,
    options: { readonly signal: AbortSignal; readonly onReport: (report: Report) => void },
  ): Promise<Outcome>;
  /** Ends what it holds; no run is asked for afterwards. */
  close(): Promise<void>;
}
