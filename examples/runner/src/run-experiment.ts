import { join } from 'node:path';
import { useBackend } from '@gradlab/backend';
import { type ExperimentContext, openRunFolder, type ResultRow } from '@gradlab-examples/harness';
import Table from 'cli-table3';
import type { Request } from './arguments.ts';

/** Runs an experiment and prints its closing table and where the report is. */
export async function runExperiment(
  request: Extract<Request, { kind: 'run' }>,
  { command, signal }: { readonly command: string; readonly signal: AbortSignal },
): Promise<void> {
  const { experiment, out, source, seed, epochs, only } = request;
  const folder = await openRunFolder(join(out, experiment.name));
  try {
    const backend = await useBackend(request.backend);
    print(
      `${experiment.name} on ${backend.name}${backend.simd === undefined ? '' : ` (${backend.simd})`}, seed ${seed}`,
    );
    const context: ExperimentContext = {
      source,
      backend,
      seed,
      folder,
      signal,
      command,
      log: print,
      ...(epochs !== undefined && { epochs }),
      ...(only !== undefined && { only }),
    };
    const rows = await experiment.run(context);
    signal.throwIfAborted();
    await folder.publish();
    print(`\n${formatRows(rows)}`);
    print(`\nReport: ${join(folder.path, 'report.html')}`);
  } finally {
    await folder.discard();
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function formatRows(rows: readonly ResultRow[]): string {
  const table = new Table({ head: ['experiment', 'figure', 'ours', 'published'], style: { head: [], border: [] } });
  for (const { what, measure, ours, published } of rows) table.push([what, measure, ours, published]);
  return table.toString();
}
