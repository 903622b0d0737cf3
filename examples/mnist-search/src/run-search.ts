import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Constraint,
  choice,
  type Importance,
  importance,
  type Json,
  type Objective,
  type ObjectiveModule,
  type SearchSpace,
  type Strategy,
  search,
  type Trial,
} from '@gradlab/train';

/** A search to run. */
export interface SearchPlan {
  readonly id: string;
  readonly label: string;
  readonly space: SearchSpace;
  readonly constraints: readonly Constraint[];
  readonly strategy: Strategy;
  /** Of a trial that nobody stops. */
  readonly rounds: number;
  readonly roundsPerEpoch: number;
}

/** One point that was tried. */
export interface TrialRecord {
  readonly trial: number;
  readonly parameters: Readonly<Record<string, Json>>;
  readonly state: 'finished' | 'failed';
  /** Validation accuracy after the last round; absent if it failed. */
  readonly score?: number;
  readonly error?: string;
  /** How far it was trained. */
  readonly rounds: number;
  /** Validation accuracy after each round. */
  readonly curve: readonly number[];
  readonly parameterCount: number;
}

/** What a search found, as plain data. */
export interface SearchRecord {
  readonly id: string;
  readonly label: string;
  readonly space: SearchSpace;
  readonly strategy: Readonly<Record<string, unknown>>;
  /** Of a trial that nobody stopped. */
  readonly rounds: number;
  readonly roundsPerEpoch: number;
  readonly trials: readonly TrialRecord[];
  /** The number of the best of those that were trained the longest; absent if all failed. */
  readonly best?: number;
  /** How many training digits were looked at in all: epochs × examples. */
  readonly examples: number;
  readonly importance: readonly Importance[];
  /** The sum of the runs' wall times. */
  readonly seconds: number;
}

/** How a search is run. */
export interface SearchRun {
  /** Keeps journal and checkpoints: a search that was killed goes on from there. */
  readonly folder: string;
  readonly objective: Objective | ObjectiveModule;
  /** What every trial is told beside its parameters: JSON, for it crosses to threads. A journal with another is refused. */
  readonly study: Json;
  /** Worker threads; 0 for this one. */
  readonly workers: number;
  readonly trainingDigits: number;
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
}

/** Runs a search, or what is left of it. */
export async function runSearch(plan: SearchPlan, run: SearchRun): Promise<SearchRecord> {
  const { folder, objective, study, workers, seed, signal, log } = run;
  const directory = join(folder, 'trials');
  const result = await search({ ...plan.space, study: choice([study]) }, objective, {
    strategy: plan.strategy,
    constraints: plan.constraints,
    seed,
    workers,
    journal: join(folder, 'journal.jsonl'),
    directory,
    signal,
    onEvaluation: (evaluation, { ended, total }) => {
      const { score, error, trial, budget = plan.rounds, seconds } = evaluation;
      const outcome = score === undefined ? `failed: ${error}` : `${(100 * score).toFixed(2)} %`;
      const epochs = (budget / plan.roundsPerEpoch).toFixed(1);
      log(
        `  run ${ended} of ${total ?? '?'}: network ${trial}, ${epochs} epochs: ${outcome} (${seconds.toFixed(1)} s)`,
      );
    },
  });
  // Weights of all trials are hundreds of megabytes, and the journal has what was learnt from them.
  await rm(directory, { recursive: true, force: true });
  const trials = result.trials.map((trial) => recordOf(trial, plan));
  const rounds = trials.reduce((sum, trial) => sum + trial.rounds, 0);
  return {
    id: plan.id,
    label: plan.label,
    space: plan.space,
    strategy: plan.strategy.description,
    rounds: plan.rounds,
    roundsPerEpoch: plan.roundsPerEpoch,
    trials,
    ...(result.best !== undefined && { best: result.best.trial }),
    // A trial goes on from its checkpoint, so it costs its largest budget alone.
    examples: Math.round((rounds * run.trainingDigits) / plan.roundsPerEpoch),
    importance: importance(result).filter(({ name }) => name !== 'study'),
    seconds: result.seconds,
  };
}

/** The journal's view of a trial without what all have in common. */
function recordOf(trial: Trial, { rounds }: SearchPlan): TrialRecord {
  const { study: _, ...parameters } = trial.parameters as Readonly<Record<string, Json>>;
  const { curve = [], parameterCount = Number.NaN } = (trial.metrics ?? {}) as Partial<TrialRecord>;
  return {
    trial: trial.trial,
    parameters,
    state: trial.state,
    ...(trial.score !== undefined && { score: trial.score }),
    ...(trial.error !== undefined && { error: trial.error }),
    rounds: trial.budget ?? rounds,
    curve,
    parameterCount,
  };
}
