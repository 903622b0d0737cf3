import { bootstrap, run, runOrExit, turbo } from './bootstrap.mjs';

// `npm run browser-digits [-- --port 8080]`: set up, build the page and what it needs, serve it and print its address.
await bootstrap();
const [command, args] = turbo('build', '--filter=@gradlab-examples/browser-digits...', '--output-logs=errors-only');
await runOrExit('building', command, args, { quiet: true });
process.exitCode = await run('pnpm', [
  '--silent',
  '--dir',
  'examples/browser-digits',
  'preview',
  ...process.argv.slice(2),
]);
