import { readFile } from 'node:fs/promises';
import { type Comparison, type DataSource, PROFILES, type RunRequest } from '@gradlab-examples/harness';

/** What a metrics.json says of the run that wrote it. */
export interface RecordedRun {
  readonly experiment: string;
  readonly request: RunRequest;
  readonly backend: { readonly name: 'wasm' | 'cuda' | 'cpu' };
  readonly data?: { readonly name: string; readonly digests: Readonly<Record<string, string>> };
  readonly versions?: {
    readonly node: string;
    readonly cpu: string;
    readonly packages: Readonly<Record<string, string>>;
  };
  readonly comparisons: readonly Comparison[];
}

/**
 * Reads a metrics.json.
 *
 * @throws Error that names the file and what is missing in it
 */
export async function readMetrics(path: string): Promise<RecordedRun> {
  const text = await readFile(path, 'utf8');
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw new Error(`${path} must be a metrics.json; it is no JSON`, { cause });
  }
  const missing = whatIsMissing(parsed);
  if (missing !== undefined) throw new Error(`${path} must be a metrics.json of a run: it has no ${missing}`);
  return parsed as RecordedRun;
}

function whatIsMissing(run: unknown): string | undefined {
  if (!isRecord(run)) return 'fields';
  if (typeof run.experiment !== 'string') return 'experiment';
  if (!isRecord(run.request)) return 'request, as runs of an earlier version of these examples had none';
  const { profile, source, seed, epochs = 1, only = [] } = run.request;
  if (!PROFILES.some((name) => name === profile)) return 'profile in its request';
  if (!isSource(source)) return 'source in its request';
  if (!isIntegerFrom(0, seed)) return 'seed in its request';
  if (!isIntegerFrom(1, epochs)) return 'epochs in its request that could be run';
  if (!Array.isArray(only) || !only.every((part) => typeof part === 'string')) return 'list of parts in its request';
  if (!isRecord(run.backend)) return 'backend';
  return Array.isArray(run.comparisons) ? undefined : 'comparisons';
}

function isSource(value: unknown): value is DataSource {
  if (!isRecord(value)) return false;
  return value.kind === 'directory'
    ? typeof value.path === 'string'
    : /^(synthetic|download)$/.test(String(value.kind));
}

function isIntegerFrom(min: number, value: unknown): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= min;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
