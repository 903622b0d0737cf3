import { bootstrap, environment, run, runOrExit, turbo } from './bootstrap.mjs';

// `npm start [-- arguments]`: set up, build what the examples need, hand over to their runner.
await bootstrap();
const [command, args] = turbo('build', '--filter=@gradlab-examples/runner...', '--output-logs=errors-only');
await runOrExit('building', command, args, { quiet: true });
environment.GRADLAB_STARTED_BY = 'npm start --';
process.exitCode = await run(process.execPath, ['examples/runner/dist/cli.js', ...process.argv.slice(2)]);
