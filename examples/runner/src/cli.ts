import { parseArguments } from './arguments/parse-arguments.ts';
import { describeNetwork } from './describe/describe.ts';
import { abortOnInterrupt, Interruption } from './interruption.ts';
import { predictPictures } from './predict/predict.ts';
import { print } from './print.ts';
import { experiments } from './registry.ts';
import { repeatRun } from './repeat/repeat.ts';
import { runExperiment } from './run-experiment.ts';

async function main(): Promise<void> {
  const argv = process.argv.slice(2);
  const base = process.env.INIT_CWD ?? process.cwd();
  const request = parseArguments(argv, experiments, base);
  const command = [process.env.GRADLAB_STARTED_BY ?? 'node cli.js', ...argv.map(quote)].join(' ');
  switch (request.kind) {
    case 'list':
      for (const { name, summary, parts } of experiments) print(`${name}\n  ${summary}\n  parts: ${parts.join(', ')}`);
      return;
    case 'run':
      await runExperiment(request, { command, signal: abortOnInterrupt() });
      return;
    case 'repeat':
      if (!(await repeatRun(request, experiments, base, { command, signal: abortOnInterrupt() }))) process.exitCode = 1;
      return;
    case 'predict':
      if (!(await predictPictures(request, base))) process.exitCode = 1;
      return;
    case 'describe':
      await describeNetwork(request, base);
  }
}

/** An argument as a shell takes it. */
function quote(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}

/** The message with those of its causes; the stack instead where `GRADLAB_DEBUG` is set. */
function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (process.env.GRADLAB_DEBUG) return error.stack ?? error.message;
  const cause = error.cause === undefined ? '' : describeError(error.cause);
  return cause === '' || error.message.includes(cause) ? error.message : `${error.message}\n  because: ${cause}`;
}

// A reader that goes away (`| head`) must not end a run half-way: what is printed is lost, the results are not.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') process.exitCode = 1;
  });
}

main().catch((error: unknown) => {
  if (error instanceof Interruption) {
    process.stderr.write(
      '\nInterrupted: what was not finished has left no result. The same command goes on where it was.\n',
    );
    process.exitCode = 130;
    return;
  }
  process.stderr.write(`\nerror: ${describeError(error)}\n`);
  process.exitCode = 1;
});
