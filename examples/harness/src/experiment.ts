import type { BackendInfo } from '@gradlab/backend';
import type { DataSource } from './data-source.ts';
import type { RunFolder } from './run-folder.ts';

/** What an experiment is given to run with. */
export interface ExperimentContext {
  /** Where the data comes from. */
  readonly source: DataSource;
  /** The backend in use. */
  readonly backend: BackendInfo;
  /** Passes over the training data; the experiment's own number unless given. */
  readonly epochs?: number;
  /** Which of its parts to run; all unless given. */
  readonly only?: readonly string[];
  /** Everything random follows from it. */
  readonly seed: number;
  /** Where results go. */
  readonly folder: RunFolder;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** A line for the person who watches. */
  readonly log: (line: string) => void;
  /** The command that repeats this run. */
  readonly command: string;
}

/** A row of the table that ends a run: our figure beside the published one. */
export interface ResultRow {
  /** Experiment and setting, `A1-S Glorot`. */
  readonly what: string;
  /** Which figure it is, `test accuracy`. */
  readonly measure: string;
  readonly ours: string;
  /** `–` where nothing was published. */
  readonly published: string;
}

/** One example of the runner. */
export interface Experiment {
  /** What one types: `mnist-mlp`. */
  readonly name: string;
  /** One line for `--list`. */
  readonly summary: string;
  /** The parts that `--only` chooses from. */
  readonly parts: readonly string[];
  /** Runs it and writes its results; answers the closing table. */
  run(context: ExperimentContext): Promise<readonly ResultRow[]>;
}
