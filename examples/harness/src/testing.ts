import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackendInfo } from '@gradlab/backend';
import { encodeIdx, select, syntheticDigits } from '@gradlab/datasets';
import type { DataSource } from './data/data-source.ts';
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

/**
 * Writes drawn digits as the four files of MNIST. A run on them loads and splits as it does MNIST itself, five sixths of `train` to train on,
 * and is as quick as they are few.
 *
 * @param path folder, which is there
 */
export async function writeDigits(
  path: string,
  sizes: { readonly train: number; readonly test: number },
): Promise<DataSource> {
  const drawn = syntheticDigits({ size: sizes.train + sizes.test, seed: 1 });
  const indices = Array.from({ length: drawn.size }, (_, i) => i);
  const files = { train: indices.slice(0, sizes.train), t10k: indices.slice(sizes.train) };
  for (const [name, part] of Object.entries(files)) {
    const { x, y, size } = select(drawn, part);
    const images = encodeIdx({ shape: [size, 28, 28], data: Uint8Array.from(x.data) });
    await writeFile(join(path, `${name}-images-idx3-ubyte`), images);
    await writeFile(
      join(path, `${name}-labels-idx1-ubyte`),
      encodeIdx({ shape: [size], data: Uint8Array.from(y.data) }),
    );
  }
  return { kind: 'directory', path };
}
