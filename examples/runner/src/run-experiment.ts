import { join } from 'node:path';
import { useBackend } from '@gradlab/backend';
import { type ExperimentResult, type ResultRow, runInFolders } from '@gradlab-examples/harness';
import Table from 'cli-table3';
import type { RunCommand } from './arguments/run-arguments.ts';
import { print } from './print.ts';

/** How a command is run. */
export interface RunOptions {
  /** What repeats it. */
  readonly command: string;
  readonly signal: AbortSignal;
}

/** Runs an experiment and prints its closing table and where the report is. */
export async function runExperiment(request: RunCommand, options: RunOptions): Promise<ExperimentResult> {
  const { experiment, out, source, profile, seed, epochs, only, fresh } = request;
  const { command, signal } = options;
  const backend = await useBackend(request.backend);
  const { name, simd = '' } = backend;
  const inFolder = runInFolders({ out, identity: { backend: name, simd, seed }, fresh, signal, log: print });
  const result = await inFolder(experiment.name, (folder, parts) => {
    print(`${experiment.name}, ${profile}, on ${name}${simd && ` (${simd})`}, seed ${seed}`);
    return experiment.run({
      source,
      profile,
      backend,
      seed,
      folder,
      parts,
      inFolder,
      signal,
      command,
      log: print,
      ...(epochs !== undefined && { epochs }),
      ...(only !== undefined && { only }),
    });
  });
  print(`\n${formatRows(result.rows)}`);
  print(`\nReport: ${join(out, experiment.name, 'report.html')}`);
  return result;
}

function formatRows(rows: readonly ResultRow[]): string {
  const table = new Table({ head: ['experiment', 'figure', 'ours', 'published'], style: { head: [], border: [] } });
  for (const { what, measure, ours, published } of rows) table.push([what, measure, ours, published]);
  return table.toString();
}
