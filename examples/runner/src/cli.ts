import { parseArguments } from './arguments.ts';
import { abortOnInterrupt, Interruption } from './interruption.ts';
import { experiments } from './registry.ts';
import { runExperiment } from './run-experiment.ts';

async function main(): Promise<void> {
  const argv = process.argv.slice(2);
  const request = parseArguments(argv, experiments, process.env.INIT_CWD ?? process.cwd());
  if (request.kind === 'list') {
    for (const { name, summary, parts } of experiments) {
      process.stdout.write(`${name}\n  ${summary}\n  parts: ${parts.join(', ')}\n`);
    }
    return;
  }
  const command = [process.env.GRADLAB_STARTED_BY ?? 'node cli.js', ...argv].join(' ');
  await runExperiment(request, { command, signal: abortOnInterrupt() });
}

/** The message with those of its causes; a stack only where it was asked for. */
function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (process.env.GRADLAB_DEBUG) return error.stack ?? error.message;
  return error.message;
}

main().catch((error: unknown) => {
  if (error instanceof Interruption) {
    process.stderr.write('\nInterrupted: nothing was written.\n');
    process.exitCode = 130;
    return;
  }
  process.stderr.write(`\nerror: ${describeError(error)}\n`);
  process.exitCode = 1;
});
