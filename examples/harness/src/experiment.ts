import type { BackendInfo } from '@gradlab/backend';
import type { Chapter } from './chapter.ts';
import type { DataSource } from './data/data-source.ts';
import type { PartStore } from './part-store.ts';
import type { RunFolder } from './run-folder.ts';
import type { RunInFolder } from './run-in-folder.ts';

/** How much is run. */
export const PROFILES = ['quick', 'full'] as const;
/** `quick`: minutes, on drawn data or a part of the real; `full`: the published settings on real data. */
export type Profile = (typeof PROFILES)[number];

/** What a run was asked for: enough to ask for it again. */
export interface RunRequest {
  readonly profile: Profile;
  /** Where the data comes from. */
  readonly source: DataSource;
  /** Passes over the training data; the experiment's own number unless given. */
  readonly epochs?: number;
  /** Which of its parts to run; all unless given. */
  readonly only?: readonly string[];
  /** Everything random follows from it. */
  readonly seed: number;
}

/** The request alone, of whatever holds more. */
export function requestOf({ profile, source, epochs, only, seed }: RunRequest): RunRequest {
  return { profile, source, seed, ...(epochs !== undefined && { epochs }), ...(only !== undefined && { only }) };
}

/** What an experiment is given to run with. */
export interface ExperimentContext extends RunRequest {
  /** The backend in use. */
  readonly backend: BackendInfo;
  /** Where results go. */
  readonly folder: RunFolder;
  /** Where work is kept that a killed run would lose. */
  readonly parts: PartStore;
  /** Opens folders of other experiments beside this one's. */
  readonly inFolder: RunInFolder;
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

/** What a run leaves beside its files. */
export interface ExperimentResult {
  /** The closing table. */
  readonly rows: readonly ResultRow[];
  /** Its part of a document that joins several experiments. */
  readonly chapter: Chapter;
}

/** One example of the runner. */
export interface Experiment {
  /** What one types: `mnist-mlp`. */
  readonly name: string;
  /** One line for `--list`. */
  readonly summary: string;
  /** The parts that `--only` chooses from. */
  readonly parts: readonly string[];
  /** Runs it and writes its results. */
  run(context: ExperimentContext): Promise<ExperimentResult>;
}
