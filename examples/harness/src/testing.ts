import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackendInfo } from '@gradlab/backend';
import type { Experiment, ExperimentContext, ExperimentResult } from './experiment.ts';
import { runInFolders } from './run-in-folder.ts';

/** What a test may change of a run. */
export interface TestRun extends Partial<Omit<ExperimentContext, 'folder' | 'parts' | 'inFolder'>> {
  /** In which the experiment gets a folder of its name. */
  readonly out: string;
  readonly backend: BackendInfo;
}

/**
 * Runs an experiment as the runner does, but silently; one quick epoch on drawn data, seed 3, unless told otherwise.
 *
 * @returns what it answers, and its metrics.json
 */
export async function runForTest<M>(
  experiment: Experiment,
  { out, ...changes }: TestRun,
): Promise<{ result: ExperimentResult; metrics: M }> {
  const usual = {
    profile: 'quick',
    source: { kind: 'synthetic' },
    seed: 3,
    epochs: 1,
    signal: new AbortController().signal,
    log: () => undefined,
    command: 'npm start',
  } as const;
  const run = { ...usual, ...changes };
  const { signal, log, backend, seed } = run;
  const inFolder = runInFolders({ out, identity: { backend, seed }, fresh: false, signal, log });
  const result = await inFolder(experiment.name, (folder, parts) =>
    experiment.run({ ...run, folder, parts, inFolder }),
  );
  const metrics: M = JSON.parse(await readFile(join(out, experiment.name, 'metrics.json'), 'utf8'));
  return { result, metrics };
}

/** Plain data without the wall times in it, which alone may differ from run to run. */
export function timeless(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(timeless);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => name !== 'seconds');
  return Object.fromEntries(kept.map(([name, inner]) => [name, timeless(inner)]));
}
